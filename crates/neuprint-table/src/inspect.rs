//! What a column holds: nulls, distinct values, numbers and how they are spread, the most frequent values.
//!
//! ```
//! use neuprint_table::{Cell, Column, inspect};
//!
//! let mut weight = Column::new("weight");
//! for cell in [Cell::Int(3), Cell::Null, Cell::Int(9_007_199_254_740_993), Cell::Int(3)] {
//!     weight.push(cell);
//! }
//! let seen = inspect(&weight, None);
//! assert_eq!((seen.rows, seen.nulls, seen.distinct), (4, 1, 2));
//! assert_eq!(seen.top[0], (0, 2));
//! assert_eq!(seen.numbers.unwrap().max, "9007199254740993");
//! ```

mod bins;
mod numbers;
mod sorted;

use std::fmt::Write;

use crate::codes::Codes;
use crate::column::{Column, ColumnData, Rows};
pub use numbers::{Bin, Numbers};

/// Most frequent values that are told.
const TOP: usize = 50;

/// What is said of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// How many cells were looked at.
    pub rows: usize,
    /// How many of them are null.
    pub nulls: usize,
    /// How many different values there are; null is none. Integers and floats are the same if their values are.
    pub distinct: usize,
    /// Of a column of integers or of floats, if one of the cells is no null.
    pub numbers: Option<Numbers>,
    /// The most frequent values, 50 at most: a row that has it, and how often it is there. Of equally frequent ones the
    /// first in the given rows comes first.
    pub top: Vec<(u32, u32)>,
    /// How many characters the shortest and the longest text have, of a column that has neither numbers nor booleans.
    /// Lists and maps are their JSON.
    pub lengths: Option<(usize, usize)>,
}

/// Looks at the cells of some rows (row indices), or at all.
///
/// # Panics
/// If there is no such row.
pub fn inspect(column: &Column, rows: Option<&[u32]>) -> Inspection {
    let all = Rows { order: rows, range: 0..rows.map_or(column.len(), <[u32]>::len) };
    let codes = Codes::of(column, &all);
    let mut counts = codes.counts();
    // Null is among the values.
    let null = codes.firsts.iter().position(|row| column.is_null(*row as usize));
    let nulls = null.map_or(0, |null| std::mem::take(&mut counts[null]) as usize);
    let numbers = match column.data() {
        ColumnData::Int64(_) | ColumnData::UInt64(_) | ColumnData::Float64(_) => numbers::of(column, &all, nulls),
        _ => None,
    };
    Inspection {
        rows: all.range.len(),
        nulls,
        distinct: codes.firsts.len() - usize::from(null.is_some()),
        numbers,
        top: most_frequent(&counts).into_iter().map(|code| (codes.firsts[code], counts[code])).collect(),
        lengths: match column.data() {
            ColumnData::Text(_) | ColumnData::List(_) | ColumnData::Map(_) | ColumnData::Mixed(_) => {
                lengths(column, &codes.firsts)
            }
            _ => None,
        },
    }
}

/// The places of the largest counts, without zeros; the first of equal ones first.
fn most_frequent(counts: &[u32]) -> Vec<usize> {
    let mut top: Vec<usize> = Vec::with_capacity(TOP + 1);
    for (code, count) in counts.iter().enumerate() {
        let is_more = top.len() < TOP || top.last().is_some_and(|last| counts[*last] < *count);
        if *count > 0 && is_more {
            let place = top.partition_point(|other| counts[*other] >= *count);
            top.insert(place, code);
            top.truncate(TOP);
        }
    }
    top
}

fn lengths(column: &Column, rows: &[u32]) -> Option<(usize, usize)> {
    let mut text = String::new();
    let mut lengths = None;
    for row in rows {
        let cell = column.cell(*row as usize);
        text.clear();
        // Writing to a String cannot fail.
        if cell.is_null() || write!(text, "{cell}").is_err() {
            continue;
        }
        let length = text.chars().count();
        let (shortest, longest) = lengths.unwrap_or((length, length));
        lengths = Some((length.min(shortest), length.max(longest)));
    }
    lengths
}
