//! What can be wrong with an Arrow stream.

use std::fmt;

/// Why bytes are no table: what is wrong, in which part of the stream, and of which column.
///
/// ```
/// use neuprint_table::{ArrowProblem, read_arrow};
///
/// let error = read_arrow(b"<html>bad gateway</html>").unwrap_err();
/// assert_eq!((error.at(), error.column(), error.problem()), (0, None, &ArrowProblem::NotArrow));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrowError {
    at: usize,
    column: Option<String>,
    problem: ArrowProblem,
}

/// What is wrong with an Arrow stream.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ArrowProblem {
    /// The bytes are something else.
    NotArrow,
    /// The stream ends within a message: it was cut off on its way.
    Truncated,
    /// A message contradicts itself, or points outside of itself: how.
    Damaged(&'static str),
    /// The stream has something that is not read here, such as a column of dates or a compressed body: what.
    Unsupported(String),
    /// A cell of a column that says that its texts are JSON is none: why.
    NotJson(&'static str),
    /// The table would be several hundred times as large as the stream, or has more than 2^32 rows.
    TooLarge,
}

impl ArrowError {
    pub(super) fn new(at: usize, column: Option<&str>, problem: ArrowProblem) -> Self {
        Self { at, column: column.map(str::to_owned), problem }
    }

    /// How many bytes stand before the message that is wrong, or before the place where the stream ends.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The name of the column, if it is one that is wrong.
    pub fn column(&self) -> Option<&str> {
        self.column.as_deref()
    }

    /// What is wrong there.
    pub fn problem(&self) -> &ArrowProblem {
        &self.problem
    }
}

impl std::error::Error for ArrowError {}

impl fmt::Display for ArrowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {} of the Arrow stream", self.at)?;
        if let Some(column) = &self.column {
            write!(f, ", column `{column}`")?;
        }
        match &self.problem {
            ArrowProblem::NotArrow => f.write_str(": these bytes are no Arrow stream"),
            ArrowProblem::Truncated => f.write_str(": it ends here, before it is complete"),
            ArrowProblem::Damaged(how) => write!(f, ": {how}"),
            ArrowProblem::Unsupported(what) => write!(f, ": {what} cannot be read; ask for another type, or for JSON"),
            ArrowProblem::NotJson(why) => write!(f, ": a cell that should be JSON is not, {why}"),
            ArrowProblem::TooLarge => f.write_str(": the table would be far larger than the stream"),
        }
    }
}
