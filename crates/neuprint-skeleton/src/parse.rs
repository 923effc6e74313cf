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
//! seventh. Those are kept under the names that the header gives them (see [`ExtraColumn`](crate::ExtraColumn));
//! without names nobody knows what they are, and they are left out. Bytes that are no UTF-8, in comments or those
//! columns, become U+FFFD.
//!
//! What is not: fewer than seven columns, text in a number's place, numbers that are not finite, an identifier used
//! twice or -1, a node that is its own parent, a cycle of parents, a page of HTML or an answer in JSON. neuprint-python
//! drops a node that has a comment behind it; here it is kept.
//!
//! A parent other than -1 that is no node's identifier makes its node a root, as in neuprint-python. [`SwcParser`]
//! tells of each, strictly read, too.

mod columns;
mod error;
mod names;
mod number;
mod parents;
mod places;
mod problems;
mod reader;
mod row;
mod stream;

use crate::skeleton::Skeleton;
pub use error::{ParseError, ParseErrorKind};
pub(crate) use parents::cycles;
pub(crate) use places::Places;
pub use problems::Parsed;
use reader::Reader;
pub use stream::SwcParser;

impl Skeleton {
    /// Reads an SWC file. What comes in pieces is read by [`SwcParser`], which also tells which parents are missing.
    ///
    /// # Errors
    /// [`ParseError`] with line and column of the first thing that is wrong. The text need not be UTF-8.
    pub fn parse(text: &[u8]) -> Result<Self, ParseError> {
        let mut reader = Reader::new(false);
        reader.expect(text.len());
        reader.read(text)?;
        Ok(reader.finish()?.skeleton)
    }

    /// Reads what there is to read in a damaged SWC file, and says all that is wrong with it.
    ///
    /// A line that is no node is left out; so is a node whose identifier was used before. A node that is its own
    /// parent, or whose parent is not there, becomes a root, and so does one node of every cycle.
    ///
    /// # Errors
    /// [`ParseErrorKind::NotSwc`], [`ParseErrorKind::TooManyNodes`] and [`ParseErrorKind::TooMuchText`]: there is
    /// nothing to be kept, or no room to keep it.
    pub fn parse_lenient(text: &[u8]) -> Result<Parsed, ParseError> {
        let mut reader = Reader::new(true);
        reader.expect(text.len());
        reader.read(text)?;
        reader.finish()
    }
}
