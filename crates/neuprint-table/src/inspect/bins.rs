//! How sorted numbers are spread.

use super::numbers::Bin;
use crate::cell::Cell;
use crate::number::Number;

/// Bins at most.
const MOST: usize = 40;

/// The histogram of numbers that come in their order, without those that are infinite.
pub(super) fn of<I: Iterator<Item = Number>>(numbers: &impl Fn() -> I) -> Vec<Bin> {
    let finite = || numbers().filter(|number| number.to_f64().is_finite());
    let (Some(min), Some(max)) = (finite().next(), finite().last()) else { return Vec::new() };
    match (min, max) {
        (Number::Whole(min), Number::Whole(max)) => of_integers(&finite, min, max),
        _ => of_floats(&finite, min.to_f64(), max.to_f64()),
    }
}

fn of_integers<I: Iterator<Item = Number>>(numbers: &impl Fn() -> I, min: i128, max: i128) -> Vec<Bin> {
    let bin = |low: i128, high: i128, count| Bin { low: low.to_string(), high: high.to_string(), count };
    let mut values: Vec<(i128, usize)> = Vec::new();
    for number in numbers() {
        let Number::Whole(value) = number else { continue };
        let is_full = values.len() == MOST;
        match values.last_mut() {
            Some((last, count)) if *last == value => *count += 1,
            _ if is_full => {
                values.clear();
                break;
            }
            _ => values.push((value, 1)),
        }
    }
    if !values.is_empty() {
        return values.into_iter().map(|(value, count)| bin(value, value, count)).collect();
    }
    // All bins are equally wide; the last may go beyond the largest number.
    let width = (max - min) / MOST as i128 + 1;
    let mut counts = [0; MOST];
    for number in numbers() {
        if let Number::Whole(value) = number {
            counts[((value - min) / width) as usize] += 1;
        }
    }
    let bins = ((max - min) / width + 1) as usize;
    let low = |at: usize| min + at as i128 * width;
    counts.iter().take(bins).enumerate().map(|(at, count)| bin(low(at), max.min(low(at + 1) - 1), *count)).collect()
}

fn of_floats<I: Iterator<Item = Number>>(numbers: &impl Fn() -> I, min: f64, max: f64) -> Vec<Bin> {
    let text = |value: f64| Cell::Float(value).to_string();
    if min == max {
        return vec![Bin { low: text(min), high: text(max), count: numbers().count() }];
    }
    // Divided first: the distance of two floats can be beyond all floats.
    let width = max / MOST as f64 - min / MOST as f64;
    let edge = |at: usize| if at == MOST { max } else { (min + width * at as f64).clamp(min, max) };
    let mut bins: Vec<Bin> =
        (0..MOST).map(|at| Bin { low: text(edge(at)), high: text(edge(at + 1)), count: 0 }).collect();
    let mut at = 0;
    for number in numbers() {
        // They come in their order.
        while at + 1 < MOST && number.to_f64() >= edge(at + 1) {
            at += 1;
        }
        bins[at].count += 1;
    }
    bins
}
