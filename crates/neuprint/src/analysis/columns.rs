//! A table's columns by name, and what stands in them.

use neuprint_table::{Cell, Column, Table};

use super::error::AnalysisError;

/// The column of this name.
pub(super) fn named<'t>(table: &'t Table, name: &str) -> Result<&'t Column, AnalysisError> {
    table.column(name).ok_or_else(|| {
        let names: Vec<&str> = table.columns().iter().map(Column::name).collect();
        AnalysisError::NoColumn { column: name.into(), available: names.join(", ") }
    })
}

/// The text of a cell.
pub(super) fn text(column: &Column, row: usize) -> Result<&str, AnalysisError> {
    match column.cell(row) {
        Cell::Text(text) => Ok(text),
        _ => Err(wrong(column, row, "a text")),
    }
}

/// The number of a cell that counts or weighs something; nothing is 0.
pub(super) fn number(column: &Column, row: usize) -> Result<f64, AnalysisError> {
    const EXACT: u64 = 1 << 53;
    match column.cell(row) {
        Cell::Null => Ok(0.0),
        Cell::Int(value) if value.unsigned_abs() <= EXACT => Ok(value as f64),
        Cell::Float(value) => Ok(value),
        _ => Err(wrong(column, row, "a number that a float holds exactly")),
    }
}

/// A cell is not what is needed.
pub(super) fn wrong(column: &Column, row: usize, wanted: &'static str) -> AnalysisError {
    AnalysisError::Cell { column: column.name().into(), row, found: column.cell(row).to_string(), wanted }
}

/// A column of floats, or of integers where all of them are whole in the source.
pub(super) fn of_numbers(name: &str, whole: bool, values: impl Iterator<Item = f64>) -> Column {
    let mut column = Column::new(name);
    for value in values {
        column.push(if whole { Cell::Int(value as i64) } else { Cell::Float(value) });
    }
    column
}

/// Whether every cell is an integer or nothing.
pub(super) fn is_whole(column: &Column) -> bool {
    (0..column.len()).all(|row| matches!(column.cell(row), Cell::Int(_) | Cell::Null))
}
