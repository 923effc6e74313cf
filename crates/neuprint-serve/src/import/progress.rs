//! How far the reading is, and what everything read together is.

use std::cell::RefCell;
use std::io::Read;
use std::rc::Rc;

use sha2::{Digest, Sha256};

use crate::progress::ProgressLine;

/// Shows what is being read, and remembers what everything read together is.
pub(super) struct Progress {
    line: ProgressLine,
    digest: RefCell<Sha256>,
}

impl Progress {
    pub(super) fn new() -> Self {
        Self { line: ProgressLine::new(), digest: RefCell::new(Sha256::new()) }
    }

    /// Says what is done now, if it takes long enough to be read.
    pub(super) fn say(&self, what: &str) {
        self.line.say(what);
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        self.line.clear();
    }

    /// Shows how much is done of what is named.
    pub(super) fn advance(&self, name: &str, done: u64, size: u64) {
        self.line.advance(name, done, size);
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
