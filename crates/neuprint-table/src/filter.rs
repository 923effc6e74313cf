//! Which rows pass a test of one column.
//!
//! ```
//! use neuprint_table::{Cell, Column, Needle, Number, Test, passing};
//!
//! let (mut weight, mut kind) = (Column::new("weight"), Column::new("type"));
//! for (w, t) in [(9_007_199_254_740_993, "KCg-m"), (3, "KCab"), (12, "PEN")] {
//!     weight.push(Cell::Int(w));
//!     kind.push(Cell::Text(t));
//! }
//! let low = Number::parse("9007199254740993");
//! let mut rows = passing(&weight, &Test::Between { low, high: None });
//! let needle = Needle::new("kc", false);
//! rows.and(&passing(&kind, &Test::Text(&|text| needle.is_in(text))));
//! assert_eq!(rows.iter().collect::<Vec<_>>(), [true, false, false]);
//! ```
//!
//! Columns are tested as they are stored: numbers run by run, each distinct text of a dictionary once.

mod between;
mod one_of;

use std::fmt::Write;

use neuprint_decimal::{ROOM, write_i64};

use crate::bits::Bits;
use crate::cell::Cell;
use crate::column::{Column, ColumnData};
use crate::number::Number;
use crate::text::TextColumn;

/// What a cell must be like.
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "a function has none")]
pub enum Test<'t> {
    /// A number within bounds, both included, compared exactly. NaN is in none, and a bound that is NaN has nothing in it.
    Between {
        /// The smallest that passes.
        low: Option<Number>,
        /// The largest that passes.
        high: Option<Number>,
    },
    /// A cell whose text passes: numbers in decimal, booleans as `true` and `false`, lists and maps as JSON. Null has none.
    Text(&'t dyn Fn(&str) -> bool),
    /// A cell that is one of these.
    OneOf(&'t [Cell<'t>]),
    /// Nothing.
    Null,
}

/// For each row of a column whether its cell passes.
pub fn passing(column: &Column, test: &Test<'_>) -> Bits {
    match test {
        Test::Between { low, high } => between::passing(column, *low, *high),
        Test::Text(test) => by_text(column, test),
        Test::OneOf(values) => one_of::passing(column, values),
        Test::Null => Bits::from_fn(column.len(), |row| column.is_null(row)),
    }
}

/// Leaves out the rows that have nothing.
fn without_nulls(column: &Column, mut passing: Bits) -> Bits {
    if let Some(valid) = column.valid() {
        passing.and(valid);
    }
    passing
}

fn by_text(column: &Column, test: &dyn Fn(&str) -> bool) -> Bits {
    let passing = match column.data() {
        ColumnData::Bool(cells) => {
            let (no, yes) = (test("false"), test("true"));
            Bits::from_fn(cells.len(), |row| if cells.get(row) { yes } else { no })
        }
        ColumnData::Int64(cells) => {
            let mut text = [0; ROOM];
            let mut cells = cells.iter();
            Bits::from_fn(column.len(), |_| {
                let length = cells.next().map_or(0, |cell| write_i64(*cell, &mut text));
                std::str::from_utf8(&text[..length]).is_ok_and(test)
            })
        }
        ColumnData::Text(cells) | ColumnData::List(cells) | ColumnData::Map(cells) => texts(cells, test),
        _ => {
            let mut text = String::new();
            Bits::from_fn(column.len(), |row| {
                let cell = column.cell(row);
                text.clear();
                // Writing to a String cannot fail.
                !cell.is_null() && write!(text, "{cell}").is_ok() && test(&text)
            })
        }
    };
    without_nulls(column, passing)
}

fn texts(cells: &TextColumn, test: &dyn Fn(&str) -> bool) -> Bits {
    if let Some(codes) = cells.codes() {
        let mut known = vec![None; codes];
        return Bits::from_fn(cells.len(), |row| {
            let code = cells.code(row).map_or(0, usize::from);
            *known[code].get_or_insert_with(|| test(cells.get(row)))
        });
    }
    let mut passing = Bits::default();
    cells.each(0..cells.len(), &mut |_, text| passing.push(test(text)));
    passing
}
