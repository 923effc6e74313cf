//! The messages of a stream: each has its length, metadata and a body.
//!
//! ```text
//! FF FF FF FF · length of the metadata · metadata, padded · body        (before Arrow 0.15 without the four FF)
//! ```
//!
//! A file is a stream between the letters `ARROW1` and a directory, which nobody needs who reads all of it.

use super::error::{ArrowError, ArrowProblem};
use super::flat::{Broken, Flat};

pub(super) const SCHEMA: u8 = 1;
pub(super) const DICTIONARY: u8 = 2;
pub(super) const BATCH: u8 = 3;

/// What stands before the length since Arrow 0.15.
pub(super) const CONTINUES: [u8; 4] = [0xff; 4];
/// How a file begins; zeros follow, as many as its writer likes.
const FILE: &[u8] = b"ARROW1\0\0";

/// One message.
#[derive(Debug, Clone, Copy)]
pub(super) struct Message<'a> {
    /// Where it begins in the stream.
    pub(super) at: usize,
    /// [`SCHEMA`], [`DICTIONARY`], [`BATCH`] or something else.
    pub(super) kind: u8,
    pub(super) header: Flat<'a>,
    /// How many bytes the metadata have.
    pub(super) size: usize,
    pub(super) body: &'a [u8],
}

/// Reads one message after the other.
pub(super) struct Messages<'a> {
    bytes: &'a [u8],
    at: usize,
    begun: bool,
}

impl<'a> Messages<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut at = 0;
        if bytes.starts_with(FILE) {
            at = FILE.len();
            while bytes[at..].starts_with(&[0; 8]) {
                at += 8;
            }
        }
        Self { bytes, at, begun: false }
    }

    /// The next message; `None` at the end, whether it is marked or not.
    pub(super) fn next(&mut self) -> Result<Option<Message<'a>>, ArrowError> {
        let start = self.at;
        if start == self.bytes.len() && self.begun {
            return Ok(None);
        }
        let wrong = |problem| ArrowError::new(start, None, problem);
        let cut = || ArrowError::new(self.bytes.len(), None, ArrowProblem::Truncated);
        let marked = self.bytes[start..].starts_with(&CONTINUES);
        let mut rest = &self.bytes[start + if marked { CONTINUES.len() } else { 0 }..];
        let mut part = |length: usize| {
            let (part, left) = rest.split_at_checked(length)?;
            rest = left;
            Some(part)
        };
        let size = part(4).and_then(|size| size.first_chunk()).map(|size| u32::from_le_bytes(*size) as usize);
        let size = size.ok_or_else(cut)?;
        if size == 0 {
            return Ok(None);
        }
        let Some(metadata) = part(size) else {
            // The first bytes of a page or a picture are no length.
            return Err(if marked || self.begun { cut() } else { wrong(ArrowProblem::NotArrow) });
        };
        let not = if self.begun { DAMAGED } else { ArrowProblem::NotArrow };
        let (kind, header, length) = envelope(metadata).map_err(|Broken| wrong(not))?;
        let length = usize::try_from(length).map_err(|_| wrong(DAMAGED))?;
        let body = part(length).ok_or_else(cut)?;
        self.at = self.bytes.len() - rest.len();
        self.begun = true;
        Ok(Some(Message { at: start, kind, header, size, body }))
    }
}

/// For metadata that do not hold together.
pub(super) const DAMAGED: ArrowProblem = ArrowProblem::Damaged("the metadata are damaged");

fn envelope(metadata: &[u8]) -> Result<(u8, Flat<'_>, i64), Broken> {
    let message = Flat::root(metadata)?;
    Ok((message.u8(1)?, message.table(2)?.ok_or(Broken)?, message.i64(3)?))
}
