//! The numbers of a column in their order.

use crate::cell::Cell;
use crate::column::{Column, ColumnData, Rows};
use crate::number::Number;
use crate::radix::sort_keys;
use crate::sort::{cell_of, keys, nulls_last};

/// Numbers from the smallest to the largest, as integers in that order: a value is read from its key, not from a row
/// somewhere in the column.
pub(super) struct Sorted<'c> {
    column: &'c ColumnData,
    keys: Vec<u64>,
    nan: usize,
}

impl<'c> Sorted<'c> {
    /// The numbers of some rows of which so many are null; `None` if the column has none.
    pub(super) fn of(column: &'c Column, rows: &Rows<'_>, nulls: usize) -> Option<Self> {
        let mut keys = if nulls == 0 {
            keys(column, rows)?
        } else {
            let mut filled: Vec<u32> = rows.iter().map(|row| row as u32).collect();
            let count = nulls_last(column, &mut filled);
            keys(column, &Rows { order: Some(&filled), range: 0..count })?
        };
        sort_keys(&mut keys);
        let mut sorted = Self { column: column.data(), keys, nan: 0 };
        // NaN is above all others.
        let count =
            sorted.keys.partition_point(|key| !cell_of(sorted.column, *key).number().is_some_and(Number::is_nan));
        sorted.nan = sorted.keys.len() - count;
        sorted.keys.truncate(count);
        Some(sorted)
    }

    /// How many there are, without NaN.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// How many are NaN.
    pub(super) fn nan(&self) -> usize {
        self.nan
    }

    /// One of them as its cell.
    pub(super) fn cell(&self, place: usize) -> Cell<'static> {
        cell_of(self.column, self.keys[place])
    }

    /// One of them.
    pub(super) fn number(&self, place: usize) -> Option<Number> {
        self.cell(place).number()
    }

    /// How many of them come before the first that fails a test which the smallest pass.
    pub(super) fn before(&self, passes: impl Fn(Number) -> bool) -> usize {
        self.keys.partition_point(|key| cell_of(self.column, *key).number().is_some_and(&passes))
    }

    /// Shows all of them, the smallest first.
    pub(super) fn each(&self, mut see: impl FnMut(Number)) {
        // By blocks, for the reason that the sorting has.
        for block in self.keys.chunks(1 << 12) {
            show(self.column, block, &mut see);
        }
    }
}

#[inline(never)]
fn show(column: &ColumnData, keys: &[u64], see: &mut impl FnMut(Number)) {
    keys.iter().filter_map(|key| cell_of(column, *key).number()).for_each(see);
}
