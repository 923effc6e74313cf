//! Examples that benchmarks load in Node, as a page loads them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Failure, app, paths, process, tools, workspace};

/// What the browser computes with is built so, too.
const PROFILE: &str = "wasm-hot";

/// Builds an example for WebAssembly and puts it into a folder with its bindings, which are returned.
pub(super) fn build(package: &str, example: &str, folder: &Path) -> Result<PathBuf, Failure> {
    let path = tools::install()?;
    app::fetch_crates()?;
    let mut cargo = process::cargo();
    cargo.args(["build", "--quiet", "--package", package, "--example", example]);
    cargo.args(["--profile", PROFILE, "--target", "wasm32-unknown-unknown"]);
    paths::leave_out(&mut cargo)?;
    process::run(&mut cargo, &format!("the build of {example} for WebAssembly"))?;

    let built = workspace::target().join("wasm32-unknown-unknown").join(PROFILE).join("examples");
    let mut bind = Command::new("wasm-bindgen");
    bind.args(["--target", "nodejs", "--out-dir"]).arg(folder).arg(built.join(example).with_extension("wasm"));
    process::before_path(&mut bind, &path)?;
    process::run(&mut bind, "wasm-bindgen")?;
    Ok(folder.join(example).with_extension("js"))
}
