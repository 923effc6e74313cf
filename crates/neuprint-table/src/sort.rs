//! The order of a table's rows by some of its columns.
//!
//! Every column becomes a column of integers that are in its order: numbers by their bits, other cells by their rank
//! among the distinct ones, so that each text is compared once. The integers are sorted without comparisons.

mod keys;
mod rank;

use crate::codes::Codes;
use crate::column::{Column, Rows};
use crate::radix::sort_places_by;
use crate::table::Table;
pub(crate) use keys::{cell_of, key_of, keys};
pub(crate) use rank::ranks;

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
    // Each key leaves what is equal in the order of the less significant ones.
    for key in keys.iter().rev() {
        if let Some(column) = table.columns().get(key.column) {
            sort_by_column(column, key.descending, rows);
        }
    }
}

fn sort_by_column(column: &Column, descending: bool, rows: &mut [u32]) {
    let filled = nulls_last(column, rows);
    let rows = &mut rows[..filled];
    // In the order in which cells are stored they are read quickest.
    let is_stored = rows.iter().enumerate().all(|(place, row)| place == *row as usize);
    let all = Rows { order: if is_stored { None } else { Some(rows) }, range: 0..filled };
    let keys = keys(column, &all).unwrap_or_else(|| {
        let codes = Codes::of(column, &all);
        let ranks = ranks(column, &codes.firsts);
        codes.of.iter().map(|code| ranks[*code as usize].into()).collect()
    });
    sort_places_by(&keys, rows, descending);
}

/// Puts rows without a cell behind the others; how many those are.
pub(crate) fn nulls_last(column: &Column, rows: &mut [u32]) -> usize {
    if column.nulls() == 0 {
        return rows.len();
    }
    let nulls: Vec<u32> = rows.iter().copied().filter(|row| column.is_null(*row as usize)).collect();
    let mut filled = 0;
    for at in 0..rows.len() {
        if !column.is_null(rows[at] as usize) {
            rows[filled] = rows[at];
            filled += 1;
        }
    }
    rows[filled..].copy_from_slice(&nulls);
    filled
}
