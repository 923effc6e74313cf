//! One numbering for the values of several columns: what the nodes of a graph are, whose edges are rows.

use crate::codes::{Bytes, Codes, Words, write_key};
use crate::column::{Column, Rows};

/// A number for each distinct value of several columns. Equal cells have the same one, whichever column they are in; an
/// integer and the same number as a float are equal.
///
/// ```
/// use neuprint_table::{Cell, Column, Numbered};
///
/// let (mut pre, mut post) = (Column::new("bodyId_pre"), Column::new("bodyId_post"));
/// for (from, to) in [(11, Cell::Int(12)), (12, Cell::Int(11)), (11, Cell::Null)] {
///     pre.push(Cell::Int(from));
///     post.push(to);
/// }
/// let numbered = Numbered::of(&[&pre, &post], None);
/// assert_eq!(numbered.of, [[0, 1, 0], [1, 0, Numbered::NULL]]);
/// // 12 is first seen in the second row of the first column.
/// assert_eq!(numbered.firsts, [(0, 0), (0, 1)]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Numbered {
    /// For each column, per row that was looked at, in their order, which value it has; [`Numbered::NULL`] for null.
    pub of: Vec<Vec<u32>>,
    /// For each value a cell that has it: which of the columns, and the row. Values are numbered as they appear, one
    /// column after the other.
    pub firsts: Vec<(usize, u32)>,
}

impl Numbered {
    /// What a null has instead of a number.
    pub const NULL: u32 = u32::MAX;

    /// Numbers the cells of some rows (row indices), or of all.
    ///
    /// # Panics
    /// If a column does not have one of the rows.
    pub fn of(columns: &[&Column], rows: Option<&[u32]>) -> Self {
        let (mut known, mut key, mut numbered) = (Bytes::default(), Vec::new(), Self::default());
        for (at, column) in columns.iter().enumerate() {
            let rows = Rows { order: rows, range: 0..rows.map_or(column.len(), <[u32]>::len) };
            // Most rows repeat a value: what is said of each value is then said of rows.
            let codes = Codes::of(column, &rows);
            let numbers: Vec<u32> = codes
                .firsts
                .iter()
                .map(|row| {
                    let cell = column.cell(*row as usize);
                    if cell.is_null() {
                        return Self::NULL;
                    }
                    key.clear();
                    write_key(cell, &mut key);
                    let number = known.code(&key);
                    if number as usize == numbered.firsts.len() {
                        numbered.firsts.push((at, *row));
                    }
                    number
                })
                .collect();
            numbered.of.push(codes.of.iter().map(|code| numbers[*code as usize]).collect());
        }
        numbered
    }
}

/// Numbers for distinct pairs of numbers, in the order in which they come.
///
/// ```
/// let mut pairs = neuprint_table::Pairs::default();
/// assert_eq!([(7, 9), (9, 7), (7, 9)].map(|(from, to)| pairs.number(from, to)), [0, 1, 0]);
/// ```
#[derive(Debug, Default)]
pub struct Pairs(Words);

impl Pairs {
    /// The number of a pair.
    pub fn number(&mut self, from: u32, to: u32) -> u32 {
        self.0.code(u64::from(from) << 32 | u64::from(to))
    }
}
