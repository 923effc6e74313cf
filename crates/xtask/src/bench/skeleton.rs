//! What the comparison of skeletons needs besides the package: Python's libraries, JavaScript's, a native k-d tree, data.
//!
//! Each of them may be missing. The comparison then goes without, and says what is missing and why.

use std::path::PathBuf;
use std::process::Command;

use crate::{Failure, node, process, python, workspace};

/// The name of the script in `tests/peers`, and the folder beside it.
pub(super) const NAME: &str = "skeleton";
const FOLDER: &str = "tests/peers/skeleton";

/// Tells the script by its environment where everything is.
pub(super) fn equip(script: &mut Command) {
    let python = python::with_peers();
    let real = python.as_ref().map_err(Clone::clone).and_then(real_neurons);
    let raw = workspace::test_data().join("hemibrain-mb/skeletons");
    let raw =
        if raw.is_dir() { Ok(raw) } else { Err("the recordings are not here (set NEUPRINT_TEST_DATA)".to_owned()) };
    for (name, found) in [
        ("NEUPRINT_PYTHON", python),
        ("NEUPRINT_REAL_NEURONS", real),
        ("NEUPRINT_RAW_SKELETONS", raw),
        ("NEUPRINT_KDTREE", kdtree()),
        ("NEUPRINT_PEER_PACKAGES", node::packages(FOLDER)),
    ] {
        match found {
            Ok(path) => script.env(name, path),
            Err(missing) => script.env(format!("{name}_MISSING"), missing),
        };
    }
}

/// The five hemibrain neurons that come with navis.
fn real_neurons(python: &PathBuf) -> Result<PathBuf, Failure> {
    // Found without importing it, which takes seconds.
    let code = "import importlib.util as u; print(u.find_spec('navis').submodule_search_locations[0])";
    let folder = process::read(Command::new(python).args(["-c", code]), "asking Python where navis is")?;
    Ok(PathBuf::from(folder.trim()).join("data/swc"))
}

/// Builds the k-d tree's program.
fn kdtree() -> Result<PathBuf, Failure> {
    let target = workspace::target().join("peers");
    let mut cargo = process::cargo();
    cargo.args(["build", "--release", "--locked", "--quiet", "--target-dir"]).arg(&target);
    cargo.arg("--manifest-path").arg(workspace::root().join(FOLDER).join("kdtree/Cargo.toml"));
    process::run(&mut cargo, "the build of the k-d tree")?;
    Ok(target.join("release").join(format!("kdtree-peer{}", std::env::consts::EXE_SUFFIX)))
}
