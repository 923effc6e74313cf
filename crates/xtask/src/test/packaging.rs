//! The npm tarball as users get it, in Node and in Chromium.

use super::tally::Tally;
use crate::{Failure, chromium, node, package, process};

/// Packs the tarball and runs `tests/packaging`.
pub(super) fn tests() -> Result<Tally, Failure> {
    let chromium = match chromium::find() {
        Ok(chromium) => chromium,
        Err(missing) => return Ok(Tally::unavailable(&missing)),
    };
    let tarball = package::pack()?;
    let playwright = node::packages(super::end_to_end::FOLDER)?;
    let mut node = node::node()?;
    node.args(["--test", "tests/packaging/"])
        .current_dir(crate::workspace::root())
        .env("CHROMIUM", &chromium.browser)
        .env("NEUPRINT_TARBALL", &tarball)
        .env("NEUPRINT_PLAYWRIGHT", playwright.join("node_modules"));
    Ok(Tally::of_node(&process::run_and_listen(&mut node, "the packaging tests")?))
}
