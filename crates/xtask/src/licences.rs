//! Licences of what the project is built from: a check, and the notices that go with what is handed out.
//!
//! ```text
//! cargo xtask licences      # check, and write THIRD-PARTY-NOTICES.txt for app, binary and npm package
//! ```
//!
//! The check covers every crate of Cargo.lock and every npm package that reaches the app. A licence that is not in
//! [`ALLOWED`] is a failure, never a warning: it is decided by a person, here.

mod expression;
mod notices;

use std::path::Path;

use serde_json::Value;

use crate::arguments::Arguments;
use crate::test::Tally;
use crate::{Failure, app, node, process, workspace};
use notices::Part;

/// SPDX names of the licences that may reach a user. None asks more than notice, or file-wise sources (MPL-2.0).
const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// What is handed out: the crates it starts from, the target, and the npm packages that are bundled.
pub(crate) struct Product {
    roots: &'static [&'static str],
    wasm: bool,
    npm: Option<&'static str>,
}

/// The app in `dist/`.
pub(crate) const APP: Product = Product {
    roots: &[
        "neuprint-app",
        "neuprint-explore-page",
        "neuprint-skeletons-page",
        "neuprint-views",
        "neuprint-worker",
        "neuprint-engine",
        "neuprint-parquet",
        "neuprint-viewer",
    ],
    wasm: true,
    npm: Some(app::EDITOR),
};
/// The `neuprint` program; the app is inside it.
pub(crate) const BINARY: Product = Product { roots: &["neuprint-serve"], wasm: false, npm: None };
/// The npm package.
pub(crate) const NPM: Product = Product {
    roots: &["neuprint-wasm", "neuprint-skeleton-wasm", "neuprint-arrow-wasm", "neuprint-viewer"],
    wasm: true,
    npm: None,
};

/// The command.
pub(crate) fn licences(arguments: Arguments) -> Result<(), Failure> {
    arguments.finish()?;
    let tally = check()?;
    for reason in &tally.reasons {
        println!("{reason}");
    }
    if tally.failed > 0 {
        return Err("a licence is not allowed".to_owned());
    }
    for (name, product) in [("app", &APP), ("binary", &BINARY), ("npm", &NPM)] {
        let file = workspace::target().join("licences").join(name).join("THIRD-PARTY-NOTICES.txt");
        write(&file, product)?;
        println!("{}", file.display());
    }
    Ok(())
}

/// Checks the licence of every crate and of every bundled npm package.
pub(crate) fn check() -> Result<Tally, Failure> {
    let mut parts = crates(&metadata(None)?, |_| true);
    if workspace::root().join(app::EDITOR).join("package-lock.json").is_file() {
        parts.extend(npm_packages(app::EDITOR)?);
    }
    let wrong: Vec<String> = parts
        .iter()
        .filter(|part| !expression::is_allowed(&part.licence, &|licence| ALLOWED.contains(&licence)))
        .map(|part| format!("{} {}: {:?}", part.name, part.version, part.licence))
        .collect();
    println!("{} crates and npm packages, {} with a licence that is not allowed", parts.len(), wrong.len());
    let mut tally = Tally::default();
    tally.rule(wrong.is_empty(), || wrong.join("; "));
    Ok(tally)
}

/// Writes the notices of everything in `product` to `file`.
pub(crate) fn write(file: &Path, product: &Product) -> Result<(), Failure> {
    let target = if product.wasm { Some("wasm32-unknown-unknown".to_owned()) } else { None };
    let metadata = metadata(target.as_deref())?;
    let inside = reached(&metadata, product.roots);
    let mut parts = crates(&metadata, |id| inside.contains(&id));
    if let Some(folder) = product.npm {
        parts.extend(npm_packages(folder)?);
    }
    let text = notices::text(parts);
    let save = || {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, text)
    };
    save().map_err(|error| format!("{} cannot be written: {error}", file.display()))
}

fn metadata(target: Option<&str>) -> Result<Value, Failure> {
    let mut cargo = process::cargo();
    cargo.args(["metadata", "--format-version", "1", "--all-features"]);
    if let Some(target) = target {
        cargo.args(["--filter-platform", target]);
    }
    serde_json::from_str(&process::read(&mut cargo, "cargo metadata")?)
        .map_err(|error| format!("cargo metadata is not JSON: {error}"))
}

/// The ids of all crates that `roots` contain: through normal dependencies, not those of tests and build scripts.
fn reached<'a>(metadata: &'a Value, roots: &[&str]) -> Vec<&'a str> {
    let nodes: Vec<&Value> = metadata["resolve"]["nodes"].as_array().into_iter().flatten().collect();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let mut found: Vec<&str> = packages
        .filter(|package| roots.iter().any(|root| package["name"] == *root))
        .filter_map(|package| package["id"].as_str())
        .collect();
    let mut at = 0;
    while at < found.len() {
        let node = nodes.iter().find(|node| node["id"] == found[at]);
        for dependency in node.and_then(|node| node["deps"].as_array()).into_iter().flatten() {
            let shipped = dependency["dep_kinds"].as_array().into_iter().flatten().any(|kind| kind["kind"].is_null());
            if let Some(id) = dependency["pkg"].as_str().filter(|id| shipped && !found.contains(id)) {
                found.push(id);
            }
        }
        at += 1;
    }
    found
}

/// The outside crates of `metadata` that are `wanted`.
fn crates(metadata: &Value, wanted: impl Fn(&str) -> bool) -> Vec<Part> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages
        .filter(|package| package["source"].is_string() && package["id"].as_str().is_some_and(&wanted))
        .map(|package| Part {
            name: text(&package["name"]),
            version: text(&package["version"]),
            licence: text(&package["license"]),
            authors: package["authors"].as_array().into_iter().flatten().map(text).collect(),
            address: text(&package["repository"]),
            folder: Path::new(&text(&package["manifest_path"])).parent().unwrap_or(Path::new("")).to_owned(),
        })
        .collect()
}

/// The npm packages in `folder`'s lock file that are no development tools.
fn npm_packages(folder: &str) -> Result<Vec<Part>, Failure> {
    let folder = node::packages(folder)?;
    let unreadable = |error: &dyn std::fmt::Display| format!("{}/package-lock.json: {error}", folder.display());
    let lock = std::fs::read_to_string(folder.join("package-lock.json")).map_err(|error| unreadable(&error))?;
    let lock: Value = serde_json::from_str(&lock).map_err(|error| unreadable(&error))?;
    let mut parts = Vec::new();
    for (path, package) in lock["packages"].as_object().into_iter().flatten() {
        if path.is_empty() || package["dev"] == true {
            continue;
        }
        parts.push(Part {
            name: path.rsplit("node_modules/").next().unwrap_or(path).to_owned(),
            version: text(&package["version"]),
            licence: text(&package["license"]),
            authors: Vec::new(),
            address: String::new(),
            folder: folder.join(path),
        });
    }
    Ok(parts)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
