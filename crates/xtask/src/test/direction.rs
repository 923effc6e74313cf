//! Who may lean on whom, and what the inner crates must not hold.
//!
//! The picture is in ARCHITECTURE.md; this file is its teeth. Five things are checked: the dependencies between the
//! project's crates, the outside crates that inner crates bring along on the native and on the wasm target, what the
//! inner crates' sources name, what the browser's crates must not bring along, and that inner crates compile for both
//! targets.

use std::path::Path;

use serde_json::Value;

use super::tally::Tally;
use crate::{Failure, process, tools, workspace};

/// Each crate and the crates of this project that it may lean on. Shells lean on no shell, except that the app's pages
/// share what they are made of, and the worker's message types.
const ALLOWED: [(&str, &[&str]); 26] = [
    ("neuprint-decimal", &[]),
    ("neuprint-skeleton", &["neuprint-decimal"]),
    ("neuprint-table", &["neuprint-decimal"]),
    ("neuprint-graph", &["neuprint-table"]),
    ("neuprint-cypher", &[]),
    ("neuprint", &["neuprint-decimal", "neuprint-skeleton", "neuprint-table"]),
    ("neuprint-local", &["neuprint", "neuprint-cypher", "neuprint-table"]),
    ("neuprint-fetch", &["neuprint"]),
    ("neuprint-http", &["neuprint"]),
    ("neuprint-viewer", &["neuprint-skeleton"]),
    ("neuprint-serve", NOT_SHELLS),
    ("neuprint-engine", &["neuprint-cypher", "neuprint-local"]),
    ("neuprint-parquet", &["neuprint-table"]),
    (
        "neuprint-worker",
        &[
            "neuprint-skeleton",
            "neuprint-table",
            "neuprint-graph",
            "neuprint",
            "neuprint-local",
            "neuprint-fetch",
            "neuprint-engine",
            "neuprint-parquet",
        ],
    ),
    ("neuprint-js", &[]),
    ("neuprint-wasm", &["neuprint", "neuprint-table", "neuprint-decimal", "neuprint-fetch", "neuprint-js"]),
    ("neuprint-arrow-wasm", &["neuprint-table", "neuprint-js"]),
    ("neuprint-skeleton-wasm", &["neuprint-skeleton", "neuprint-js"]),
    ("neuprint-page", &["neuprint-worker"]),
    ("neuprint-app", &["neuprint", "neuprint-page", "neuprint-worker"]),
    ("neuprint-explore-page", &["neuprint", "neuprint-page", "neuprint-worker"]),
    ("neuprint-skeletons-page", &["neuprint", "neuprint-page", "neuprint-worker"]),
    ("neuprint-views", &["neuprint-page", "neuprint-table", "neuprint-worker"]),
    ("neuprint-tests", NOT_SHELLS),
    ("neuprint-wasm-tests", NOT_SHELLS),
    ("xtask", &["neuprint-local", "neuprint-cypher", "neuprint-skeleton"]),
];

const NOT_SHELLS: &[&str] = &[
    "neuprint-skeleton",
    "neuprint-table",
    "neuprint-cypher",
    "neuprint",
    "neuprint-local",
    "neuprint-fetch",
    "neuprint-http",
    "neuprint-viewer",
];

/// The crates without I/O, clock, threads or JavaScript.
const INNER: [&str; 7] = [
    "neuprint-decimal",
    "neuprint-skeleton",
    "neuprint-table",
    "neuprint-graph",
    "neuprint-cypher",
    "neuprint",
    "neuprint-local",
];

/// The crates that are only whole on the wasm target.
pub(super) const FOR_THE_BROWSER: [&str; 14] = [
    "neuprint-fetch",
    "neuprint-worker",
    "neuprint-engine",
    "neuprint-parquet",
    "neuprint-viewer",
    "neuprint-js",
    "neuprint-wasm",
    "neuprint-skeleton-wasm",
    "neuprint-arrow-wasm",
    "neuprint-page",
    "neuprint-app",
    "neuprint-explore-page",
    "neuprint-skeletons-page",
    "neuprint-views",
];

/// Outside crates that no inner crate may bring along: runtimes, threads, clocks, networks, JavaScript.
const FORBIDDEN: [&str; 26] = [
    "async-executor",
    "async-std",
    "axum",
    "chrono",
    "crossbeam-channel",
    "futures-executor",
    "gloo-net",
    "gloo-timers",
    "hyper",
    "instant",
    "js-sys",
    "mio",
    "nix",
    "rayon",
    "rayon-core",
    "reqwest",
    "smol",
    "socket2",
    "tempfile",
    "time",
    "tokio",
    "walkdir",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
    "web-time",
];

/// What only native programs may bring along: in a wasm file these crates would be most of it. Parquet's own is most of the
/// one that writes it, which is loaded for that alone.
const NATIVE_ONLY: [&str; 4] = ["arrow-array", "arrow-ipc", "parquet", "zstd-sys"];
/// The crate that may bring along Parquet's.
const WRITES_PARQUET: &str = "neuprint-parquet";

/// What no source line of an inner crate may name.
const UNSPEAKABLE: [&str; 12] = [
    "std::fs",
    "std::thread",
    "std::net",
    "std::process",
    "std::env",
    "Instant::now",
    "SystemTime",
    "js_sys",
    "JsValue",
    "wasm_bindgen",
    "target_arch",
    "tokio::",
];

