//! With the feature `embed-app`: says so early if there is no app to embed, and rebuilds when the app changes.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_EMBED_APP").is_some() {
        println!("cargo::rerun-if-changed=../../dist");
        if !std::path::Path::new("../../dist/index.html").is_file() {
            println!("cargo::error=dist/ holds no built app to embed; `cargo xtask build` makes it first");
        }
    }
}
