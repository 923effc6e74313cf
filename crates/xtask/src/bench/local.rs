//! The dataset of `bench local` in WebAssembly, beside the same queries natively.

use std::path::PathBuf;

use super::in_page;
use crate::{Failure, node, process, workspace};

/// The name of the benchmark.
pub(super) const NAME: &str = "local";
const EXAMPLE: &str = "in_page";

/// Where the native benchmark leaves the dataset and what it measured.
pub(super) fn folder() -> Result<PathBuf, Failure> {
    let folder = workspace::target().join("bench-local");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    Ok(folder)
}

/// Builds the example for WebAssembly, and runs it over what the native benchmark left.
pub(super) fn in_page() -> Result<(), Failure> {
    let folder = folder()?;
    let bindings = in_page::build("neuprint-local", EXAMPLE, &folder)?;
    let mut script = node::node()?;
    script.arg(workspace::root().join("crates/neuprint-local/benches/local/in_page.mjs"));
    script.arg(bindings).arg(&folder);
    process::run(&mut script, "the dataset in WebAssembly")
}
