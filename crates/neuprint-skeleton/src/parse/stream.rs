//! Reading a file that comes in pieces.
//!
//! ```
//! use neuprint_skeleton::{ParseErrorKind, SwcParser};
//!
//! let mut parser = SwcParser::strict();
//! for chunk in ["# head", "\n1 0 0 0 0 1 -1\n2 0 3 ", "4 0 1 9"] {
//!     parser.push(chunk.as_bytes())?;
//! }
//! let read = parser.finish()?;
//! assert_eq!((read.skeleton.len(), read.skeleton.y()[1]), (2, 4.0));
//! // A root to everybody, but the file said otherwise.
//! assert_eq!(read.problems[0].kind, ParseErrorKind::MissingParent { id: 2, parent: 9 });
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! Of the text only the last line is kept, as long as its end has not come. Where the pieces are cut changes nothing,
//! not even the place that an error names.

use super::error::ParseError;
use super::problems::Parsed;
use super::reader::Reader;

/// Takes an SWC file in pieces of any size.
#[derive(Debug)]
pub struct SwcParser {
    reader: Reader,
    /// The line that has begun, without its end.
    begun: Vec<u8>,
    failed: Option<ParseError>,
}

impl SwcParser {
    /// Reads as [`Skeleton::parse`](crate::Skeleton::parse).
    pub fn strict() -> Self {
        Self::of(false)
    }

    /// Reads as [`Skeleton::parse_lenient`](crate::Skeleton::parse_lenient).
    pub fn lenient() -> Self {
        Self::of(true)
    }

    fn of(lenient: bool) -> Self {
        Self { reader: Reader::new(lenient), begun: Vec::new(), failed: None }
    }

    /// Says how many bytes there will be, if somebody knows: then memory need not grow step by step. Nothing depends on
    /// it.
    pub fn expecting(mut self, bytes: usize) -> Self {
        self.reader.expect(bytes);
        self
    }

    /// Reads on.
    ///
    /// # Errors
    /// [`ParseError`], as soon as the line is complete on which something is wrong. After an error nothing more is
    /// read: every further call gives the same error.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), ParseError> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        self.lines(chunk).inspect_err(|error| self.failed = Some(error.clone()))
    }

    /// The skeleton, after the last piece.
    ///
    /// # Errors
    /// [`ParseError`]: the last line may be wrong, and of identifiers and parents it is only now known whether they
    /// fit.
    pub fn finish(mut self) -> Result<Parsed, ParseError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        self.reader.read(&self.begun)?;
        self.reader.finish()
    }

    fn lines(&mut self, mut chunk: &[u8]) -> Result<(), ParseError> {
        if !self.begun.is_empty() {
            // A carriage return at the very end waited for its newline.
            let after_return = self.begun.last() == Some(&b'\r');
            let Some(length) = (if after_return { after(b"\r", chunk, 0) } else { first_line(chunk) }) else {
                self.begun.extend_from_slice(chunk);
                return Ok(());
            };
            let (end, rest) = chunk.split_at(length);
            self.begun.extend_from_slice(end);
            self.reader.read(&self.begun)?;
            self.begun.clear();
            chunk = rest;
        }
        let whole = chunk.iter().enumerate().rposition(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => at + 1 < chunk.len(),
            _ => false,
        });
        let (lines, begun) = chunk.split_at(whole.map_or(0, |last| last + 1));
        self.begun.extend_from_slice(begun);
        self.reader.read(lines)
    }
}

/// How long the first line of a chunk is, with its end; `None` if it does not end there for certain.
fn first_line(chunk: &[u8]) -> Option<usize> {
    let end = chunk.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
    after(&chunk[end..=end], chunk, end + 1)
}

/// Where a line ends of which this byte of its end has been read; `at` is what comes next.
fn after(end: &[u8], chunk: &[u8], at: usize) -> Option<usize> {
    match (end, chunk.get(at)) {
        (b"\n", _) => Some(at),
        (_, Some(b'\n')) => Some(at + 1),
        (_, Some(_)) => Some(at),
        (_, None) => None,
    }
}
