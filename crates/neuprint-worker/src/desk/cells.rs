//! Cells and columns as the page shows them.

use neuprint::table::{Cell, Column, ColumnData};

use crate::messages::{CellText, ColumnKind, ColumnSummary};

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

/// A column's head.
pub(super) fn summary(column: &Column) -> ColumnSummary {
    let nulls = u32::try_from(column.nulls()).unwrap_or(u32::MAX);
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
