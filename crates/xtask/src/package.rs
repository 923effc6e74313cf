//! `cargo xtask package`: the npm tarball.

use std::path::PathBuf;

use crate::Failure;
use crate::arguments::Arguments;

/// The command.
pub(crate) fn package(arguments: Arguments) -> Result<(), Failure> {
    arguments.finish()?;
    println!("{}", pack()?.display());
    Ok(())
}

/// Builds and packs the npm package; where the tarball is.
pub(crate) fn pack() -> Result<PathBuf, Failure> {
    Err("the recipe".to_owned())
}
