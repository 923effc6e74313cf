//! `cargo xtask docs`: rustdoc and TypeDoc as one site in `target/doc-site`.

use std::path::Path;

use crate::arguments::Arguments;
use crate::{Failure, node, package, process, workspace};

/// TypeDoc and its settings.
const TYPEDOC: &str = "crates/xtask/typedoc";

/// Builds the documentation of the Rust crates and of the npm package.
pub(crate) fn docs(arguments: Arguments) -> Result<(), Failure> {
    arguments.finish()?;
    let site = workspace::target().join("doc-site");
    let _ = std::fs::remove_dir_all(&site);

    let mut rustdoc = process::cargo();
    rustdoc.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "--deny warnings");
    process::run(&mut rustdoc, "cargo doc")?;
    copy(&workspace::target().join("doc"), &site.join("rust"))?;

    // TypeDoc reads the types that wasm-bindgen writes for the packed package.
    package::pack()?;
    let typedoc = node::packages(TYPEDOC)?;
    let mut node = node::node()?;
    node.arg("node_modules/typedoc/bin/typedoc").arg("--out").arg(site.join("javascript")).current_dir(typedoc);
    process::run(&mut node, "TypeDoc")?;

    let index = site.join("index.html");
    std::fs::write(&index, INDEX).map_err(|error| format!("{} cannot be written: {error}", index.display()))?;
    println!("{}", index.display());
    Ok(())
}

const INDEX: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>neuprint-web</title>\
    <ul><li><a href=\"javascript/index.html\">JavaScript</a><li><a href=\"rust/neuprint/index.html\">Rust</a></ul>";

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| format!("{} cannot be copied: {error}", from.display());
    std::fs::create_dir_all(to).map_err(failed)?;
    for entry in std::fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target).map_err(failed)?;
        }
    }
    Ok(())
}
