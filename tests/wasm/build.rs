//! Finds the recordings of a real database, for the tests to be built with them: there are no files in a browser.

use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-env-changed=NEUPRINT_TEST_DATA");
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let root = std::env::var_os("NEUPRINT_TEST_DATA").map_or(beside, PathBuf::from);
    let file = |name: &str| root.join("neo4j-answers").join(name);
    let files = ["nodes.jsonl.gz", "edges.jsonl.gz", "cypher.jsonl.gz"].map(file);
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
    }
    let found: Option<Vec<PathBuf>> = files.iter().map(|file| file.canonicalize().ok()).collect();
    let value = match found {
        Some(found) => {
            let bytes: Vec<String> = found.iter().map(|file| format!("include_bytes!({file:?})")).collect();
            format!("Some([{}])", bytes.join(", "))
        }
        None => "None".to_owned(),
    };
    let code = format!(
        "/// Nodes, relationships and queries with their answers, zipped.\npub const RECORDED: Option<[&[u8]; 3]> = {value};\n"
    );
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default().join("recorded.rs");
    if let Err(error) = std::fs::write(&out, code) {
        println!("cargo::error={} cannot be written: {error}", out.display());
    }
}
