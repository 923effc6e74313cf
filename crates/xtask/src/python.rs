//! Python with the packages that the project is compared with, in a folder of its own.
//!
//! ```text
//! let python = python::with_peers()?;      // a minute the first time, a moment later
//! Command::new(python).arg("tests/oracle/navis.py")
//! ```
//!
//! The packages are pinned in `tests/peers/requirements.txt` and installed once per version of that file and of Python, into
//! `<user cache>/neuprint-web/tools/python-<hash>/`. They are asked for answers and times, as programs of their own: what
//! is handed out has nothing of them in it.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Failure, process, workspace};

/// What is installed.
const REQUIREMENTS: &str = "tests/peers/requirements.txt";
/// The oldest Python that the pinned packages run on.
const OLDEST: (u32, u32) = (3, 11);

/// The interpreter, with the packages installed; why not, if there is no Python or no network.
pub(crate) fn with_peers() -> Result<PathBuf, Failure> {
    let (python, version) = interpreter()?;
    let requirements = workspace::root().join(REQUIREMENTS);
    let wanted = std::fs::read_to_string(&requirements)
        .map_err(|error| format!("{} cannot be read: {error}", requirements.display()))?;
    let mut hasher = DefaultHasher::new();
    (&wanted, version).hash(&mut hasher);
    let folder = workspace::cache()?.join("tools").join(format!("python-{:016x}", hasher.finish()));
    let inside = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    // Written last: what was interrupted is begun anew.
    let complete = folder.join("complete");
    if complete.is_file() && inside.is_file() {
        return Ok(inside);
    }
    println!("xtask: installing {REQUIREMENTS} into {} (a minute, once per version)", folder.display());
    let mut venv = Command::new(python);
    venv.args(["-m", "venv", "--clear"]).arg(&folder);
    process::read(&mut venv, "python -m venv").map_err(|error| format!("{error} (Debian has it in python3-venv)"))?;
    install(&inside, &requirements)?;
    std::fs::write(&complete, wanted).map_err(|error| format!("{} cannot be written: {error}", complete.display()))?;
    Ok(inside)
}

fn install(python: &Path, requirements: &Path) -> Result<(), Failure> {
    let mut pip = Command::new(python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--requirement"]);
    process::read(pip.arg(requirements), "pip install")
        .map(|_| ())
        .map_err(|error| format!("{} could not be installed; is there a network? {error}", requirements.display()))
}

/// The first Python on PATH that is new enough, and its version.
fn interpreter() -> Result<(&'static str, (u32, u32)), Failure> {
    let how = format!("install Python {}.{} or newer from https://www.python.org", OLDEST.0, OLDEST.1);
    let mut old = None;
    for name in ["python3", "python"] {
        let asked = process::read(Command::new(name).arg("--version"), "asking Python for its version");
        match asked.ok().and_then(|said| parse_version(&said)) {
            Some(version) if version >= OLDEST => return Ok((name, version)),
            Some(version) => old = Some(version),
            None => {}
        }
    }
    Err(match old {
        Some((major, minor)) => format!("Python {major}.{minor} is too old: {how}"),
        None => format!("Python is missing: {how}"),
    })
}

fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().strip_prefix("Python ")?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert!(parse_version("Python 3.11.7\n") >= Some(OLDEST));
        assert!(parse_version("Python 3.9.2") < Some(OLDEST));
        assert_eq!(parse_version("Python was not found; run without arguments to install"), None);
    }
}
