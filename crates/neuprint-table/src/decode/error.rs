//! What can be wrong with an answer.

/// Why an answer is no table, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The bytes are not JSON.
    #[error("byte {at} of the answer: {problem}")]
    NotJson {
        /// Bytes before the place.
        at: usize,
        /// What is wrong there.
        problem: String,
    },
    /// The answer ends too early: it was cut off on its way.
    #[error("the answer ends after {at} bytes, before it is complete")]
    Truncated {
        /// Bytes received.
        at: usize,
    },
    /// It is JSON, but no table.
    #[error("the answer is not a table: {problem}")]
    NotATable {
        /// What is missing or wrong.
        problem: String,
    },
    /// A row has more or fewer cells than there are columns.
    #[error("row {row} of the answer has {found} cells for {expected} columns")]
    Width {
        /// The row, counted from 0.
        row: usize,
        /// Its cells.
        found: usize,
        /// The columns.
        expected: usize,
    },
}
