//! The npm tarball as users get it, in Node, Deno, Bun, Chromium and what Vite and webpack make of it.

use std::path::PathBuf;

use super::tally::Tally;
use crate::{Failure, chromium, node, package, process, run, workspace};

/// The bundlers and runtimes that the package is tested in.
const ENVIRONMENTS: &str = "tests/packaging/environments";

/// Packs the tarball, builds the server and runs `tests/packaging`.
pub(super) fn tests() -> Result<Tally, Failure> {
    let chromium = match chromium::find() {
        Ok(chromium) => chromium,
        Err(missing) => return Ok(Tally::unavailable(&missing)),
    };
    let tarball = package::pack()?;
    let playwright = node::packages(super::end_to_end::FOLDER)?;
    let environments = node::packages(ENVIRONMENTS)?;
    let mut node = node::node()?;
    node.arg("--test")
        .args(files()?)
        .current_dir(workspace::root())
        .env("CHROMIUM", &chromium.browser)
        .env("NEUPRINT_TARBALL", &tarball)
        .env("NEUPRINT_ENVIRONMENTS", environments.join("node_modules"))
        .env("NEUPRINT_PLAYWRIGHT", playwright.join("node_modules"))
        .env("NEUPRINT_SERVER", run::server()?);
    if workspace::test_data().is_dir() {
        // Where the recordings are at hand, no test may skip for want of them.
        node.env("NEUPRINT_TEST_DATA", workspace::test_data()).env("NEUPRINT_TEST_DATA_REQUIRED", "1");
    }
    Ok(Tally::of_node(&process::run_and_listen(&mut node, "the packaging tests")?))
}

/// The test files. Each is named to Node, because its versions do not agree on what naming a folder means.
fn files() -> Result<Vec<PathBuf>, Failure> {
    let folder = workspace::root().join("tests/packaging");
    let unreadable = |error: std::io::Error| format!("{} cannot be read: {error}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
