//! Cells that are one of some values.

use std::collections::HashSet;

use super::{texts, without_nulls};
use crate::bits::Bits;
use crate::cell::Cell;
use crate::codes::write_key;
use crate::column::{Column, ColumnData, Rows};
use crate::sort::{key_of, keys};

pub(super) fn passing(column: &Column, values: &[Cell<'_>]) -> Bits {
    let all = Rows { order: None, range: 0..column.len() };
    let mut passing = if let Some(keys) = keys(column, &all) {
        let mut wanted: Vec<u64> = values.iter().filter_map(|value| key_of(column.data(), *value)).collect();
        wanted.sort_unstable();
        Bits::from_fn(keys.len(), |row| wanted.binary_search(&keys[row]).is_ok())
    } else {
        match column.data() {
            ColumnData::Text(cells) => {
                let wanted: HashSet<&str> = values.iter().filter_map(text).collect();
                texts(cells, &|text| wanted.contains(text))
            }
            ColumnData::List(cells) | ColumnData::Map(cells) => {
                let wanted: HashSet<&str> = values.iter().filter_map(json).collect();
                texts(cells, &|text| wanted.contains(text))
            }
            _ => {
                let key = |cell: Cell<'_>| {
                    let mut key = Vec::new();
                    write_key(cell, &mut key);
                    key
                };
                let wanted: HashSet<Vec<u8>> = values.iter().map(|value| key(*value)).collect();
                Bits::from_fn(column.len(), |row| wanted.contains(&key(column.cell(row))))
            }
        }
    };
    passing = without_nulls(column, passing);
    if column.nulls() > 0 && values.iter().any(Cell::is_null) {
        passing = Bits::from_fn(column.len(), |row| passing.get(row) || column.is_null(row));
    }
    passing
}

fn text<'v>(value: &Cell<'v>) -> Option<&'v str> {
    if let Cell::Text(text) = value { Some(text) } else { None }
}

fn json<'v>(value: &Cell<'v>) -> Option<&'v str> {
    if let Cell::Json(json) = value { Some(json) } else { None }
}
