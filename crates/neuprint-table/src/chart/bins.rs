//! Borders of bins: round numbers, exact, as many as asked for or a few less.

use super::nice;
use crate::number::Number;

/// Borders between equal numbers of steps on a logarithmic scale, ten to a decade, to three digits.
const TENTHS: [i128; 10] = [100, 126, 158, 200, 251, 316, 398, 501, 631, 794];

/// Where bins begin, in order; the last one begins where the last bin ends.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Borders {
    /// Of integers: a bin has all from its border to the one before the next.
    Whole(Vec<i128>),
    /// A bin has what is not below its border and below the next; the last one has its end, too.
    Float(Vec<f64>),
}

impl Borders {
    /// Borders of about `most` bins around numbers from `min` to `max`, which are finite, and above zero if `log`.
    pub(super) fn new(min: Number, max: Number, log: bool, most: usize) -> Self {
        let most = most.max(1);
        match (min, max) {
            (Number::Whole(min), Number::Whole(max)) if log => Self::Whole(whole_log(min, max, most)),
            (Number::Whole(min), Number::Whole(max)) => Self::Whole(whole(min, max, most)),
            (min, max) if log => Self::Float(float_log(min.to_f64(), max.to_f64(), most)),
            (min, max) => Self::Float(float(min.to_f64(), max.to_f64(), most)),
        }
    }

    /// How many bins there are.
    pub(super) fn bins(&self) -> usize {
        match self {
            Self::Whole(borders) => borders.len() - 1,
            Self::Float(borders) => borders.len() - 1,
        }
    }

    /// The bin of a number between the ends.
    pub(super) fn bin(&self, number: Number) -> usize {
        let next = match (self, number) {
            (Self::Whole(borders), Number::Whole(number)) => borders.partition_point(|border| *border <= number),
            (Self::Whole(borders), Number::Float(number)) => borders.partition_point(|border| *border as f64 <= number),
            (Self::Float(borders), number) => {
                let number = number.to_f64();
                borders.partition_point(|border| *border <= number)
            }
        };
        next.saturating_sub(1).min(self.bins() - 1)
    }
}

fn whole(min: i128, max: i128, most: usize) -> Vec<i128> {
    let step = nice::whole_step((max - min + 1) as f64 / most as f64);
    let first = min.div_euclid(step);
    (first..=max.div_euclid(step) + 1).map(|multiple| multiple * step).collect()
}

fn whole_log(min: i128, max: i128, most: usize) -> Vec<i128> {
    let mut borders: Vec<i128> =
        log_borders(min as f64, max as f64 + 1.0, most).map(|border| border.ceil() as i128).collect();
    // Below ten, several of them are the same integer.
    borders.dedup();
    let last = borders.iter().position(|border| *border > max).unwrap_or(borders.len());
    let first = borders.iter().rposition(|border| *border <= min).unwrap_or(0);
    borders.truncate(last + 1);
    borders.drain(..first);
    // Rounding is no reason to leave out an end.
    if borders.first().is_none_or(|first| *first > min) {
        borders.insert(0, min);
    }
    if borders.last().is_none_or(|last| *last <= max) {
        borders.push(max + 1);
    }
    borders
}

fn float(min: f64, max: f64, most: usize) -> Vec<f64> {
    let equal = || {
        // Floats lie too close, or too far apart, for round numbers between them.
        let width = max / most as f64 - min / most as f64;
        let border = |at| match at {
            // Of one bin the width may be infinite, and nothing times that is no number.
            0 => min,
            at if at == most => max,
            at => (min + width * at as f64).clamp(min, max),
        };
        let mut borders: Vec<f64> = (0..=most).map(border).collect();
        borders.dedup();
        if borders.len() < 2 { vec![min, max] } else { borders }
    };
    let least = match max / most as f64 - min / most as f64 {
        0.0 if min == 0.0 => 1.0,
        0.0 => min.abs() / 10.0,
        least => least,
    };
    if !(least > 0.0 && least.is_finite()) {
        return equal();
    }
    let (factor, exponent) = nice::step(least);
    let step = nice::scaled(factor, exponent);
    if step == 0.0 || !step.is_finite() || min.abs().max(max.abs()) / step > 1e15 {
        return equal();
    }
    let border = |multiple: i128| nice::scaled(multiple * factor, exponent);
    let mut multiple = (min / step).floor() as i128;
    // The division may have rounded over a border.
    while border(multiple) > min {
        multiple -= 1;
    }
    let mut borders = vec![border(multiple)];
    while borders.len() < 2 || borders.last().is_some_and(|last| *last < max) {
        multiple += 1;
        borders.push(border(multiple));
    }
    if borders.iter().all(|border| border.is_finite()) { borders } else { equal() }
}

fn float_log(min: f64, max: f64, most: usize) -> Vec<f64> {
    let mut borders: Vec<f64> = log_borders(min, max, most).collect();
    let first = borders.iter().rposition(|border| *border <= min).unwrap_or(0);
    borders.drain(..first);
    let last = borders.iter().position(|border| *border >= max && *border > min).unwrap_or(borders.len());
    borders.truncate(last + 1);
    if borders.first().is_none_or(|first| *first > min) {
        borders.insert(0, min);
    }
    if borders.len() < 2 || borders.last().is_none_or(|last| *last < max) {
        borders.push(max);
    }
    borders
}

/// Numbers at equal distances on a logarithmic scale, from one below `min` to one above `max`.
fn log_borders(min: f64, max: f64, most: usize) -> impl Iterator<Item = f64> {
    let decades = (max.ln() - min.ln()) / std::f64::consts::LN_10;
    // In tenths of a decade.
    let step = nice::whole_step(decades * 10.0 / most as f64) as i32;
    let lowest = (nice::step(min).1 - 2) * 10;
    let first = lowest.div_euclid(step) * step;
    (0..)
        .map(move |at| {
            let tenths = first + at * step;
            let mantissa = TENTHS[tenths.rem_euclid(10) as usize];
            nice::scaled(mantissa, tenths.div_euclid(10) - 2)
        })
        .take_while({
            // One more than is above.
            let mut is_over = false;
            move |border| !std::mem::replace(&mut is_over, *border > max) && border.is_finite()
        })
        .filter(|border| *border > 0.0)
}
