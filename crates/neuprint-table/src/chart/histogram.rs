//! How the numbers of a column are spread.

use super::bins::Borders;
use super::categories::{Categories, categories};
use super::left_out::{AxisColumn, LeftOut, each_number, extent};
use crate::column::{Column, Rows};
use crate::number::Number;

/// Numbers counted by bins.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// The bins side by side, from the smallest number to the largest, the empty ones too.
    pub bins: Vec<HistogramBin>,
    /// The values that the rows of each bin are told apart by.
    pub categories: Option<Categories>,
    /// Bin after bin, how many rows of each category there are, those of others last; without categories, of all.
    pub counts: Vec<u32>,
    /// Rows that are in no bin.
    pub left_out: LeftOut,
}

/// A bin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HistogramBin {
    /// Where it begins; that number is in it.
    pub low: Number,
    /// Where the next one begins, and the next number on an axis after this one's.
    pub end: Number,
    /// The largest number in it that is there; `None` if it is empty. From `low` to this is what the bin has, exactly.
    pub last: Option<Number>,
    /// How many rows are in it.
    pub rows: usize,
}

/// Counts some rows (row indices), or all, in `most` bins or a few more. Borders are round numbers; those of integers are
/// integers. On a logarithmic axis (`log`) bins are about equally wide there. `colour`: a column whose most frequent values
/// are counted apart, and how many of them.
///
/// # Errors
/// What was left out, if that is all: no row has a number that is finite (and above zero, if `log`).
///
/// # Panics
/// If there is no such row.
pub fn histogram(
    column: &Column,
    colour: Option<(&Column, usize)>,
    rows: Option<&[u32]>,
    log: bool,
    most: usize,
) -> Result<Histogram, LeftOut> {
    let rows = Rows { order: rows, range: 0..rows.map_or(column.len(), <[u32]>::len) };
    let axis = AxisColumn::new(column, log);
    let (ends, left_out) = extent(axis, &rows);
    let Some((min, max)) = ends else { return Err(left_out) };
    let borders = Borders::new(min, max, log, most);
    let colours = colour.map(|(column, most)| categories(column, &rows, most));
    let each =
        colours.as_ref().map_or(1, |(categories, _)| categories.values.len() + usize::from(categories.others.0 > 0));
    let mut counts = vec![0_u32; borders.bins() * each];
    let mut last: Vec<Option<Number>> = vec![None; borders.bins()];
    each_number(axis, &rows, &mut |place, number| {
        let bin = borders.bin(number);
        let category = colours.as_ref().map_or(0, |(_, of)| usize::from(of[place]));
        counts[bin * each + category] += 1;
        if last[bin].is_none_or(|last| number.order(last).is_gt()) {
            last[bin] = Some(number);
        }
    });
    let number = |at: usize| match &borders {
        Borders::Whole(borders) => Number::Whole(borders[at]),
        Borders::Float(borders) => Number::Float(borders[at]),
    };
    let bins = (0..borders.bins()).map(|bin| HistogramBin {
        low: number(bin),
        end: number(bin + 1),
        last: last[bin],
        rows: counts[bin * each..(bin + 1) * each].iter().map(|count| *count as usize).sum(),
    });
    Ok(Histogram { bins: bins.collect(), categories: colours.map(|(categories, _)| categories), counts, left_out })
}
