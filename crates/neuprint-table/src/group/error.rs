//! Why there are no groups.

/// Why a table cannot be grouped so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GroupError {
    /// There is no such column.
    #[error("the table has no column {0}; columns are counted from 0")]
    NoColumn(usize),
    /// Sums and means are of numbers.
    #[error("`{0}` holds no numbers: count it, or take its smallest, largest or distinct values")]
    NotNumbers(String),
    /// Each value and measure would be a column.
    #[error(
        "`{column}` has {values} different values, and each would be {each} of the {most} columns that are possible: \
         filter the rows, or group by it instead"
    )]
    ManyColumns {
        /// The pivot column.
        column: String,
        /// How many different values it has.
        values: usize,
        /// How many columns each becomes.
        each: usize,
        /// How many columns there may be.
        most: usize,
    },
    /// Memory is for fewer cells.
    #[error("the {groups} groups and {columns} columns are more than {most} cells: filter the rows, or group by less")]
    ManyCells {
        /// How many groups there are.
        groups: usize,
        /// How many columns of measures.
        columns: usize,
        /// How many cells there may be.
        most: usize,
    },
}
