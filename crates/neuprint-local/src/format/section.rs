//! A section on its way into a file.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::cursor::Put;

/// Small pieces are gathered before they are compressed.
const PIECE: usize = 64 * 1024;

/// A section that is compressed while it is written: its raw bytes, which may be gigabytes, are never there as a whole.
pub(crate) struct Section {
    encoder: DeflateEncoder<Vec<u8>>,
    piece: Vec<u8>,
    raw_length: u64,
}

/// A section as the file has it.
pub(crate) struct Stored {
    pub(crate) bytes: Vec<u8>,
    pub(crate) raw_length: u64,
}

impl Stored {
    /// What `write` writes, compressed.
    pub(crate) fn of(write: impl FnOnce(&mut Section)) -> Self {
        let encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        let mut section = Section { encoder, piece: Vec::new(), raw_length: 0 };
        write(&mut section);
        section.pass();
        Self { bytes: section.encoder.finish().unwrap_or_default(), raw_length: section.raw_length }
    }
}

impl Section {
    fn pass(&mut self) {
        // Writing to memory cannot fail; if it ever did, the checksum of the shorter stream would still be right, so the
        // length is what tells: the reader compares it.
        let _ = self.encoder.write_all(&self.piece);
        self.piece.clear();
    }
}

impl Put for Section {
    fn raw(&mut self, bytes: &[u8]) {
        self.raw_length += bytes.len() as u64;
        self.piece.extend(bytes);
        if self.piece.len() >= PIECE {
            self.pass();
        }
    }
}
