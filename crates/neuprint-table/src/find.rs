//! Finding a text in a table's cells, forwards and backwards.
//!
//! ```
//! use neuprint_table::{Cell, Column, Matches, Needle, Table};
//!
//! let mut kind = Column::new("type");
//! for name in ["KCg", "PEN", "KCab"] {
//!     kind.push(Cell::Text(name));
//! }
//! let table = Table::of_columns(vec![kind]).unwrap();
//! let matches = Matches::of(&table, &Needle::new("kc", false));
//! assert_eq!(matches.count(None), 2);
//! assert_eq!(matches.next(None, Some((0, 0)), false), Some((2, 0)));
//! // Behind the last comes the first.
//! assert_eq!(matches.next(None, Some((2, 0)), false), Some((0, 0)));
//! ```

use crate::bits::Bits;
use crate::filter::{Test, passing};
use crate::needle::Needle;
use crate::table::Table;

/// Which cells of a table have a text in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matches {
    /// Per column, its rows.
    columns: Vec<Bits>,
    rows: usize,
}

impl Matches {
    /// Searches all cells: numbers as decimal text, lists and maps as JSON. Nothing is in null.
    pub fn of(table: &Table, needle: &Needle) -> Self {
        let test = |text: &str| needle.is_in(text);
        let columns = table.columns().iter().map(|column| passing(column, &Test::Text(&test))).collect();
        Self { columns, rows: table.rows() }
    }

    /// How many cells of some rows (row indices), or of all, have it.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn count(&self, rows: Option<&[u32]>) -> u64 {
        let of = |column: &Bits| match rows {
            None => column.count(),
            Some(rows) => rows.iter().filter(|row| column.get(**row as usize)).count(),
        };
        self.columns.iter().map(|column| of(column) as u64).sum()
    }

    /// The place of the next cell, row by row from left to right, or the other way: its place in `rows`, and its column.
    /// The search begins behind `from`, or at the beginning (backwards: at the end), and goes on at the other end; the
    /// place where it began comes last.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn next(&self, rows: Option<&[u32]>, from: Option<(usize, usize)>, backwards: bool) -> Option<(usize, usize)> {
        let (count, width) = (rows.map_or(self.rows, <[u32]>::len), self.columns.len());
        let cells = count * width;
        // Cells are numbered in reading order.
        let start = from.map(|(row, column)| (row.min(count) * width + column.min(width)).min(cells));
        let is_match = |cell: &usize| {
            let (place, column) = (cell / width, cell % width);
            self.columns[column].get(rows.map_or(place, |rows| rows[place] as usize))
        };
        let found = if backwards {
            let start = start.unwrap_or(cells);
            (0..start).rev().find(is_match).or_else(|| (start..cells).rev().find(is_match))
        } else {
            let start = start.map_or(0, |start| cells.min(start + 1));
            (start..cells).find(is_match).or_else(|| (0..start).find(is_match))
        };
        found.map(|cell| (cell / width, cell % width))
    }
}
