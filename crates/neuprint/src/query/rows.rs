//! Tables as queries need them: read by column name, and put together again.

use neuprint_table::{Cell, Column, Table, sort_by};
use serde_json::Value;

use crate::error::Error;
use crate::json;

/// A column that the query returned; the server left it out otherwise.
pub(super) fn column<'t>(table: &'t Table, name: &str) -> Result<&'t Column, Error> {
    table.column(name).ok_or_else(|| Error::InvalidAnswer {
        path: "/api/custom/custom".into(),
        problem: format!("the column `{name}` that was asked for is missing"),
    })
}

/// A whole number; anything else counts as none.
pub(super) fn integer(cell: Cell<'_>) -> Option<i64> {
    match cell {
        Cell::Int(value) => Some(value),
        _ => None,
    }
}

/// Each number once, sorted.
pub(super) fn unique(mut numbers: Vec<i64>) -> Vec<i64> {
    sort_by(&mut numbers, &Ord::cmp);
    numbers.dedup();
    numbers
}

/// Whether a name is among sorted ones.
pub(super) fn is_in(sorted: &[String], name: &str) -> bool {
    sorted.binary_search_by(|other| other.as_str().cmp(name)).is_ok()
}

/// A JSON value as a cell.
pub(super) fn push(column: &mut Column, value: &Value) {
    match value {
        Value::Null => column.push(Cell::Null),
        Value::Bool(value) => column.push(Cell::Bool(*value)),
        Value::Number(number) => column.push(match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(value), ..) => Cell::Int(value),
            (_, Some(value), _) => Cell::UInt(value),
            (.., Some(value)) => Cell::Float(value),
            _ => Cell::Null,
        }),
        Value::String(text) => column.push(Cell::Text(text)),
        nested => column.push(Cell::Json(&json::text(nested))),
    }
}

/// Columns of one length as a table.
pub(super) fn table(columns: Vec<Column>) -> Result<Table, Error> {
    Table::of_columns(columns).ok_or_else(|| Error::InvalidAnswer {
        path: "/api/custom/custom".into(),
        problem: "the columns are not of one length".into(),
    })
}

/// A column of whole numbers.
pub(super) fn integers(name: &str, values: impl IntoIterator<Item = i64>) -> Column {
    let mut column = Column::new(name);
    values.into_iter().for_each(|value| column.push(Cell::Int(value)));
    column
}

/// The rows of all tables, one table after the other. The columns are those of the first.
pub(super) fn joined(tables: &[Table]) -> Table {
    let Some(first) = tables.first() else { return Table::default() };
    let columns = first.columns().iter().map(|model| {
        let mut column = Column::new(model.name());
        for part in tables.iter().filter_map(|table| table.column(model.name())) {
            (0..part.len()).for_each(|row| column.push(part.cell(row)));
        }
        column
    });
    Table::of_columns(columns.collect()).unwrap_or_default()
}
