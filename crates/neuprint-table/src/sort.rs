//! The order of a table's rows by some of its columns.

use std::cmp::Ordering;

use crate::column::{Column, ColumnData};
use crate::order::sort_places;
use crate::table::Table;

/// One column to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortKey {
    /// Column index; one past the last column changes nothing.
    pub column: usize,
    /// Largest first. Nulls are last either way.
    pub descending: bool,
}

/// The rows in the order of the keys, the most significant first. Rows that are equal keep the server's order.
pub fn sort(table: &Table, keys: &[SortKey]) -> Vec<u32> {
    let mut rows: Vec<u32> = (0..table.rows() as u32).collect();
    sort_rows(table, keys, &mut rows);
    rows
}

/// Puts some rows into the order of the keys, the most significant first. Rows that are equal stay as they are.
///
/// # Panics
/// If there is no such row.
pub fn sort_rows(table: &Table, keys: &[SortKey], rows: &mut [u32]) {
    let keys: Vec<(&Column, bool)> =
        keys.iter().filter_map(|key| table.columns().get(key.column).map(|column| (column, key.descending))).collect();
    sort_places(rows, &mut |a, b| {
        keys.iter()
            .map(|(column, descending)| compare(column, a as usize, b as usize, *descending))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    });
}

fn compare(column: &Column, a: usize, b: usize, descending: bool) -> Ordering {
    // Most columns are integers without nulls; they need no cells.
    let order = if let (ColumnData::Int64(values), None) = (column.data(), column.valid()) {
        values.get(a).cmp(&values.get(b))
    } else {
        let (a, b) = (column.cell(a), column.cell(b));
        if a.is_null() || b.is_null() {
            return a.is_null().cmp(&b.is_null());
        }
        a.order(&b)
    };
    if descending { order.reverse() } else { order }
}
