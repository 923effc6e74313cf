//! The folder that skeletons are downloaded to, and what of them is in it.

use std::fmt;
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use neuprint::BodyId;
use neuprint::skeleton::Skeleton;
use serde_json::{Value, json};

use super::error::SkeletonsError;
use super::manifest::{self, Manifest, Outcome, Row};
use crate::whole_file::{self, WriteError};

/// The file that says what all skeletons have in common.
const SOURCE: &str = "source.json";

/// What all skeletons of a folder have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) dataset: String,
    pub(super) uuid: Option<String>,
    /// How they are healed, in words.
    pub(super) healing: String,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let uuid = self.uuid.as_deref().unwrap_or("unknown");
        write!(f, "skeletons of {} (uuid {uuid}; healing: {})", self.dataset, self.healing)
    }
}

impl Source {
    fn written(&self) -> String {
        let Self { dataset, uuid, healing } = self;
        format!("{:#}\n", json!({ "dataset": dataset, "uuid": uuid, "healing": healing }))
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let value: Value = serde_json::from_slice(bytes).ok()?;
        let text = |name: &str| value.get(name)?.as_str().map(str::to_owned);
        Some(Self { dataset: text("dataset")?, uuid: text("uuid"), healing: text("healing")? })
    }
}

/// A folder with skeletons of one source.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    manifest: Manifest,
    /// Locked as long as this run works here.
    _lock: File,
}

impl Folder {
    /// Opens a folder, or makes it. What a program left that was killed there is removed.
    ///
    /// # Errors
    /// [`SkeletonsError::OtherFolder`] if there are skeletons of another source, or a manifest of something else;
    /// [`SkeletonsError::Busy`] if another run works there.
    pub(super) fn open(path: &Path, source: &Source) -> Result<Self, SkeletonsError> {
        let wrong = |path: &Path| {
            let path = path.to_owned();
            |source| WriteError { path, source }
        };
        std::fs::create_dir_all(path).map_err(wrong(path))?;
        let other = |there: String| {
            let (folder, wanted) = (path.to_owned(), source.to_string());
            Err(SkeletonsError::OtherFolder { folder, there, wanted })
        };
        let file = path.join(SOURCE);
        let known = match std::fs::read(&file) {
            Ok(bytes) => match Source::read(&bytes) {
                Some(there) if there == *source => true,
                Some(there) => return other(there.to_string()),
                None => return other(format!("a {SOURCE} of something else")),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => false,
            Err(error) => return Err(wrong(&file)(error).into()),
        };
        if !known && path.join(manifest::NAME).exists() {
            return other(format!("a {} of something else", manifest::NAME));
        }
        if !known {
            whole_file::write(&file, source.written().as_bytes())?;
        }
        let lock = File::open(&file).map_err(wrong(&file))?;
        // Some file systems have no locks.
        if matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) {
            return Err(SkeletonsError::Busy { folder: path.to_owned() });
        }
        for ending in [".swc", manifest::NAME, SOURCE] {
            whole_file::remove_leftovers(path, ending)?;
        }
        let Some(manifest) = Manifest::open(&path.join(manifest::NAME))? else {
            return other(format!("a {} of something else", manifest::NAME));
        };
        Ok(Self { path: path.to_owned(), manifest, _lock: lock })
    }

    /// Whether a skeleton is there: named without an error, and in a file that holds what its row says.
    pub(super) fn has(&self, body: BodyId) -> bool {
        let Some(Outcome::Written(written)) = self.manifest.outcome(body) else { return false };
        let Ok(bytes) = std::fs::read(self.path.join(file_name(body))) else { return false };
        let fragments = Skeleton::parse(&bytes).map(|skeleton| skeleton.roots().count());
        bytes.ends_with(b"\n") && fragments == Ok(written.fragments)
    }

    /// Notes what became of a skeleton.
    pub(super) fn record(&mut self, row: Row) -> Result<(), WriteError> {
        self.manifest.record(row)
    }

    /// Brings the manifest into the order of the body IDs.
    pub(super) fn finish(&self) -> Result<(), WriteError> {
        self.manifest.write()
    }

    /// Where the manifest is.
    pub(super) fn manifest(&self) -> PathBuf {
        self.path.join(manifest::NAME)
    }
}

/// How the file of a skeleton is called.
pub(super) fn file_name(body: BodyId) -> String {
    format!("{body}.swc")
}
