//! Answers of upstreams that do not change, kept on the disk.
//!
//! ```
//! use neuprint_serve::cache::Cache;
//!
//! let folder = std::env::temp_dir().join("neuprint-cache-example");
//! let cache = Cache::open(&folder, 1 << 30)?;
//! let key = cache.key(&[b"https://neuprint.example.org", b"/api/roimeshes/mesh/hemibrain:v1.2.1/MB(R)"]);
//! assert!(cache.find(&key).is_none());
//! # std::fs::remove_dir_all(folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A file's name is a keyed hash of all that an answer depends on, the token too, so that the folder tells nothing about
//! tokens and one user's answers are not another's. The key of the hash is made once and stays in the folder. A file is
//! written beside its place and moved there whole, and it carries a checksum over its name and content: one that does not
//! fit is removed and counts as missing. When there is no more room, what was not used for longest goes first.

mod entry;
mod order;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use hmac::{Hmac, Mac};
use sha2::Sha256;

pub use entry::Entry;
use order::Order;

/// The file with the key of the hash.
const SECRET: &str = "key";
/// How files end that are not whole yet.
const UNFINISHED: &str = "part";
/// How the files of answers end.
const WHOLE: &str = "answer";

/// Why there is no cache.
#[derive(Debug, thiserror::Error)]
#[error("the cache in {} cannot be used: {source}", folder.display())]
pub struct CacheError {
    folder: PathBuf,
    source: std::io::Error,
}

/// The name of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// In hexadecimal digits.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// A folder with answers, of at most so many bytes together. All methods that use the disk block.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    secret: Vec<u8>,
    most: u64,
    order: Mutex<Order>,
    /// Tells unfinished files of one process apart.
    written: AtomicU64,
}

impl Cache {
    /// Opens a folder, or makes it. What an earlier run left unfinished is removed.
    ///
    /// # Errors
    /// If the folder cannot be made, read or written.
    pub fn open(folder: &Path, most: u64) -> Result<Self, CacheError> {
        Self::open_folder(folder, most).map_err(|source| CacheError { folder: folder.to_owned(), source })
    }

    fn open_folder(folder: &Path, most: u64) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let mut found = Vec::new();
        for file in std::fs::read_dir(folder)? {
            let file = file?;
            let path = file.path();
            match path.extension().and_then(|end| end.to_str()) {
                Some(UNFINISHED) => std::fs::remove_file(&path)?,
                Some(WHOLE) => {
                    let about = file.metadata()?;
                    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
                    found.push((about.modified().unwrap_or(SystemTime::UNIX_EPOCH), name, about.len()));
                }
                _ => {}
            }
        }
        found.sort();
        let mut order = Order::default();
        for (_, name, size) in found {
            order.used(&name, size);
        }
        let cache = Self {
            folder: folder.to_owned(),
            secret: secret(&folder.join(SECRET))?,
            most,
            order: Mutex::new(order),
            written: AtomicU64::default(),
        };
        cache.make_room(0);
        Ok(cache)
    }

    /// The name of the answer that depends on all of these, in this order.
    #[must_use]
    pub fn key(&self, parts: &[&[u8]]) -> Key {
        // HMAC takes a key of any length.
        let Ok(mut hash) = Hmac::<Sha256>::new_from_slice(&self.secret) else { return Key(String::new()) };
        for part in parts {
            // With its length, so that no two lists of parts are read as the same bytes.
            hash.update(&(part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Key(hash.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The bytes that one answer may have.
    #[must_use]
    pub fn largest(&self) -> u64 {
        (self.most / 8).min(16 << 20)
    }

    /// The answer of this name, if it is here and whole.
    #[must_use]
    pub fn find(&self, key: &Key) -> Option<Entry> {
        let path = self.path(key);
        let bytes = std::fs::read(&path).ok()?;
        let size = bytes.len() as u64;
        let Some(entry) = Entry::read(&key.0, bytes.into()) else {
            // Damaged: as good as missing, and of no use to anybody.
            let _ = std::fs::remove_file(&path);
            self.order().forget(&key.0);
            return None;
        };
        self.order().used(&key.0, size);
        // The next run orders by this time. That it cannot be set costs an answer its rank only.
        if let Ok(file) = std::fs::File::options().write(true).open(&path) {
            let _ = file.set_modified(SystemTime::now());
        }
        Some(entry)
    }

    /// Keeps an answer, unless it is too large.
    ///
    /// # Errors
    /// If it cannot be written, for instance because the disk is full; what was there before is still there.
    pub fn keep(&self, key: &Key, entry: &Entry) -> std::io::Result<()> {
        let bytes = entry.to_bytes(&key.0);
        let size = bytes.len() as u64;
        if size > self.largest() {
            return Ok(());
        }
        self.make_room(size);
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let unfinished = self.folder.join(format!("{}-{}-{number}.{UNFINISHED}", key.0, std::process::id()));
        let written = write_whole(&unfinished, &bytes).and_then(|()| std::fs::rename(&unfinished, self.path(key)));
        if written.is_err() {
            let _ = std::fs::remove_file(&unfinished);
        } else {
            self.order().used(&key.0, size);
        }
        written
    }

    /// Removes what was not used for longest, until so many more bytes fit.
    fn make_room(&self, size: u64) {
        let mut order = self.order();
        while order.bytes() > self.most.saturating_sub(size) {
            let Some(name) = order.oldest() else { break };
            let _ = std::fs::remove_file(self.path(&Key(name.clone())));
            order.forget(&name);
        }
    }

    fn order(&self) -> std::sync::MutexGuard<'_, Order> {
        self.order.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.folder.join(format!("{}.{WHOLE}", key.0))
    }
}

/// The key of the hash; made if there is none.
fn secret(path: &Path) -> std::io::Result<Vec<u8>> {
    if let Ok(known) = std::fs::read(path)
        && known.len() == 32
    {
        return Ok(known);
    }
    let mut fresh = vec![0; 32];
    let random = rustls::crypto::ring::default_provider().secure_random;
    random.fill(&mut fresh).map_err(|_| std::io::Error::other("this machine gives no randomness"))?;
    let unfinished = path.with_extension(UNFINISHED);
    write_whole(&unfinished, &fresh)?;
    std::fs::rename(&unfinished, path)?;
    Ok(fresh)
}

/// Writes a file that only this user reads, down to the disk.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
