//! How far the reading is: on standard error, if somebody looks.

use std::cell::{Cell, RefCell};
use std::io::{IsTerminal, Read, Write};
use std::rc::Rc;
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

/// Seldom enough to cost nothing.
const PAUSE: Duration = Duration::from_millis(100);
/// Cells of the bar.
const BAR: u64 = 30;

/// Shows what is being read, and remembers what everything read together is.
pub(super) struct Progress {
    seen: bool,
    last: Cell<Option<Instant>>,
    digest: RefCell<Sha256>,
}

impl Progress {
    pub(super) fn new() -> Self {
        let seen = std::io::stderr().is_terminal();
        Self { seen, last: Cell::new(None), digest: RefCell::new(Sha256::new()) }
    }

    /// Says what is done now, if it takes long enough to be read.
    pub(super) fn say(&self, what: &str) {
        if self.seen {
            // Nobody needs to know that nobody could be told.
            let _ = write!(std::io::stderr(), "\r\x1b[K{what}");
        }
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        self.say("");
    }

    /// Takes something into account that was read and is used.
    pub(super) fn digest(&self, bytes: &[u8]) {
        self.digest.borrow_mut().update(bytes);
    }

    /// 32 hexadecimal digits that name everything that was [used](Progress::digest) so far.
    pub(super) fn name(&self) -> String {
        let bytes = self.digest.borrow().clone().finalize();
        bytes[..16].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Shows how much of a file was read.
    pub(super) fn advance(&self, name: &str, done: u64, size: u64) {
        let now = Instant::now();
        if self.seen && self.last.get().is_none_or(|last| now - last >= PAUSE) {
            self.last.set(Some(now));
            let full = (done * BAR / size.max(1)).min(BAR) as usize;
            let bar = "#".repeat(full) + &"-".repeat(BAR as usize - full);
            self.say(&format!("[{bar}] {:3} % {name}", (done * 100 / size.max(1)).min(100)));
        }
    }
}

/// A file that tells how far it was read.
pub(super) struct Watched<R> {
    pub(super) inner: R,
    pub(super) progress: Rc<Progress>,
    pub(super) name: String,
    pub(super) done: u64,
    pub(super) size: u64,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.done += read as u64;
        self.progress.advance(&self.name, self.done, self.size);
        Ok(read)
    }
}
