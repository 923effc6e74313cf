//! How sorted numbers are spread.

use super::numbers::Bin;
use super::sorted::Sorted;
use crate::cell::Cell;
use crate::number::Number;

/// Bins at most.
const MOST: usize = 40;

/// The histogram of numbers, without those that are infinite.
pub(super) fn of(numbers: &Sorted<'_>) -> Vec<Bin> {
    let first = numbers.before(|number| number.to_f64() == f64::NEG_INFINITY);
    let end = numbers.before(|number| number.to_f64() < f64::INFINITY);
    let Some(last) = end.checked_sub(1).filter(|last| *last >= first) else { return Vec::new() };
    match (numbers.number(first), numbers.number(last)) {
        (Some(Number::Whole(min)), Some(Number::Whole(max))) => of_integers(numbers, min, max),
        (Some(min), Some(max)) => of_floats(numbers, (min.to_f64(), max.to_f64()), (first, end)),
        _ => Vec::new(),
    }
}

fn of_integers(numbers: &Sorted<'_>, min: i128, max: i128) -> Vec<Bin> {
    let bin = |low: i128, high: i128, count| Bin { low: low.to_string(), high: high.to_string(), count };
    let not_above = |value: i128| numbers.before(|number| matches!(number, Number::Whole(whole) if whole <= value));
    let (mut values, mut at) = (Vec::new(), 0);
    while let Some(Number::Whole(value)) =
        (at < numbers.len() && values.len() <= MOST).then(|| numbers.number(at)).flatten()
    {
        let next = not_above(value);
        values.push(bin(value, value, next - at));
        at = next;
    }
    if values.len() <= MOST {
        return values;
    }
    // All bins are equally wide; the last may go beyond the largest number.
    let width = (max - min) / MOST as i128 + 1;
    let bins = (max - min) / width + 1;
    let mut at = 0;
    let next = |of: i128| {
        let (low, high) = (min + of * width, max.min(min + (of + 1) * width - 1));
        let next = not_above(high);
        bin(low, high, next - std::mem::replace(&mut at, next))
    };
    (0..bins).map(next).collect()
}

/// `within` are the finite numbers' places.
fn of_floats(numbers: &Sorted<'_>, (min, max): (f64, f64), within: (usize, usize)) -> Vec<Bin> {
    let text = |value: f64| Cell::Float(value).to_string();
    if min == max {
        return vec![Bin { low: text(min), high: text(max), count: within.1 - within.0 }];
    }
    // Divided first: the distance of two floats can be beyond all floats.
    let width = max / MOST as f64 - min / MOST as f64;
    let edge = |at: usize| if at == MOST { max } else { (min + width * at as f64).clamp(min, max) };
    let mut start = within.0;
    let next = |at: usize| {
        let (low, high) = (edge(at), edge(at + 1));
        let end = if at + 1 == MOST { within.1 } else { numbers.before(|number| number.to_f64() < high) };
        // An edge that rounding put below the one before has nothing between them.
        let end = end.max(start);
        Bin { low: text(low), high: text(high), count: end - std::mem::replace(&mut start, end) }
    };
    (0..MOST).map(next).collect()
}
