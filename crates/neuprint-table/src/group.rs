//! Groups of rows, and what is said of each: counts, sums, means, extremes, distinct values; as one row per group, or
//! spread over columns by the values of another column.
//!
//! ```
//! use neuprint_table::{Cell, Column, Grouping, Measure, MeasureKind, Table, group};
//!
//! let (mut kind, mut weight) = (Column::new("type"), Column::new("weight"));
//! for (t, w) in [("KCg", i64::MAX), ("PEN", 2), ("KCg", 1)] {
//!     kind.push(Cell::Text(t));
//!     weight.push(Cell::Int(w));
//! }
//! let table = Table::of_columns(vec![kind, weight]).unwrap();
//! let sum = Measure { column: 1, kind: MeasureKind::Sum };
//! let groups = group(&table, None, &Grouping { by: &[0], pivot: None, measures: &[sum] })?;
//! assert_eq!(groups.columns()[1].name(), "sum(weight)");
//! assert_eq!(groups.cell(0, 0), Cell::Text("KCg"));
//! // Past the largest signed integer; nothing is rounded.
//! assert_eq!(groups.cell(0, 1).to_string(), "9223372036854775808");
//! # Ok::<(), neuprint_table::GroupError>(())
//! ```

mod error;
mod measure;
mod pivot;

use crate::codes::Codes;
use crate::column::{Column, Rows};
use crate::table::Table;
pub use error::GroupError;
pub use measure::{Measure, MeasureKind};

/// Which groups, and what is said of them.
#[derive(Debug, Clone, Copy)]
pub struct Grouping<'g> {
    /// The columns whose values make a group; null is a value. Without any, all rows are one group.
    pub by: &'g [usize],
    /// A column each of whose values becomes a column for each measure.
    pub pivot: Option<usize>,
    /// What is said. Nothing: how many rows a group has.
    pub measures: &'g [Measure],
}

/// Makes a table with a row for each group of some rows (row indices), or of all, in the order in which groups appear.
///
/// The first columns are those the groups are made by; those of measures are called like `sum(weight)`, and with a pivot
/// `ME(R) · sum(weight)`, or `ME(R)` if there is one measure. Pivot columns are in the order of their values. What no row
/// was counted for is 0; other measures of nothing are null.
///
/// # Errors
/// [`GroupError`]: a column is not there or has no numbers, or the table would be too large.
///
/// # Panics
/// If there is no such row.
pub fn group(table: &Table, rows: Option<&[u32]>, grouping: &Grouping<'_>) -> Result<Table, GroupError> {
    let rows = Rows { order: rows, range: 0..rows.map_or(table.rows(), <[u32]>::len) };
    let column = |at: usize| table.columns().get(at).ok_or(GroupError::NoColumn(at));
    let by: Vec<&Column> = grouping.by.iter().map(|at| column(*at)).collect::<Result<_, _>>()?;
    let pivot = grouping.pivot.map(column).transpose()?;
    for measure in grouping.measures {
        measure.check(column(measure.column)?)?;
    }
    let groups = codes(&by, &rows);
    let mut columns: Vec<Column> = by.iter().filter_map(|column| column.take(&groups.firsts)).collect();
    match pivot {
        Some(pivot) => pivot::add(table, pivot, &groups, grouping.measures, &rows, &mut columns)?,
        None => columns.extend(measured(table, &groups, grouping.measures, &rows)),
    }
    Ok(Table::new(columns, groups.firsts.len()))
}

/// Which rows belong together.
fn codes(by: &[&Column], rows: &Rows<'_>) -> Codes {
    let Some((first, others)) = by.split_first() else {
        // The first row stands for all.
        return Codes { of: vec![0; rows.range.len()], firsts: rows.iter().take(1).map(|row| row as u32).collect() };
    };
    others.iter().fold(Codes::of(first, rows), |codes, column| codes.with(&Codes::of(column, rows), rows))
}

/// A column for each measure of each group.
fn measured(table: &Table, groups: &Codes, measures: &[Measure], rows: &Rows<'_>) -> Vec<Column> {
    if measures.is_empty() {
        return vec![measure::rows(groups)];
    }
    // That the columns are there was asked before.
    let column = |measure: &Measure| Some(measure.of(table.columns().get(measure.column)?, groups, rows));
    measures.iter().filter_map(column).collect()
}
