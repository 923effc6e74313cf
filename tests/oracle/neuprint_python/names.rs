//! What each recorded function of neuprint-python is called in Rust and in JavaScript: `names.tsv`, which the tests of the
//! npm package read, too.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const TABLE: &str = include_str!("names.tsv");

/// By the name in Python: those in Rust and JavaScript.
fn names() -> BTreeMap<&'static str, [&'static str; 2]> {
    let lines = TABLE.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    lines.map(|line| (line[0], [line[1], line[2]])).collect()
}

/// The methods that the client has in Rust: in the file of the client and in that of each query.
fn methods(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            methods(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = std::fs::read_to_string(path).unwrap();
            let names = source.split("    pub async fn ").skip(1);
            found.extend(names.filter_map(|name| Some(name.split(['(', '<']).next()?.to_owned())));
        }
    }
}

/// Panics if a function has no names, a name is of no function, or there is no such method.
pub(crate) fn check(called: &BTreeSet<String>) {
    let names = names();
    assert_eq!(names.keys().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>(), *called);
    let mut there = BTreeSet::new();
    methods(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/neuprint/src"), &mut there);
    for (python, [rust, _]) in names {
        assert!(there.contains(rust), "{python}: the client has no method {rust}");
    }
}
