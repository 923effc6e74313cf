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
    let mut tally = types(&folder)?;
    let mut playwright = node::node()?;
    playwright
        .arg("node_modules/@playwright/test/cli.js")
        .arg("test")
        .current_dir(&folder)
        .env("CHROMIUM", &chromium.browser)
        .env("NEUPRINT_DIST", &dist)
        .env("NEUPRINT_SERVER", &server);
    tally.merge(Tally::of_playwright(&process::run_and_listen(&mut playwright, "the end-to-end tests")?));
    Ok(tally)
}

/// Playwright strips the types of the tests without looking at them; the compiler looks.
fn types(folder: &std::path::Path) -> Result<Tally, Failure> {
    let mut compiler = node::node()?;
    compiler.args(["node_modules/typescript/bin/tsc", "--project", "."]).current_dir(folder);
    Ok(Tally::of_check(&process::run_and_listen(&mut compiler, "tsc")?, "the types of the end-to-end tests"))
}
