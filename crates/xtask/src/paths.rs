//! Keeping this machine's paths out of what is handed out.
//!
//! ```ignore
//! paths::leave_out(&mut cargo)?;
//! process::run(&mut cargo, "the build")?;
//! ```
//!
//! A panic's message names the source file and line. The compiler writes them as it was given them: with the home folder
//! of whoever built. They become the same on all machines, and shorter.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Failure, workspace};

/// Lets a build for wasm name sources relative to the workspace and to the crates' registry. The variable's flags come
/// on top of those in `.cargo/config.toml`.
pub(crate) fn leave_out(build: &mut Command) -> Result<(), Failure> {
    let mut flags = Vec::new();
    let mut remap = |from: PathBuf| flags.push(format!("--remap-path-prefix={}=", from.join("").display()));
    // Where tests have unpacked packages from is no matter of the build, which would begin anew with other flags.
    registries()?.into_iter().filter(|registry| !is_local(registry)).for_each(&mut remap);
    remap(workspace::root().to_path_buf());
    // A space separates flags here: what has one in its path keeps it.
    flags.retain(|flag| !flag.contains(' '));
    build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "));
    Ok(())
}

/// Whether what Cargo unpacked there came from a folder of this machine: such registries have no name, only a number behind
/// a dash.
pub(crate) fn is_local(registry: &Path) -> bool {
    registry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('-'))
}

/// Where Cargo unpacks crates: a folder per registry. None before the first crate was unpacked.
pub(crate) fn registries() -> Result<Vec<PathBuf>, Failure> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let Some(sources) = home.map(|home| home.join("registry/src")) else { return Ok(Vec::new()) };
    let entries =
        std::fs::read_dir(&sources).map_err(|error| format!("{} cannot be read: {error}", sources.display()))?;
    let mut folders: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    folders.sort();
    Ok(folders)
}
