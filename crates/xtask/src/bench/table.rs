//! What the query page does with a table, in WebAssembly.

use super::in_page;
use crate::{Failure, node, process, workspace};

/// The name of the benchmark.
pub(super) const NAME: &str = "table";
const EXAMPLE: &str = "operations_in_page";

/// Builds the example for WebAssembly, and runs it.
pub(super) fn in_page() -> Result<(), Failure> {
    let bindings = in_page::build("neuprint-table", EXAMPLE, &workspace::target().join("bench-table"))?;
    let mut script = node::node()?;
    script.arg(workspace::root().join("crates/neuprint-table/benches/table/in_page.mjs")).arg(bindings);
    process::run(&mut script, "the table in WebAssembly")
}
