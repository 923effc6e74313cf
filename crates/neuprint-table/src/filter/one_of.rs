//! Cells that are one of some values.

use super::{texts, without_nulls};
use crate::bits::Bits;
use crate::cell::Cell;
use crate::codes::{Bytes, Words, write_key};
use crate::column::{Column, ColumnData, Rows};
use crate::sort::{key_of, keys};

pub(super) fn passing(column: &Column, values: &[Cell<'_>]) -> Bits {
    let all = Rows { order: None, range: 0..column.len() };
    let mut passing = if let Some(keys) = keys(column, &all) {
        let wanted: Words = values.iter().filter_map(|value| key_of(column.data(), *value)).collect();
        Bits::from_fn(keys.len(), |row| wanted.has(keys[row]))
    } else {
        let (mut wanted, mut key) = (Bytes::default(), Vec::new());
        for value in values {
            key.clear();
            write_key(*value, &mut key);
            match (column.data(), value) {
                (ColumnData::Text(_), Cell::Text(text)) => _ = wanted.code(text.as_bytes()),
                (ColumnData::List(_) | ColumnData::Map(_), Cell::Json(json)) => _ = wanted.code(json.as_bytes()),
                (ColumnData::Mixed(_), _) => _ = wanted.code(&key),
                // No cell of the column can be equal to it.
                _ => {}
            }
        }
        match column.data() {
            ColumnData::Text(cells) | ColumnData::List(cells) | ColumnData::Map(cells) => {
                texts(cells, &|text| wanted.has(text.as_bytes()))
            }
            _ => Bits::from_fn(column.len(), |row| {
                key.clear();
                write_key(column.cell(row), &mut key);
                wanted.has(&key)
            }),
        }
    };
    passing = without_nulls(column, passing);
    if column.nulls() > 0 && values.iter().any(Cell::is_null) {
        passing = Bits::from_fn(column.len(), |row| passing.get(row) || column.is_null(row));
    }
    passing
}
