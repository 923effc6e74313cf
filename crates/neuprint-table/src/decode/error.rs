//! What can be wrong with an answer, and what was good of it.

use std::fmt;
use std::sync::Arc;

use crate::table::Table;

/// Why an answer is no table, where, and the rows that were complete before that place.
///
/// ```
/// use neuprint_table::{Cell, DecodeProblem, TableDecoder};
///
/// let mut decoder = TableDecoder::new();
/// let error = decoder.push(br#"{"columns":["bodyId"],"data":[[1],[2],[oops]]}"#).unwrap_err();
/// assert_eq!(error.at(), 39);
/// assert!(matches!(error.problem(), DecodeProblem::NotJson(_)));
/// assert_eq!((error.partial().rows(), error.partial().cell(1, 0)), (2, Cell::Int(2)));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct DecodeError {
    at: usize,
    problem: DecodeProblem,
    partial: Arc<Table>,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeProblem {
    /// The bytes are not JSON: why.
    NotJson(String),
    /// The answer ends too early: it was cut off on its way.
    Truncated,
    /// The server gave up in the middle of its answer: its words.
    Refused(String),
    /// It is JSON, but no table: what is missing or wrong.
    NotATable(String),
    /// A row has more or fewer cells than there are columns.
    Width {
        /// The row, counted from 0.
        row: usize,
        /// Its cells.
        found: usize,
        /// The columns.
        expected: usize,
    },
}

impl DecodeError {
    pub(super) fn new(at: usize, problem: DecodeProblem, partial: Table) -> Self {
        Self { at, problem, partial: Arc::new(partial) }
    }

    /// How many bytes of the answer stand before the place.
    pub fn at(&self) -> usize {
        self.at
    }

    /// What is wrong there.
    pub fn problem(&self) -> &DecodeProblem {
        &self.problem
    }

    /// The rows that were complete. Its columns have no names if the answer would have said them only later.
    pub fn partial(&self) -> &Arc<Table> {
        &self.partial
    }
}

impl std::error::Error for DecodeError {}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at;
        match &self.problem {
            DecodeProblem::NotJson(problem) => write!(f, "byte {at} of the answer: {problem}"),
            DecodeProblem::Truncated => write!(f, "the answer ends after {at} bytes, before it is complete"),
            DecodeProblem::Refused(why) => write!(f, "the server gave up after {at} bytes of its answer: {why}"),
            DecodeProblem::NotATable(problem) => write!(f, "byte {at} of the answer: it is not a table, {problem}"),
            DecodeProblem::Width { row, found, expected } => {
                write!(f, "byte {at} of the answer: row {row} has {found} cells for {expected} columns")
            }
        }
    }
}
