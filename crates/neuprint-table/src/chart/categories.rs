//! The most frequent values of a column, for colours: a few, and all others together.

use crate::codes::Codes;
use crate::column::{Column, Rows};
use crate::order::sort_places;

/// The values that have a colour each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Categories {
    /// For each value a row that has it, and how many rows do; the most frequent first. Null is a value.
    pub values: Vec<(u32, usize)>,
    /// How many other values there are, and how many rows have them.
    pub others: (usize, usize),
}

/// The categories, and for each row which one it has: others have the one behind the last.
pub(super) fn categories(column: &Column, rows: &Rows<'_>, most: usize) -> (Categories, Vec<u8>) {
    let codes = Codes::of(column, rows);
    let counts = codes.counts();
    let order = largest_first(&counts.iter().map(|count| f64::from(*count)).collect::<Vec<_>>());
    let most = most.min(usize::from(u8::MAX));
    let mut places = vec![most.min(order.len()) as u8; counts.len()];
    order.iter().take(most).enumerate().for_each(|(place, code)| places[*code as usize] = place as u8);
    let value = |code: &u32| (codes.firsts[*code as usize], counts[*code as usize] as usize);
    let categories = Categories {
        values: order.iter().take(most).map(value).collect(),
        others: (
            order.len().saturating_sub(most),
            order.iter().skip(most).map(|code| counts[*code as usize] as usize).sum(),
        ),
    };
    (categories, codes.of.iter().map(|code| places[*code as usize]).collect())
}

/// The places of numbers, the largest first; equal ones as they stand, NaN last.
pub(super) fn largest_first(numbers: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..numbers.len() as u32).collect();
    let number = |at: u32| Some(numbers[at as usize]).filter(|number| !number.is_nan()).unwrap_or(f64::NEG_INFINITY);
    sort_places(&mut order, &mut |a, b| number(b).total_cmp(&number(a)));
    order
}
