//! The app in a real Chromium, with Playwright.

use super::tally::Tally;
use crate::{Failure, app, chromium, node, process, run, sizes};

/// The npm packages of the tests: Playwright, axe.
pub(crate) const FOLDER: &str = "tests/e2e";

/// Builds the app and its server and runs `tests/e2e`.
pub(super) fn tests() -> Result<Tally, Failure> {
    let chromium = match chromium::find() {
        Ok(chromium) => chromium,
        Err(missing) => return Ok(Tally::unavailable(&missing)),
    };
    let dist = app::build()?;
    sizes::print(&dist)?;
    let server = run::server()?;
    let folder = node::packages(FOLDER)?;
    let mut npx = node::node()?;
    npx.arg("node_modules/@playwright/test/cli.js")
        .arg("test")
        .current_dir(&folder)
        .env("CHROMIUM", &chromium.browser)
        .env("NEUPRINT_DIST", &dist)
        .env("NEUPRINT_SERVER", &server);
    Ok(Tally::of_playwright(&process::run_and_listen(&mut npx, "the end-to-end tests")?))
}
