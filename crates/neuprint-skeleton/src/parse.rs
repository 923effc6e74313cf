//! From SWC text to columns.
//!
//! ```
//! use neuprint_skeleton::Skeleton;
//!
//! let skeleton = Skeleton::parse(b"# soma first\r\n1 1 0 0 0 5 -1\r\n2 0\t3 4 0 1 1 # a comment")?;
//! assert_eq!((skeleton.len(), skeleton.header()), (2, "# soma first"));
//!
//! let error = Skeleton::parse(b"1 0 0 0 zero 1 -1").unwrap_err();
//! assert_eq!((error.line, error.column), (1, 9));
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! What is accepted: LF, CRLF or CR line ends, spaces and tabs in any number, a byte order mark, comments on lines of
//! their own or after a node, no final newline, exponents, types over 127, identifiers over 2^31, columns past the
//! seventh (ignored). A parent that is no node's identifier makes its node a root, as in neuprint-python.
//! What is not: fewer than seven columns, text in a number's place, numbers that are not finite, an identifier used
//! twice or -1, a node that is its own parent, a cycle of parents, a page of HTML or an answer in JSON. neuprint-python drops a node that has a comment behind it; here it is kept.

mod error;
mod lenient;
mod number;
mod parents;
mod reader;

use crate::skeleton::Skeleton;
pub use error::{ParseError, ParseErrorKind};
pub use lenient::Lenient;
use reader::Reader;

impl Skeleton {
    /// Reads an SWC file.
    ///
    /// # Errors
    /// [`ParseError`] with line and column of the first thing that is wrong. The text need not be UTF-8.
    pub fn parse(text: &[u8]) -> Result<Self, ParseError> {
        let mut reader = Reader::new(text)?;
        while reader.line()? {}
        reader.finish()
    }

    /// Reads what there is to read in a damaged SWC file, and says all that is wrong with it.
    ///
    /// A line that is no node is left out; so is a node whose identifier was used before. A node that is its own parent, or
    /// whose parent is not there, becomes a root, and so does one node of every cycle.
    ///
    /// # Errors
    /// [`ParseErrorKind::NotSwc`], and [`ParseErrorKind::TooManyNodes`]: there is nothing to be kept.
    pub fn parse_lenient(text: &[u8]) -> Result<Lenient, ParseError> {
        lenient::read(text)
    }
}
