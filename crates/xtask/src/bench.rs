//! `cargo xtask bench [NAME]`: the benchmarks.
//!
//! ```text
//! cargo xtask bench local                     # natively, then in WebAssembly
//! cargo xtask bench skeleton                  # natively, then beside its peers
//! cargo xtask bench skeleton --only heal      # of what is beside its peers, the cells whose name begins so
//! cargo xtask bench skeleton --write          # and the table goes into the crate's README
//! cargo xtask bench serve                     # beside nginx, which must be installed
//! cargo xtask bench query-page                # in Chromium, beside other tables of a million rows
//! cargo xtask bench table                     # natively, then in WebAssembly
//! cargo xtask bench viewer                    # in Chromium, beside other viewers of neurons
//! ```
//!
//! Benchmarks are Cargo's bench targets with `harness = false`, which run natively, and the scripts of `tests/peers`,
//! which compare the packed npm package with other tools in Node: programs that print what they measured. The server's
//! is a part of this program; it, the query page's and the viewer's run only when they are named.

#[cfg(target_os = "linux")]
mod in_chromium;
mod in_page;
mod local;
#[cfg(target_os = "linux")]
mod serve;
mod skeleton;
mod table;

use crate::arguments::Arguments;
use crate::{Failure, node, package, process, workspace};

/// What reads the kernel's counters, by name.
#[cfg(target_os = "linux")]
type Comparison = (&'static str, fn(bool) -> Result<(), Failure>);
#[cfg(target_os = "linux")]
const ON_LINUX: [Comparison; 3] = [
    (serve::NAME, serve::compare),
    (in_chromium::QUERY_PAGE, in_chromium::query_page),
    (in_chromium::VIEWER, in_chromium::viewer),
];

/// Scripts that run only when they are named.
const ONLY_NAMED: [&str; 2] = ["query-page", "viewer"];

/// The scripts that compare.
const PEERS: &str = "tests/peers";

/// Runs every benchmark, or the one called `NAME`.
pub(crate) fn bench(mut arguments: Arguments) -> Result<(), Failure> {
    let (only, write) = (arguments.option("--only")?, arguments.flag("--write"));
    let name = arguments.word();
    arguments.finish()?;
    #[cfg(target_os = "linux")]
    for (own, compare) in ON_LINUX {
        if name.as_deref() == Some(own) {
            return if only.is_some() { Err(format!("`bench {own}` has no --only")) } else { compare(write) };
        }
    }
    if (only.is_some() || write) && name.as_deref() != Some(skeleton::NAME) {
        return Err(format!(
            "--only is an option of `bench {0}`, --write of that, of `bench serve`, `bench query-page` and `bench viewer`",
            skeleton::NAME
        ));
    }
    let benches = targets()?;
    let peers = peers()?;
    let is_wanted = |bench: &str| name.as_deref().is_none_or(|name| name == bench);
    let all = || benches.iter().map(|(_, bench)| bench).chain(&peers);
    if !all().any(|bench| is_wanted(bench)) {
        let known: Vec<&str> = all().map(String::as_str).chain(["serve, query-page and viewer (on Linux)"]).collect();
        return Err(format!("there is no such benchmark; there are: {}", known.join(", ")));
    }
    for (package, bench) in benches.iter().filter(|(_, bench)| is_wanted(bench) && only.is_none()) {
        let mut cargo = process::cargo();
        cargo.args(["bench", "--quiet", "--package", package, "--bench", bench]);
        if bench == local::NAME {
            cargo.env("NEUPRINT_BENCH_FOLDER", local::folder()?);
        }
        process::run(&mut cargo, &format!("benchmark {bench}"))?;
        if bench == local::NAME {
            local::in_page()?;
        }
        if bench == table::NAME {
            table::in_page()?;
        }
    }
    for peer in peers.iter().filter(|peer| is_wanted(peer)) {
        let tarball = package::pack()?;
        let mut node = node::node()?;
        node.arg("--expose-gc").arg(workspace::root().join(PEERS).join(format!("{peer}.mjs")));
        if peer == skeleton::NAME {
            skeleton::equip(&mut node);
            node.args(only.iter().flat_map(|only| ["--only", only.as_str()]));
            node.args(write.then_some("--write"));
        }
        process::run(node.env("NEUPRINT_TARBALL", tarball), &format!("benchmark {peer}"))?;
    }
    Ok(())
}

/// The names of the scripts that compare with the npm package.
fn peers() -> Result<Vec<String>, Failure> {
    let folder = workspace::root().join(PEERS);
    let entries =
        std::fs::read_dir(&folder).map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        Some(entry.ok()?.file_name().to_str()?.strip_suffix(".mjs")?.to_owned())
    };
    let mut names: Vec<String> = entries.filter_map(name).filter(|name| !ONLY_NAMED.contains(&name.as_str())).collect();
    names.sort();
    Ok(names)
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
