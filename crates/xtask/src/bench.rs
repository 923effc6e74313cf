//! `cargo xtask bench [NAME]`: the benchmarks, natively.
//!
//! Benchmarks are Cargo's bench targets with `harness = false`: programs that print what they measured.

use crate::arguments::Arguments;
use crate::{Failure, process};

/// Runs every benchmark, or the one called `NAME`.
pub(crate) fn bench(mut arguments: Arguments) -> Result<(), Failure> {
    let name = arguments.word();
    arguments.finish()?;
    let benches = targets()?;
    let wanted: Vec<&(String, String)> =
        benches.iter().filter(|(_, bench)| name.as_ref().is_none_or(|name| name == bench)).collect();
    if wanted.is_empty() {
        let known: Vec<&str> = benches.iter().map(|(_, bench)| bench.as_str()).collect();
        return Err(format!("there is no such benchmark; there are: {}", known.join(", ")));
    }
    for (package, bench) in wanted {
        let mut cargo = process::cargo();
        cargo.args(["bench", "--quiet", "--package", package, "--bench", bench]);
        process::run(&mut cargo, &format!("benchmark {bench}"))?;
    }
    Ok(())
}

/// Package and name of every bench target.
fn targets() -> Result<Vec<(String, String)>, Failure> {
    let mut cargo = process::cargo();
    cargo.args(["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: serde_json::Value = serde_json::from_str(&process::read(&mut cargo, "cargo metadata")?)
        .map_err(|error| format!("cargo metadata is not JSON: {error}"))?;
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        for target in package["targets"].as_array().into_iter().flatten() {
            if target["kind"][0] == "bench"
                && let (Some(package), Some(name)) = (package["name"].as_str(), target["name"].as_str())
            {
                found.push((package.to_owned(), name.to_owned()));
            }
        }
    }
    Ok(found)
}
