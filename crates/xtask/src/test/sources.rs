//! Checks of the sources themselves: formatting, lints, documentation.

use super::tally::Tally;
use crate::{Failure, process, workspace};

/// `cargo fmt --check`.
pub(super) fn formatting() -> Result<Tally, Failure> {
    component("rustfmt", "fmt")?;
    let said = process::run_and_listen(process::cargo().args(["fmt", "--all", "--check"]), "cargo fmt")?;
    Ok(Tally::of_check(&said, "run `cargo fmt --all`"))
}

/// Clippy over everything that is built natively.
pub(super) fn lints() -> Result<Tally, Failure> {
    component("clippy", "clippy")?;
    let mut cargo = process::cargo();
    cargo.args(["clippy", "--quiet", "--workspace", "--all-targets"]);
    clippy(cargo)
}

/// Clippy over what only the browser compiles.
pub(super) fn lints_for_wasm() -> Result<Tally, Failure> {
    crate::tools::install()?;
    component("clippy", "clippy")?;
    let mut cargo = process::cargo();
    cargo.args(["clippy", "--quiet", "--target", "wasm32-unknown-unknown"]);
    for package in super::direction::FOR_THE_BROWSER {
        cargo.args(["--package", package]);
    }
    clippy(cargo)
}

/// Clippy over what is behind features: the builder of the dataset, the server with the app inside, Arrow.
pub(super) fn lints_of_features() -> Result<Tally, Failure> {
    crate::app::build()?;
    let mut cargo = process::cargo();
    cargo.args([
        "clippy",
        "--quiet",
        "--package",
        "xtask",
        "--package",
        "neuprint-serve",
        "--package",
        "neuprint-table",
    ]);
    cargo.args(["--features", "xtask/dataset,neuprint-serve/embed-app,neuprint-table/arrow"]);
    clippy(cargo)
}

fn clippy(mut cargo: std::process::Command) -> Result<Tally, Failure> {
    if workspace::in_ci() {
        cargo.args(["--", "--deny", "warnings"]);
    }
    Ok(Tally::of_check(&process::run_and_listen(&mut cargo, "cargo clippy")?, "clippy"))
}

/// rustdoc, with broken links and the like denied in CI.
pub(super) fn rustdoc() -> Result<Tally, Failure> {
    let mut cargo = process::cargo();
    cargo.args(["doc", "--quiet", "--workspace", "--no-deps", "--document-private-items"]);
    if workspace::in_ci() {
        cargo.env("RUSTDOCFLAGS", "--deny warnings");
    }
    Ok(Tally::of_check(&process::run_and_listen(&mut cargo, "cargo doc")?, "rustdoc"))
}

/// Installs a part of the toolchain that a minimal rustup profile leaves out.
fn component(name: &str, subcommand: &str) -> Result<(), Failure> {
    if process::read(process::cargo().args([subcommand, "--version"]), name).is_ok() {
        return Ok(());
    }
    if process::on_path(&["rustup", "rustup.exe"]).is_none() {
        return Err(format!("`cargo {subcommand}` is missing: install {name} with rustup or your distribution"));
    }
    println!("xtask: installing {name} (seconds)");
    process::run(std::process::Command::new("rustup").args(["component", "add", name]), "rustup component add")
}
