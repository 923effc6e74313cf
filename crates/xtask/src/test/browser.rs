//! How Chromium is started for tests: without a window, without calls to the outside, with WebGL in software.

use std::path::PathBuf;

use crate::chromium::Chromium;
use crate::{Failure, workspace};

/// What every test passes to Chromium.
pub(super) const FLAGS: [&str; 8] = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
];

/// Writes the file with which wasm-bindgen's test runner asks chromedriver for this browser; where it is.
pub(super) fn capabilities(chromium: &Chromium) -> Result<PathBuf, Failure> {
    let file = workspace::memory().join("webdriver.json");
    let capabilities = serde_json::json!({
        "goog:chromeOptions": { "binary": chromium.browser, "args": FLAGS }
    });
    std::fs::create_dir_all(workspace::memory())
        .and_then(|()| std::fs::write(&file, capabilities.to_string()))
        .map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
    Ok(file)
}
