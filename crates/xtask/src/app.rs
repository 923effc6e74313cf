//! Building the app with Trunk into `dist/`.
//!
//! ```ignore
//! let dist = app::build()?;      // a moment when nothing changed
//! ```
//!
//! The app is always built as it is released: what is measured, tested and tried is one and the same thing. Every text
//! and wasm file gets a Brotli twin (`app.css.br`) which `neuprint-serve` sends to browsers that take it.

use std::path::PathBuf;
use std::process::Command;

use crate::stamp::Stamp;
use crate::{Failure, node, paths, process, sizes, tools, workspace};

/// Crates of which no line reaches the app.
const NOT_IN_THE_APP: [&str; 7] = [
    "xtask",
    "neuprint-serve",
    "neuprint-http",
    "neuprint-js",
    "neuprint-wasm",
    "neuprint-skeleton-wasm",
    "neuprint-arrow-wasm",
];

/// The npm packages that the build of the app needs: the editor, esbuild, wasm-opt.
pub(crate) const EDITOR: &str = "www/editor";

/// Builds the app unless `dist/` already holds what these sources give; the folder.
pub(crate) fn build() -> Result<PathBuf, Failure> {
    let dist = workspace::dist();
    let stamp = Stamp::of("app", &inputs()?)?.beside(dist.join(".stamp"));
    if stamp.is_fresh() {
        return Ok(dist);
    }
    let mut path = tools::install()?;
    path.push(node::programs(&node::packages(EDITOR)?));
    println!("xtask: building the app (several minutes the first time, a minute or two after a change)");
    fetch_crates()?;
    let mut trunk = Command::new("trunk");
    trunk
        .args(["build", "--release", "--dist"])
        .arg(&dist)
        .current_dir(workspace::root())
        // All tools are on PATH; a wish to download one is a mistake in a version number.
        .env("TRUNK_OFFLINE", "true")
        // Of a failed build the compiler's words matter, not Trunk's stack.
        .env_remove("RUST_BACKTRACE")
        // Trunk takes NO_COLOR as a boolean and refuses the usual `1`.
        .env_remove("NO_COLOR");
    paths::leave_out(&mut trunk)?;
    process::before_path(&mut trunk, &path)?;
    process::run(&mut trunk, "the build of the app")?;
    sizes::compress(&dist)?;
    stamp.keep()?;
    Ok(dist)
}

/// Downloads what the lock file names: Trunk, told not to download tools, forbids it to Cargo as well.
pub(crate) fn fetch_crates() -> Result<(), Failure> {
    let mut cargo = process::cargo();
    let host = tools::host()?;
    cargo.args(["fetch", "--quiet", "--target", "wasm32-unknown-unknown", "--target", &host]);
    process::run(&mut cargo, "cargo fetch")
}

fn inputs() -> Result<Vec<PathBuf>, Failure> {
    let mut inputs = crates_but(&NOT_IN_THE_APP)?;
    // What a saved page has of the npm package's element.
    let element = "crates/neuprint-wasm/npm/element";
    inputs.extend(["index.html", "Trunk.toml", "www", element].map(|name| workspace::root().join(name)));
    Ok(inputs)
}

/// The sources of all crates except `without`, and what they share.
pub(crate) fn crates_but(without: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let root = workspace::root();
    let mut inputs: Vec<PathBuf> = ["Cargo.toml", "Cargo.lock", ".cargo"].map(|name| root.join(name)).into();
    let crates = root.join("crates");
    let unreadable = |error: std::io::Error| format!("{} cannot be read: {error}", crates.display());
    for entry in std::fs::read_dir(&crates).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if !without.iter().any(|name| entry.file_name() == *name) {
            inputs.push(entry.path());
        }
    }
    inputs.sort();
    Ok(inputs)
}
