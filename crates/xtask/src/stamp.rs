//! Doing expensive work again only when what it is made from has changed.
//!
//! ```ignore
//! let stamp = Stamp::of("app", &["crates".into(), "index.html".into()])?;
//! if !stamp.is_fresh() { build()?; stamp.keep()?; }
//! ```
//!
//! A stamp is a hash over the paths and contents of the inputs. Contents, not times: a fresh clone, a branch switch and
//! back, or `touch` should not cost minutes.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::{Failure, workspace};

/// What the inputs of a piece of work are now.
pub(crate) struct Stamp {
    file: PathBuf,
    now: String,
}

impl Stamp {
    /// Reads `inputs` (files or folders; one that is missing counts as such). `name` names the work.
    pub(crate) fn of(name: &str, inputs: &[PathBuf]) -> Result<Self, Failure> {
        let mut hasher = DefaultHasher::new();
        for input in inputs {
            add(input, &mut hasher)?;
        }
        Ok(Self { file: workspace::memory().join(format!("{name}.stamp")), now: format!("{:016x}", hasher.finish()) })
    }

    /// Keeps the stamp beside the work's result rather than with the build's memory, so that both go together.
    pub(crate) fn beside(mut self, file: PathBuf) -> Self {
        self.file = file;
        self
    }

    /// Whether the work was done from exactly these inputs.
    pub(crate) fn is_fresh(&self) -> bool {
        std::fs::read_to_string(&self.file).is_ok_and(|kept| kept == self.now)
    }

    /// Remembers that the work is done.
    pub(crate) fn keep(&self) -> Result<(), Failure> {
        let write = || {
            if let Some(folder) = self.file.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(&self.file, &self.now)
        };
        write().map_err(|error| format!("{} cannot be written: {error}", self.file.display()))
    }
}

/// Folders that hold results, never inputs.
const RESULTS: [&str; 6] = ["target", "node_modules", "dist", "test-results", ".git", "screenshots"];

fn add(path: &Path, hasher: &mut DefaultHasher) -> Result<(), Failure> {
    let unreadable = |error: std::io::Error| format!("{} cannot be read: {error}", path.display());
    // Relative to the clone, so that moving it changes nothing.
    path.strip_prefix(workspace::root()).unwrap_or(path).hash(hasher);
    if path.is_dir() {
        let mut entries = Vec::new();
        for entry in std::fs::read_dir(path).map_err(unreadable)? {
            entries.push(entry.map_err(unreadable)?.path());
        }
        entries.sort();
        for entry in entries {
            let name = entry.file_name().unwrap_or_default();
            if !RESULTS.iter().any(|result| name == *result) {
                add(&entry, hasher)?;
            }
        }
    } else if path.is_file() {
        std::fs::read(path).map_err(unreadable)?.hash(hasher);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_input_makes_the_stamp_stale_and_results_do_not() {
        let folder = workspace::memory().join(format!("stamp-test-{}", std::process::id()));
        let source = folder.join("source");
        std::fs::create_dir_all(source.join("node_modules")).unwrap();
        std::fs::write(source.join("a.rs"), "one").unwrap();
        let kept = folder.join("kept.stamp");
        let stamp = || Stamp::of("test", std::slice::from_ref(&source)).unwrap().beside(kept.clone());

        assert!(!stamp().is_fresh());
        stamp().keep().unwrap();
        assert!(stamp().is_fresh());
        std::fs::write(source.join("node_modules/b.js"), "a result").unwrap();
        assert!(stamp().is_fresh());
        std::fs::write(source.join("a.rs"), "two").unwrap();
        assert!(!stamp().is_fresh());
        std::fs::write(source.join("a.rs"), "one").unwrap();
        assert!(stamp().is_fresh());
        std::fs::rename(source.join("a.rs"), source.join("c.rs")).unwrap();
        assert!(!stamp().is_fresh());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
