//! `cargo xtask package`: the npm tarball.
//!
//! ```text
//! cargo xtask package      # target/npm/neuprint-<version>.tgz
//! ```
//!
//! Each of the crates with bindings becomes one wasm file and its glue in `crates/neuprint-wasm/npm/dist`; the hand-written
//! loaders and types around them are in `crates/neuprint-wasm/npm`, whose package.json says what is packed.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::arguments::Arguments;
use crate::stamp::Stamp;
use crate::{Failure, app, contributors, licences, node, paths, process, sizes, tools, workspace};

/// The npm package as it is written by hand.
const FOLDER: &str = "crates/neuprint-wasm/npm";
/// The Cargo profile: small, but for the crates that compute.
const PROFILE: &str = "wasm-npm";
/// The crates with bindings, the wasm file that Cargo makes of each, and the name of what it becomes, before `.js` and
/// `_bg.wasm`. The viewer is the binary that the app loads, too.
const MODULES: [(&str, &str, &str); 4] = [
    ("neuprint-wasm", "neuprint_wasm", "neuprint"),
    ("neuprint-skeleton-wasm", "neuprint_skeleton_wasm", "skeleton"),
    ("neuprint-arrow-wasm", "neuprint_arrow_wasm", "arrow"),
    (VIEWER, VIEWER_BINARY, VIEWER_BINARY),
];
const VIEWER: &str = "neuprint-viewer";
const VIEWER_BINARY: &str = "viewer";

/// How large a function may be to be copied to its callers. The compiler has done that already with more knowledge; done
/// again without limits, it makes the compressed file a twentieth larger.
const LITTLE_INLINING: [&str; 4] =
    ["--one-caller-inline-max-function-size", "10", "--flexible-inline-max-function-size", "4"];

/// Crates of which no line reaches the package.
const NOT_IN_THE_PACKAGE: [&str; 13] = [
    "xtask",
    "neuprint-serve",
    "neuprint-http",
    "neuprint-app",
    "neuprint-page",
    "neuprint-explore-page",
    "neuprint-skeletons-page",
    "neuprint-views",
    "neuprint-worker",
    "neuprint-engine",
    "neuprint-parquet",
    "neuprint-cypher",
    "neuprint-graph",
];

/// The command.
pub(crate) fn package(arguments: Arguments) -> Result<(), Failure> {
    arguments.finish()?;
    println!("{}", pack()?.display());
    Ok(())
}

/// Builds and packs the npm package unless that was done from these sources; where the tarball is.
pub(crate) fn pack() -> Result<PathBuf, Failure> {
    let folder = workspace::target().join("npm");
    let stamp = Stamp::of("npm-package", &app::crates_but(&NOT_IN_THE_PACKAGE)?)?.beside(folder.join(".stamp"));
    if stamp.is_fresh()
        && let Some(tarball) = tarball(&folder)
    {
        return Ok(tarball);
    }
    build()?;
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    let mut npm = node::npm();
    npm.args(["pack", "--silent", "--pack-destination"]).arg(&folder).current_dir(workspace::root().join(FOLDER));
    process::run(&mut npm, "npm pack")?;
    stamp.keep()?;
    tarball(&folder).ok_or_else(|| format!("npm pack left no tarball in {}", folder.display()))
}

/// Compiles, binds and shrinks the wasm files, and puts licences and notices beside it.
fn build() -> Result<(), Failure> {
    let path = tools::install()?;
    let binaryen = node::programs(&node::packages(app::EDITOR)?);
    println!("xtask: building the npm package (a few minutes the first time)");
    let mut cargo = process::cargo();
    cargo.args(["build", "--lib", "--bin", VIEWER_BINARY, "--profile", PROFILE, "--target", "wasm32-unknown-unknown"]);
    for (package, ..) in MODULES {
        cargo.args(["--package", package]);
    }
    app::fetch_crates()?;
    paths::leave_out(&mut cargo)?;
    process::run(&mut cargo, "the build of the wasm files")?;

    let package = workspace::root().join(FOLDER);
    let dist = package.join("dist");
    let _ = std::fs::remove_dir_all(&dist);
    let built = workspace::target().join("wasm32-unknown-unknown").join(PROFILE);
    for (_, file, name) in MODULES {
        let mut bind = Command::new("wasm-bindgen");
        bind.args(["--target", "web", "--out-name", name, "--out-dir"]).arg(&dist);
        bind.arg(built.join(file).with_extension("wasm"));
        process::before_path(&mut bind, &path)?;
        process::run(&mut bind, "wasm-bindgen")?;

        let bound = dist.join(format!("{name}_bg.wasm"));
        contributors::print(&bound, &path)?;
        let mut shrink = Command::new("wasm-opt");
        shrink.arg("-O3").args(LITTLE_INLINING).arg("--output").arg(&bound).arg(&bound);
        process::before_path(&mut shrink, std::slice::from_ref(&binaryen))?;
        process::run(&mut shrink, "wasm-opt")?;
    }

    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&workspace::root().join(name), &dist.join(name))?;
    }
    licences::write(&dist.join("THIRD-PARTY-NOTICES.txt"), &licences::NPM)?;
    sizes::print(&package)
}

fn tarball(folder: &Path) -> Option<PathBuf> {
    let mut files = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    files.find(|file| file.extension().is_some_and(|extension| extension == "tgz"))
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    std::fs::copy(from, to).map(|_| ()).map_err(|error| format!("{} cannot be copied: {error}", from.display()))
}
