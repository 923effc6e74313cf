//! `cargo xtask dataset`: rebuilds the sample dataset from its sources.
//!
//! The importer reads wheels and tables and needs crates that no other command should wait for. It is behind the
//! feature `dataset`; without it this command starts this crate once more, with it.

use crate::Failure;
use crate::arguments::Arguments;

/// Rebuilds the sample dataset.
#[cfg(feature = "dataset")]
pub(crate) fn dataset(mut arguments: Arguments) -> Result<(), Failure> {
    crate::dataset::run(&arguments.take_rest())
}

/// Rebuilds the sample dataset.
#[cfg(not(feature = "dataset"))]
pub(crate) fn dataset(mut arguments: Arguments) -> Result<(), Failure> {
    let rest = arguments.take_rest();
    let mut cargo = crate::process::cargo();
    cargo.args(["run", "--quiet", "--package", "xtask", "--features", "dataset", "--", "dataset"]).args(rest);
    crate::process::run(&mut cargo, "the build of the sample dataset")
}
