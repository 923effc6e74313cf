//! What is compared in Chromium: the query page beside other ways to show a million rows, the viewer beside others.
//!
//! The scripts of `tests/peers` need Chromium, what was built, and the peers' npm packages in the folder beside them, so
//! they run only when they are named.

use std::process::Command;

use crate::test::end_to_end;
use crate::{Failure, app, chromium, node, package, process, workspace};

/// The names of the scripts, and of the folders beside them.
pub(super) const QUERY_PAGE: &str = "query-page";
pub(super) const VIEWER: &str = "viewer";

/// Builds the app and compares its query page.
pub(super) fn query_page(write: bool) -> Result<(), Failure> {
    compare(QUERY_PAGE, write, |script| Ok(script.env("NEUPRINT_DIST", app::build()?)))
}

/// Packs the npm package and compares its viewer.
pub(super) fn viewer(write: bool) -> Result<(), Failure> {
    compare(VIEWER, write, |script| Ok(script.env("NEUPRINT_TARBALL", package::pack()?)))
}

fn compare(
    name: &str,
    write: bool,
    give: impl FnOnce(&mut Command) -> Result<&mut Command, Failure>,
) -> Result<(), Failure> {
    let chromium = chromium::find()?;
    let playwright = node::packages(end_to_end::FOLDER)?.join("node_modules");
    let folder = format!("{}/{name}", super::PEERS);
    node::packages(&folder)?;
    let mut script = node::node()?;
    script
        .arg(workspace::root().join(format!("{folder}.mjs")))
        .args(write.then_some("--write"))
        .env("CHROMIUM", &chromium.browser)
        .env("NEUPRINT_PLAYWRIGHT", playwright);
    give(&mut script)?;
    process::run(&mut script, &format!("the comparison {name}"))
}
