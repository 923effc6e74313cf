//! Where things are: the clone, its build folders, and the cache that all clones of one user share.
//!
//! ```text
//! <user cache>/neuprint-web/tools/trunk-0.21.14/bin/trunk
//! ```

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::Failure;

/// The root of this clone.
pub(crate) fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        // Cargo says it when it runs this program. That goes before what the compiler knew, because clones that share
        // a target folder share this program too. The manifest of this crate is at <root>/crates/xtask.
        let said =
            std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).filter(|said| said.ends_with("crates/xtask"));
        let manifest = said.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        manifest.ancestors().nth(2).unwrap_or(Path::new(".")).to_owned()
    })
}

/// Cargo's target folder: `CARGO_TARGET_DIR`, or `target` in the clone.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Where this crate keeps what it must remember between runs; deleting it only costs time.
pub(crate) fn memory() -> PathBuf {
    target().join("xtask")
}

/// The built app, as a web server serves it.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The project's folder in the user's cache, shared between clones.
pub(crate) fn cache() -> Result<PathBuf, Failure> {
    let base = if let Some(folder) = std::env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()) {
        PathBuf::from(folder)
    } else if let Some(folder) = std::env::var_os("LOCALAPPDATA").filter(|_| cfg!(windows)) {
        PathBuf::from(folder)
    } else if let Some(home) = std::env::home_dir().filter(|home| !home.as_os_str().is_empty()) {
        home.join(if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" })
    } else {
        return Err("there is no cache folder: set XDG_CACHE_HOME to one that can be written".to_owned());
    };
    Ok(base.join("neuprint-web"))
}

/// Whether this is a run of continuous integration, where warnings and needless skips are failures.
pub(crate) fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}

/// The recorded data that some tests compare with: `NEUPRINT_TEST_DATA`, or a folder beside the clone.
pub(crate) fn test_data() -> PathBuf {
    match std::env::var_os("NEUPRINT_TEST_DATA") {
        Some(folder) => PathBuf::from(folder),
        None => root().join("../shared/data"),
    }
}
