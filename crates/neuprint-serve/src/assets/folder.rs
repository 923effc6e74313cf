//! The app's files in a folder, read when they are asked for.
//!
//! Reading and hashing a file takes far longer than sending it, so what was read is kept. Each time it is asked for, the
//! system is asked whether the file is still the same: its length, and when it was changed. A clock is too coarse to
//! tell two changes shortly after one another apart, so that a file which was changed just now is read each time.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::File;

/// Changes that are so far apart have different times on every file system.
const COARSE: Duration = Duration::from_secs(3);
/// Bytes of files that are kept.
const MOST: usize = 64 << 20;

/// Length and time of change.
type State = (u64, SystemTime);

/// A folder, and what was read of it. Copies share both.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    known: Arc<Mutex<HashMap<String, (State, File)>>>,
}

impl Folder {
    /// The folder at `path`, of which nothing was read yet.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self { path, known: Arc::default() }
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The file at `path` within.
    pub(super) async fn find(&self, path: &str) -> Option<File> {
        let place = self.path.join(path);
        // This takes a microsecond, and a thread of its own would take ten.
        let about = std::fs::metadata(&place).ok().filter(std::fs::Metadata::is_file)?;
        let state = (about.len(), about.modified().unwrap_or(SystemTime::UNIX_EPOCH));
        if let Some((known, file)) = self.known().get(path)
            && *known == state
        {
            return Some(file.clone());
        }
        let settled = state.1.elapsed().is_ok_and(|age| age >= COARSE);
        let bytes = tokio::fs::read(place).await.ok()?;
        let file = File::new(path, bytes.into());
        // What has another length by now was changed while it was read.
        if settled && file.bytes.len() as u64 == state.0 {
            self.keep(path, state, &file);
        }
        Some(file)
    }

    fn keep(&self, path: &str, state: State, file: &File) {
        let mut known = self.known();
        known.remove(path);
        let bytes = known.values().map(|(_, file)| file.bytes.len()).sum::<usize>() + file.bytes.len();
        if bytes > MOST {
            known.clear();
        }
        if file.bytes.len() <= MOST {
            known.insert(path.to_owned(), (state, file.clone()));
        }
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<String, (State, File)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
