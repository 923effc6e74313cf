//! The tests that run as WebAssembly, in Node and in Chromium.
//!
//! A crate takes part by having `wasm-bindgen-test` among its dev-dependencies. A test module that says
//! `run_in_browser` runs in Chromium only; all others run in both.

use std::process::Command;

use super::browser;
use super::tally::Tally;
use crate::process::Said;
use crate::{Failure, chromium, node, process, tools, workspace};

/// In Node.
pub(super) fn in_node() -> Result<Tally, Failure> {
    node::node()?;
    let Some(mut cargo) = command()? else { return Ok(Tally::default()) };
    cargo.env("WASM_BINDGEN_TEST_ONLY_NODE", "1");
    Ok(of_all(&process::run_and_listen(&mut cargo, "cargo test for wasm in Node")?))
}

/// In a headless Chromium, through chromedriver.
pub(super) fn in_chromium() -> Result<Tally, Failure> {
    let chromium = match chromium::find() {
        Ok(chromium) => chromium,
        Err(missing) => return Ok(Tally::unavailable(&missing)),
    };
    let Some(mut cargo) = command()? else { return Ok(Tally::default()) };
    cargo
        .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", browser::capabilities(&chromium)?)
        .env("CHROMEDRIVER", &chromium.driver);
    Ok(of_all(&process::run_and_listen(&mut cargo, "cargo test for wasm in Chromium")?))
}

/// What was said, with what is skipped by name for want of recordings: there is no place to say so in a browser.
fn of_all(said: &Said) -> Tally {
    let mut tally = Tally::of_cargo(said);
    if !workspace::test_data().join("neo4j-answers").is_dir() {
        tally.merge(Tally::one_skipped("every_recorded_query_is_answered_as_recorded: the recordings are not here"));
    }
    tally
}

/// The command that both share; `None` if there is no such test.
fn command() -> Result<Option<Command>, Failure> {
    let packages = packages()?;
    if packages.is_empty() {
        return Ok(None);
    }
    let path = tools::install()?;
    let mut cargo = process::cargo();
    process::before_path(&mut cargo, &path)?;
    cargo.args(["test", "--target", "wasm32-unknown-unknown", "--no-fail-fast", "--lib", "--bins", "--tests"]);
    for package in &packages {
        cargo.args(["--package", package]);
    }
    cargo.current_dir(workspace::root());
    Ok(Some(cargo))
}

/// The crates with wasm tests.
fn packages() -> Result<Vec<String>, Failure> {
    let metadata = super::direction::metadata()?;
    let with_tests = |package: &&serde_json::Value| {
        let dependencies = package["dependencies"].as_array();
        dependencies
            .into_iter()
            .flatten()
            .any(|dependency| dependency["name"] == "wasm-bindgen-test" && dependency["kind"] == "dev")
    };
    let packages = metadata["packages"].as_array().into_iter().flatten();
    Ok(packages.filter(with_tests).filter_map(|package| package["name"].as_str().map(str::to_owned)).collect())
}
