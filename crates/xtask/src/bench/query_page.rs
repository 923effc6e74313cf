//! The query page beside other ways to show a million rows in a browser: `tests/peers/query-page.mjs`.
//!
//! It needs the built app, Chromium, and the peers' npm packages, so it runs only when it is named.

use crate::test::end_to_end;
use crate::{Failure, app, chromium, node, process, workspace};

/// The name of the script in `tests/peers`, and the folder beside it.
pub(super) const NAME: &str = "query-page";
const FOLDER: &str = "tests/peers/query-page";

/// Builds the app and compares it.
pub(super) fn compare(write: bool) -> Result<(), Failure> {
    let chromium = chromium::find()?;
    let dist = app::build()?;
    let playwright = node::packages(end_to_end::FOLDER)?.join("node_modules");
    node::packages(FOLDER)?;
    let mut script = node::node()?;
    script
        .arg(workspace::root().join(format!("{FOLDER}.mjs")))
        .args(write.then_some("--write"))
        .env("CHROMIUM", &chromium.browser)
        .env("NEUPRINT_DIST", dist)
        .env("NEUPRINT_PLAYWRIGHT", playwright);
    process::run(&mut script, "the comparison of query pages")
}
