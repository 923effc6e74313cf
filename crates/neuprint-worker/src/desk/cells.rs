//! Cells and columns as the page shows them.

use neuprint::table::{Cell, Column, ColumnData, Table};

use crate::messages::{CellText, ColumnKind, ColumnSummary, FIRST_ROWS, TableHandle, TableSummary, Viewport};

/// One cell as text, numbers exact.
pub(super) fn text(cell: Cell<'_>) -> CellText {
    match cell {
        Cell::Null => CellText::Null,
        Cell::Bool(value) => CellText::Boolean(value),
        Cell::Int(_) | Cell::UInt(_) | Cell::Float(_) => CellText::Number(cell.to_string()),
        Cell::Text(text) => CellText::Text(text.to_owned()),
        Cell::Json(json) => CellText::Json(json.to_owned()),
    }
}

/// Cells of one viewport at most, whatever is asked: formatting more would block other requests.
const CELLS: usize = 100_000;

/// The cells of some rows of the table's `shown` ones; `row` says which row is at a place.
pub(super) fn viewport(
    table: &Table,
    (first, count): (u32, u32),
    shown: usize,
    row: impl Fn(usize) -> usize,
) -> Viewport {
    let columns = table.columns().len();
    let count = (count as usize).min(CELLS / columns.max(1));
    let places = (first as usize)..shown.min((first as usize).saturating_add(count));
    let cells = places
        .flat_map(|place| {
            let row = row(place);
            (0..columns).map(move |column| text(table.cell(row, column)))
        })
        .collect();
    Viewport { first, cells }
}

/// The first rows of a table that nobody has seen yet; it may still grow.
pub(super) fn first_rows(table: &Table) -> Vec<CellText> {
    viewport(table, (0, FIRST_ROWS), table.rows(), |row| row).cells
}

/// A table's shape, without its rows. It may still grow.
pub(super) fn shape(handle: TableHandle, table: &Table, elapsed_ms: f64) -> TableSummary {
    let rows = table.rows();
    TableSummary {
        table: handle,
        rows: u32::try_from(rows).unwrap_or(u32::MAX),
        columns: table.columns().iter().map(|column| summary(column, rows)).collect(),
        elapsed_ms,
        incomplete: None,
        first: Vec::new(),
    }
}

/// A column's head. Cells behind `rows` are of a row that is not complete.
fn summary(column: &Column, rows: usize) -> ColumnSummary {
    let nulls = column.nulls() - (rows..column.len()).filter(|row| column.cell(*row).is_null()).count();
    let nulls = u32::try_from(nulls).unwrap_or(u32::MAX);
    ColumnSummary { name: column.name().to_owned(), kind: kind(column), nulls }
}

/// What a column's cells are.
pub(super) fn kind(column: &Column) -> ColumnKind {
    match column.data() {
        ColumnData::Null => ColumnKind::Null,
        ColumnData::Bool(_) => ColumnKind::Boolean,
        ColumnData::Int64(_) | ColumnData::UInt64(_) => ColumnKind::Integer,
        ColumnData::Float64(_) => ColumnKind::Float,
        ColumnData::Text(_) => ColumnKind::Text,
        ColumnData::List(_) | ColumnData::Map(_) | ColumnData::Mixed(_) => ColumnKind::Mixed,
    }
}
