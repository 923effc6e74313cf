//! `cargo xtask screenshots`: the pictures of the README, from the running app.

use crate::arguments::Arguments;
use crate::{Failure, app, chromium, node, process, run, test, workspace};

/// Writes `www/screenshots/{query,skeletons}-{light,dark}-{wide,narrow}.png`.
pub(crate) fn screenshots(arguments: Arguments) -> Result<(), Failure> {
    arguments.finish()?;
    let chromium = chromium::find()?;
    let dist = app::build()?;
    let server = run::server()?;
    let folder = node::packages(test::END_TO_END)?;
    let mut node = node::node()?;
    node.args(["node_modules/@playwright/test/cli.js", "test", "--config", "screenshots.config.ts"])
        .current_dir(folder)
        .env("CHROMIUM", &chromium.browser)
        .env("NEUPRINT_DIST", &dist)
        .env("NEUPRINT_SERVER", &server)
        .env("NEUPRINT_SCREENSHOTS", workspace::root().join("www/screenshots"));
    process::run(&mut node, "taking the screenshots")
}
