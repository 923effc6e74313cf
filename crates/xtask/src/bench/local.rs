//! The dataset of `bench local` in WebAssembly, beside the same queries natively.

use std::path::PathBuf;

use crate::{Failure, app, node, paths, process, tools, workspace};

/// The name of the benchmark.
pub(super) const NAME: &str = "local";
/// What the browser computes with is built so, too.
const PROFILE: &str = "wasm-hot";
const EXAMPLE: &str = "in_page";

/// Where the native benchmark leaves the dataset and what it measured.
pub(super) fn folder() -> Result<PathBuf, Failure> {
    let folder = workspace::target().join("bench-local");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    Ok(folder)
}

/// Builds the example for WebAssembly, and runs it over what the native benchmark left.
pub(super) fn in_page() -> Result<(), Failure> {
    let path = tools::install()?;
    app::fetch_crates()?;
    let mut cargo = process::cargo();
    cargo.args(["build", "--quiet", "--package", "neuprint-local", "--example", EXAMPLE]);
    cargo.args(["--profile", PROFILE, "--target", "wasm32-unknown-unknown"]);
    paths::leave_out(&mut cargo)?;
    process::run(&mut cargo, "the build of the dataset for WebAssembly")?;

    let folder = folder()?;
    let built = workspace::target().join("wasm32-unknown-unknown").join(PROFILE).join("examples");
    let mut bind = std::process::Command::new("wasm-bindgen");
    bind.args(["--target", "nodejs", "--out-dir"]).arg(&folder).arg(built.join(EXAMPLE).with_extension("wasm"));
    process::before_path(&mut bind, &path)?;
    process::run(&mut bind, "wasm-bindgen")?;

    let mut script = node::node()?;
    script.arg(workspace::root().join("crates/neuprint-local/benches/local/in_page.mjs"));
    script.arg(folder.join(EXAMPLE).with_extension("js")).arg(&folder);
    process::run(&mut script, "the dataset in WebAssembly")
}
