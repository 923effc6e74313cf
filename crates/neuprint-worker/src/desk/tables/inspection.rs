//! What a column holds, in the words of the page.

use neuprint_table::{Column, inspect};

use super::count;
use crate::desk::cells;
use crate::messages::{Bin, Inspection, Numbers};

/// What is said of some rows of a column, or of all.
pub(super) fn of(column: &Column, rows: Option<&[u32]>) -> Inspection {
    let seen = inspect(column, rows);
    let numbers = seen.numbers.map(|numbers| {
        Box::new(Numbers {
            min: numbers.min,
            max: numbers.max,
            mean: numbers.mean,
            deviation: numbers.deviation,
            quantiles: numbers.quantiles,
            bins: numbers
                .bins
                .into_iter()
                .map(|bin| Bin { low: bin.low, high: bin.high, rows: count(bin.count) })
                .collect(),
            nan: count(numbers.nan),
        })
    });
    Inspection {
        kind: cells::kind(column),
        rows: count(seen.rows),
        nulls: count(seen.nulls),
        distinct: count(seen.distinct),
        numbers,
        top: seen.top.iter().map(|(row, times)| (cells::text(column.cell(*row as usize)), *times)).collect(),
        lengths: seen.lengths.map(|(shortest, longest)| (count(shortest), count(longest))),
    }
}
