//! A small number for each distinct cell: what groups, pivots, counts of values and the order of texts are made with.

mod index;

use crate::cell::Cell;
use crate::column::{Column, ColumnData, Rows};
use crate::number::Number;
use crate::sort::keys;
use crate::text::TextColumn;
pub(crate) use index::{Bytes, Words};

/// Which cells of a column are equal. Null is a value like others.
#[derive(Debug, Clone, Default)]
pub(crate) struct Codes {
    /// Per row that was looked at, in their order, which value it has. Values are numbered as they appear.
    pub(crate) of: Vec<u32>,
    /// Per value a row that has it: the first one.
    pub(crate) firsts: Vec<u32>,
}

/// A place that has no number yet.
const NONE: u32 = u32::MAX;

impl Codes {
    /// The codes of these rows.
    pub(crate) fn of(column: &Column, rows: &Rows<'_>) -> Self {
        if let Some(keys) = keys(column, rows) {
            return Self::of_words(column, rows, keys);
        }
        match column.data() {
            ColumnData::Text(cells) | ColumnData::List(cells) | ColumnData::Map(cells) => match cells.codes() {
                Some(codes) => Self::of_dictionary(column, cells, codes, rows),
                None => {
                    let mut numbering = Numbering::new(rows.range.len());
                    let mut texts = Bytes::default();
                    cells.each(rows.iter(), &mut |row, text| {
                        numbering.add(row, column.is_null(row), || texts.code(text.as_bytes()));
                    });
                    numbering.codes
                }
            },
            _ => {
                let mut numbering = Numbering::new(rows.range.len());
                let (mut cells, mut bytes) = (Bytes::default(), Vec::new());
                for row in rows.iter() {
                    let cell = column.cell(row);
                    numbering.add(row, cell.is_null(), || {
                        bytes.clear();
                        write_key(cell, &mut bytes);
                        cells.code(&bytes)
                    });
                }
                numbering.codes
            }
        }
    }

    /// Numbers the pairs of this column's values and another's, of the same rows.
    pub(crate) fn with(&self, other: &Self, rows: &Rows<'_>) -> Self {
        let mut numbering = Numbering::new(self.of.len());
        let mut pairs = Words::default();
        for ((row, a), b) in rows.iter().zip(&self.of).zip(&other.of) {
            numbering.add(row, false, || pairs.code(u64::from(*a) << 32 | u64::from(*b)));
        }
        numbering.codes
    }

    /// How often each value is there.
    pub(crate) fn counts(&self) -> Vec<u32> {
        let mut counts = vec![0; self.firsts.len()];
        self.of.iter().for_each(|code| counts[*code as usize] += 1);
        counts
    }

    fn of_words(column: &Column, rows: &Rows<'_>, keys: Vec<u64>) -> Self {
        let mut numbering = Numbering::new(keys.len());
        let mut words = Words::default();
        for (row, key) in rows.iter().zip(keys) {
            numbering.add(row, column.is_null(row), || words.code(key));
        }
        numbering.codes
    }

    fn of_dictionary(column: &Column, cells: &TextColumn, codes: usize, rows: &Rows<'_>) -> Self {
        let mut numbering = Numbering::new(rows.range.len());
        let (mut known, mut last) = (vec![NONE; codes], 0);
        for row in rows.iter() {
            // A column with a dictionary has a code in every row.
            let Some(code) = cells.code(row) else { continue };
            numbering.add(row, column.is_null(row), || {
                let known = &mut known[usize::from(code)];
                if *known == NONE {
                    *known = last;
                    last += 1;
                }
                *known
            });
        }
        numbering.codes
    }
}

/// Codes as they grow: those of the keys, and one between them for null.
struct Numbering {
    codes: Codes,
    /// The code of null, if it was seen; keys that came later are one further.
    null: u32,
}

impl Numbering {
    fn new(rows: usize) -> Self {
        Self { codes: Codes { of: Vec::with_capacity(rows), firsts: Vec::new() }, null: NONE }
    }

    /// Adds a row: null, or one with the key that has this number among the keys.
    #[inline]
    fn add(&mut self, row: usize, is_null: bool, key: impl FnOnce() -> u32) {
        let next = self.codes.firsts.len() as u32;
        let code = if !is_null {
            let key = key();
            key + u32::from(key >= self.null)
        } else {
            if self.null == NONE {
                self.null = next;
            }
            self.null
        };
        if code == next {
            self.codes.firsts.push(row as u32);
        }
        self.codes.of.push(code);
    }
}

/// Appends what is the same for equal cells, and only for them.
pub(crate) fn write_key(cell: Cell<'_>, out: &mut Vec<u8>) {
    let kind = match cell {
        Cell::Null => b'0',
        Cell::Bool(false) => b'f',
        Cell::Bool(true) => b't',
        Cell::Text(_) => b's',
        Cell::Json(_) => b'j',
        Cell::Int(_) | Cell::UInt(_) | Cell::Float(_) => b'n',
    };
    out.push(kind);
    match (cell, cell.number()) {
        (Cell::Text(text) | Cell::Json(text), _) => out.extend_from_slice(text.as_bytes()),
        (_, Some(Number::Whole(value))) => out.extend_from_slice(&value.to_le_bytes()),
        // A float that is whole, and not beyond, equals an integer.
        (_, Some(Number::Float(value))) if value.fract() == 0.0 && value.abs() < 1e38 => {
            out.extend_from_slice(&(value as i128).to_le_bytes());
        }
        (_, Some(Number::Float(value))) => {
            let value = if value.is_nan() { f64::NAN } else { value };
            out.extend_from_slice(&value.to_le_bytes());
        }
        _ => {}
    }
}
