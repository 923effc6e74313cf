//! Node, npm, and the packages of the project's lock files.
//!
//! ```ignore
//! node::packages("tests/e2e")?;      // npm ci, unless the lock file is the one that was installed
//! ```

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::stamp::Stamp;
use crate::{Failure, process, workspace};

/// The oldest Node that the project is tested with.
const OLDEST: (u32, u32) = (20, 19);

/// Node's program, if it is there and new enough.
pub(crate) fn node() -> Result<Command, Failure> {
    let how = format!("install Node {}.{} or newer from https://nodejs.org", OLDEST.0, OLDEST.1);
    let version = process::read(Command::new("node").arg("--version"), "asking Node for its version")
        .map_err(|_| format!("Node is missing: {how}"))?;
    match parse_version(&version) {
        Some(found) if found >= OLDEST => Ok(Command::new("node")),
        _ => Err(format!("Node {} is too old: {how}", version.trim())),
    }
}

fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().trim_start_matches('v').split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// npm's program; on Windows it is a script that must be named in full.
pub(crate) fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Installs the packages that the lock file in `folder` (relative to the clone) names; the folder.
pub(crate) fn packages(folder: &str) -> Result<PathBuf, Failure> {
    node()?;
    let folder = workspace::root().join(folder);
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        return Err(format!("{} is missing: run `npm install` there and commit it", lock.display()));
    }
    let stamp =
        Stamp::of("npm", &[lock, folder.join("package.json")])?.beside(folder.join("node_modules/.neuprint-web.stamp"));
    if stamp.is_fresh() {
        return Ok(folder);
    }
    println!("xtask: npm ci in {} (under a minute, once per lock file)", folder.display());
    let mut npm = npm();
    // Browsers come from the machine; a package's install script must not fetch one.
    npm.args(["ci", "--no-fund", "--no-audit", "--loglevel=error"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(&folder);
    process::run(&mut npm, &format!("npm ci in {}", folder.display()))?;
    stamp.keep()?;
    Ok(folder)
}

/// The folder of the programs that the packages of `folder` bring.
pub(crate) fn programs(folder: &Path) -> PathBuf {
    folder.join("node_modules/.bin")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert!(parse_version("v20.20.2\n") >= Some(OLDEST));
        assert!(parse_version("v100.0.0") >= Some(OLDEST));
        assert!(parse_version("v20.9.0") < Some(OLDEST));
        assert!(parse_version("v18.19.1") < Some(OLDEST));
        assert_eq!(parse_version("what"), None);
    }
}
