//! A table as the page sees it: its shape, and rectangles of its cells as texts.

use serde::{Deserialize, Serialize};

use super::{Failure, TableHandle};

/// A table's shape.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableSummary {
    /// The table.
    pub table: TableHandle,
    /// Rows in all.
    pub rows: u32,
    /// Columns, in order.
    pub columns: Vec<ColumnSummary>,
    /// From sending the query to the last row, in milliseconds.
    pub elapsed_ms: f64,
    /// Why there are not all rows, if the answer ended before its end: `aborted`, or what went wrong.
    pub incomplete: Option<Failure>,
    /// When a table is told of for the first time, the cells of its first [`FIRST_ROWS`], row after row; then none. Whoever
    /// shows a table shows these, and would have to ask for them while the worker is busy with the rows behind them.
    pub first: Vec<CellText>,
}

/// How many rows come with the word that a table is there or has been arranged.
pub const FIRST_ROWS: u32 = 64;

/// A column's head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnSummary {
    /// As the server named it.
    pub name: String,
    /// What its cells are.
    pub kind: ColumnKind,
    /// How many cells are null.
    pub nulls: u32,
}

/// What a column's cells are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColumnKind {
    /// Only nulls, or no rows.
    Null,
    /// true, false.
    Boolean,
    /// Exact 64-bit integers.
    Integer,
    /// 64-bit floats.
    Float,
    /// Text.
    Text,
    /// Lists, maps, nodes, or several kinds in one column; shown as JSON.
    Mixed,
}

/// A rectangle of formatted cells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Viewport {
    /// First row.
    pub first: u32,
    /// Row after row, one cell per column.
    pub cells: Vec<CellText>,
}

/// One formatted cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CellText {
    /// null: shown as such, never as an empty string.
    Null,
    /// A number; exact, in decimal.
    Number(String),
    /// A boolean.
    Boolean(bool),
    /// Text as it is.
    Text(String),
    /// A list or a map, as compact JSON.
    Json(String),
}
