//! The library crates as packages: each holds all that it is built from.

use super::tally::Tally;
use crate::{Failure, process};

/// The crates that are of use on their own, each after those that it leans on.
const LIBRARIES: [&str; 5] = ["neuprint-decimal", "neuprint-skeleton", "neuprint-table", "neuprint", "neuprint-http"];

/// Packs them, and builds each from its package alone.
pub(super) fn as_packages() -> Result<Tally, Failure> {
    let mut cargo = process::cargo();
    // What is not committed yet is packed too. Nothing is downloaded: all is there for the tests already.
    cargo.args(["package", "--quiet", "--allow-dirty", "--offline"]);
    for library in LIBRARIES {
        cargo.args(["--package", library]);
    }
    Ok(Tally::of_check(&process::run_and_listen(&mut cargo, "cargo package")?, "a crate cannot be packed as it is"))
}
