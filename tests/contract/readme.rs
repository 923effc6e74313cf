//! The README's Rust example is the example program's own text, and the program runs.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "../../crates/neuprint-local/examples/query_sample.rs"]
mod query_sample;

#[test]
fn the_rust_example_of_the_readme_runs() {
    let readme = include_str!("../../README.md");
    let program = include_str!("../../crates/neuprint-local/examples/query_sample.rs");
    let shown = readme.split("```rust\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    assert!(program.contains(shown), "the README shows other lines than {program}");
    query_sample::main().unwrap();
}
