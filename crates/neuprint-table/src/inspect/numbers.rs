//! The numbers of a column in their order: extremes, moments, quantiles.

use super::bins;
use super::sorted::Sorted;
use crate::cell::Cell;
use crate::column::{Column, Rows};
use crate::number::Number;

/// What is said of numbers. NaN is in nothing but its own count.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers {
    /// The smallest, exactly.
    pub min: String,
    /// The largest, exactly.
    pub max: String,
    /// The mean. Integers are added exactly.
    pub mean: f64,
    /// The standard deviation of a sample (divided by n − 1); `None` of fewer than two numbers.
    pub deviation: Option<f64>,
    /// The quantiles of 5, 25, 50, 75 and 95 %, between two numbers in proportion (as in numpy and R's type 7): exact
    /// where one is a number of the column.
    pub quantiles: [String; 5],
    /// How the finite ones are spread, 40 bins at most, from the smallest to the largest. Integers of few different values
    /// have a bin for each.
    pub bins: Vec<Bin>,
    /// How many are NaN.
    pub nan: usize,
}

/// A bin of a histogram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bin {
    /// Where it begins, exactly.
    pub low: String,
    /// Where it ends: for integers the last that is in it, for floats where the next begins; the last bin has its end.
    pub high: String,
    /// How many numbers are in it.
    pub count: usize,
}

/// Which part of the numbers is not above a quantile, in percent.
const PARTS: [u64; 5] = [5, 25, 50, 75, 95];

/// The numbers of some rows; `None` if all of them are null or NaN.
pub(super) fn of(column: &Column, rows: &Rows<'_>, nulls: usize) -> Option<Numbers> {
    let sorted = Sorted::of(column, rows, nulls)?;
    let last = sorted.len().checked_sub(1)?;
    let text = |place: usize| sorted.cell(place).to_string();
    let (mean, deviation) = moments(&sorted);
    Some(Numbers {
        min: text(0),
        max: text(last),
        mean,
        deviation,
        quantiles: PARTS.map(|part| {
            // In hundredths of a place, which are exact.
            let at = part * last as u64;
            let (place, between) = ((at / 100) as usize, (at % 100) as f64 / 100.0);
            let next = last.min(place + 1);
            match (sorted.number(place), sorted.number(next)) {
                (Some(a), Some(b)) if between > 0.0 && a.order(b).is_ne() => {
                    Cell::Float(a.to_f64() + b.minus(a) * between).to_string()
                }
                _ => text(place),
            }
        }),
        bins: bins::of(&sorted),
        nan: sorted.nan(),
    })
}

/// Mean and standard deviation.
fn moments(numbers: &Sorted<'_>) -> (f64, Option<f64>) {
    let count = numbers.len();
    let (mut whole, mut float) = (0_i128, 0.0);
    numbers.each(|number| match number {
        // No column has so many numbers of 64 bits that their sum goes beyond 128.
        Number::Whole(value) => whole += value,
        Number::Float(value) => float += value,
    });
    let mean = whole as f64 / count as f64 + float / count as f64;
    if count < 2 {
        return (mean, None);
    }
    // From an integer near the mean, because integers and floats are then taken away exactly.
    let near = Number::Whole(if whole == 0 { mean.round() as i128 } else { whole / count as i128 });
    let (mut sum, mut squares) = (0.0, 0.0);
    numbers.each(|number| {
        let from = number.minus(near);
        sum += from;
        squares += from * from;
    });
    let variance = (squares - sum * sum / count as f64) / (count - 1) as f64;
    (mean, Some(variance.max(0.0).sqrt()))
}
