//! The numbers of a column in their order: extremes, moments, quantiles.

use super::bins;
use crate::cell::Cell;
use crate::column::{Column, Rows};
use crate::number::Number;
use crate::radix::sort_places_by;
use crate::sort::{keys, nulls_last};

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
    let mut order: Vec<u32> = rows.iter().map(|row| row as u32).collect();
    if nulls > 0 {
        let filled = nulls_last(column, &mut order);
        order.truncate(filled);
    }
    let keys = keys(column, &Rows { order: Some(&order), range: 0..order.len() })?;
    sort_places_by(&keys, &mut order, false);
    drop(keys);
    let number = |place: usize| column.cell(order[place] as usize).number();
    let nan = order.iter().rev().take_while(|row| is_nan(column, **row)).count();
    let count = order.len() - nan;
    let last = count.checked_sub(1)?;
    let text = |place: usize| column.cell(order[place] as usize).to_string();
    let numbers = || (0..count).filter_map(number);
    let (mean, deviation) = moments(numbers, count);
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
            match (number(place), number(next)) {
                (Some(a), Some(b)) if between > 0.0 && a.order(b).is_ne() => {
                    Cell::Float(a.to_f64() + b.minus(a) * between).to_string()
                }
                _ => text(place),
            }
        }),
        bins: bins::of(&numbers),
        nan,
    })
}

fn is_nan(column: &Column, row: u32) -> bool {
    column.cell(row as usize).number().is_some_and(Number::is_nan)
}

/// Mean and standard deviation.
fn moments<I: Iterator<Item = Number>>(numbers: impl Fn() -> I, count: usize) -> (f64, Option<f64>) {
    let (mut whole, mut float) = (0_i128, 0.0);
    numbers().for_each(|number| match number {
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
    numbers().for_each(|number| {
        let from = number.minus(near);
        sum += from;
        squares += from * from;
    });
    let variance = (squares - sum * sum / count as f64) / (count - 1) as f64;
    (mean, Some(variance.max(0.0).sqrt()))
}
