//! The library crates as packages: each holds all that it is built from.

use std::path::Path;

use super::tally::Tally;
use crate::{Failure, paths, process, workspace};

/// The crates that are of use on their own, each after those that it leans on.
const LIBRARIES: [&str; 5] = ["neuprint-decimal", "neuprint-skeleton", "neuprint-table", "neuprint", "neuprint-http"];

/// Packs them, and builds each from its package alone.
pub(super) fn as_packages() -> Result<Tally, Failure> {
    let folder = workspace::target().join("packages");
    forget_earlier_packages(&folder)?;
    let mut cargo = process::cargo();
    // What is not committed yet is packed too. Nothing is downloaded: all is there for the tests already.
    cargo.args(["package", "--quiet", "--allow-dirty", "--offline", "--target-dir"]).arg(&folder);
    for library in LIBRARIES {
        cargo.args(["--package", library]);
    }
    Ok(Tally::of_check(&process::run_and_listen(&mut cargo, "cargo package")?, "a crate cannot be packed as it is"))
}

/// Cargo takes a package of the same version for the same package: what it built and unpacked before has to go, or other
/// sources would be looked at than those that are there.
fn forget_earlier_packages(folder: &Path) -> Result<(), Failure> {
    let mut gone = vec![folder.to_path_buf()];
    for registry in paths::registries()?.iter().filter(|registry| paths::is_local(registry)) {
        gone.extend(LIBRARIES.map(|library| registry.join(format!("{library}-{}", env!("CARGO_PKG_VERSION")))));
    }
    for path in gone.iter().filter(|path| path.exists()) {
        std::fs::remove_dir_all(path).map_err(|error| format!("{} cannot be removed: {error}", path.display()))?;
    }
    Ok(())
}