/// The rules that need no compiler.
pub(super) fn check() -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    let metadata = metadata()?;
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
            tally
                .rule(false, || format!("{name} has no place in the picture: give it one in ARCHITECTURE.md and here"));
            continue;
        };
        let wrong = leans_on(package).into_iter().find(|on| !allowed.contains(&on.as_str()));
        tally.rule(wrong.is_none(), || format!("{name} must not lean on {}", wrong.unwrap_or_default()));
    }
    for name in INNER {
        for target in ["wasm32-unknown-unknown", tools::host()?.as_str()] {
            let found = brought_along(name, target)?.into_iter().find(|found| FORBIDDEN.contains(&found.as_str()));
            tally.rule(found.is_none(), || {
                format!("{name} brings along {} on {target}; an inner crate must not", found.unwrap_or_default())
            });
        }
        let named = unspeakable(&workspace::root().join("crates").join(name).join("src"))?;
        tally.rule(named.is_empty(), || named.join("; "));
    }
    for name in FOR_THE_BROWSER {
        let found = brought_along(name, "wasm32-unknown-unknown")?;
        let may = |found: &str| name == WRITES_PARQUET && found == "parquet";
        let found = found.into_iter().find(|found| NATIVE_ONLY.contains(&found.as_str()) && !may(found));
        tally.rule(found.is_none(), || {
            format!("{name} brings along {}, which is for native programs only", found.unwrap_or_default())
        });
    }
    Ok(tally)
}

/// The inner crates compile for wasm, with what only other modules than the client's have (natively the tests compile
/// them).
pub(super) fn builds_for_wasm() -> Result<Tally, Failure> {
    tools::install()?;
    let mut cargo = process::cargo();
    cargo.args(["check", "--quiet", "--target", "wasm32-unknown-unknown"]);
    for name in INNER {
        cargo.args(["--package", name]);
    }
    cargo.args(["--features", "neuprint-table/arrow"]);
    Ok(Tally::of_check(&process::run_and_listen(&mut cargo, "cargo check")?, "an inner crate does not build for wasm"))
}

/// `cargo metadata` of the project's own crates.
pub(super) fn metadata() -> Result<Value, Failure> {
    let mut cargo = process::cargo();
    cargo.args(["metadata", "--no-deps", "--format-version", "1"]);
    serde_json::from_str(&process::read(&mut cargo, "cargo metadata")?)
        .map_err(|error| format!("cargo metadata is not JSON: {error}"))
}

/// The project's crates that `package` leans on, tests apart.
fn leans_on(package: &Value) -> Vec<String> {
    let dependencies = package["dependencies"].as_array().into_iter().flatten();
    dependencies
        .filter(|dependency| dependency["path"].is_string() && dependency["kind"] != "dev")
        .filter_map(|dependency| dependency["name"].as_str().map(str::to_owned))
        .collect()
}

/// Every crate that `name` brings along on `target`, with all its features.
fn brought_along(name: &str, target: &str) -> Result<Vec<String>, Failure> {
    let mut cargo = process::cargo();
    cargo.args(["tree", "--package", name, "--target", target, "--all-features"]);
    cargo.args(["--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    let tree = process::read(&mut cargo, "cargo tree")?;
    Ok(tree.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect())
}

/// Where the sources below `folder` name what they must not, tests and comments apart.
fn unspeakable(folder: &Path) -> Result<Vec<String>, Failure> {
    let unreadable = |error: std::io::Error| format!("{} cannot be read: {error}", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            found.extend(unspeakable(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            let text = std::fs::read_to_string(&path).map_err(unreadable)?;
            let shown = path.strip_prefix(workspace::root()).unwrap_or(&path);
            found.extend(
                names_unspeakable(&text)
                    .into_iter()
                    .map(|(line, what)| format!("{}:{line} names {what}", shown.display())),
            );
        }
    }
    Ok(found)
}

fn names_unspeakable(text: &str) -> Vec<(usize, &'static str)> {
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    // A test module ends a file; `mod tests;` only names one that is elsewhere.
    let tests = lines.windows(2).position(|pair| pair[0].starts_with("#[cfg(test)]") && pair[1].ends_with('{'));
    let code = lines.iter().take(tests.unwrap_or(lines.len())).enumerate().filter(|(_, line)| !line.starts_with("//"));
    code.filter_map(|(at, line)| UNSPEAKABLE.iter().find(|what| line.contains(*what)).map(|what| (at + 1, *what)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_name_is_found_in_code_but_not_in_comments_or_tests() {
        let text = "// std::fs is not for us\nlet a = std::fs::read(b);\n#[cfg(test)]\nmod t {\n use std::thread; }\n";
        assert_eq!(names_unspeakable(text), [(2, "std::fs")]);
        assert_eq!(names_unspeakable("#[cfg(test)]\nmod tests;\nuse js_sys::Array;\n"), [(3, "js_sys")]);
    }

    #[test]
    fn a_path_dependency_is_leaned_on_unless_only_tests_use_it() {
        let package = serde_json::json!({ "dependencies": [
            { "name": "neuprint", "path": "/x", "kind": null },
            { "name": "neuprint-local", "path": "/y", "kind": "dev" },
            { "name": "serde", "kind": null },
        ] });
        assert_eq!(leans_on(&package), ["neuprint"]);
    }

    #[test]
    fn every_crate_named_here_exists() {
        for (name, _) in ALLOWED {
            let folder = match name {
                "neuprint-tests" => "tests".to_owned(),
                "neuprint-wasm-tests" => "tests/wasm".to_owned(),
                name => format!("crates/{name}"),
            };
            assert!(workspace::root().join(folder).join("Cargo.toml").is_file(), "{name}");
        }
    }
}
