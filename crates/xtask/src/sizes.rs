//! What the app's files weigh: raw, gzip, Brotli.
//!
//! ```ignore
//! sizes::compress(&dist)?;     // writes the .br twins
//! sizes::print(&dist)?;        // the table that CI shows
//! ```
//!
//! Node's zlib does the compressing (`sizes.mjs`), so that this crate needs no compressor and compiles in seconds.

use std::path::Path;

use crate::{Failure, node, process};

const SCRIPT: &str = include_str!("sizes.mjs");

/// Writes a Brotli twin next to every file of `folder` that shrinks by it.
pub(crate) fn compress(folder: &Path) -> Result<(), Failure> {
    node(folder, "compress")
}

/// Prints one line for every wasm, JavaScript and CSS file.
pub(crate) fn print(folder: &Path) -> Result<(), Failure> {
    node(folder, "print")
}

fn node(folder: &Path, what: &str) -> Result<(), Failure> {
    let mut node = node::node()?;
    node.args(["--input-type=module", "--eval", SCRIPT, "--"]).arg(folder).arg(what);
    process::run(&mut node, &format!("sizes.mjs {what}"))
}
