//! Why a table cannot be analysed.

/// What a table lacks, or has that it should not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnalysisError {
    /// A column is missing.
    #[error("there is no column `{column}`; there are: {available}")]
    NoColumn {
        /// Its name.
        column: String,
        /// Those there are, separated by commas.
        available: String,
    },
    /// A cell is of the wrong kind.
    #[error("row {row} of the column `{column}` holds `{found}` instead of {wanted}")]
    Cell {
        /// The column's name.
        column: String,
        /// The row, counted from 0.
        row: usize,
        /// The cell as text.
        found: String,
        /// What is needed.
        wanted: &'static str,
    },
    /// A row stands twice where it may stand once.
    #[error("row {row} has the same {what} as a row before: `{label}`")]
    Duplicate {
        /// The later row, counted from 0.
        row: usize,
        /// Which cells are the same.
        what: &'static str,
        /// What they hold.
        label: String,
    },
    /// A sum is beyond what a float holds exactly, or a matrix beyond what memory holds.
    #[error("the result is too large: {what}")]
    TooLarge {
        /// What of it.
        what: String,
    },
}
