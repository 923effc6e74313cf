//! An axis of numbers: where each one stands, which one is at a place, and round numbers along it.

use super::nice;
use crate::number::Number;

/// An axis from 0 (its low end) to 1.
///
/// ```
/// use neuprint_table::Number;
/// use neuprint_table::chart::Scale;
///
/// // Integers beyond those that floats can tell apart.
/// let (low, high) = (Number::Whole(9_007_199_254_740_993), Number::Whole(9_007_199_254_740_997));
/// let axis = Scale::new(low, high, false).unwrap();
/// assert_eq!(axis.place(Number::Whole(9_007_199_254_740_994)), 0.25);
/// assert_eq!(axis.ticks(3)[1].label, "9,007,199,254,740,996");
/// assert_eq!(axis.within(0.2, 0.6), (Number::Whole(9_007_199_254_740_994), Number::Whole(9_007_199_254_740_995)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    low: Number,
    high: Number,
    log: bool,
    /// How far the axis goes on beyond both ends.
    margin: f64,
}

/// A round number on an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where it stands, from 0 to 1.
    pub at: f64,
    /// The number, with its thousands apart.
    pub label: String,
}

impl Scale {
    /// An axis from `low` to `high`, a little wider if these are the same. `None` if one of them is not finite, or not above
    /// zero on a logarithmic axis, or if they are the wrong way round.
    pub fn new(low: Number, high: Number, log: bool) -> Option<Self> {
        let finite = low.to_f64().is_finite() && high.to_f64().is_finite();
        if !finite || low.order(high).is_gt() || (log && low.to_f64() <= 0.0) {
            return None;
        }
        let axis = Self { low, high, log, margin: 0.0 };
        Some(match (low.order(high).is_eq(), low) {
            // Numbers whose logarithms are the same are on a straight piece of it.
            (false, _) => Self { log: log && low.to_f64().ln() < high.to_f64().ln(), ..axis },
            (true, _) if log => {
                // Halved and doubled where that is still a number.
                let (half, double) = (low.to_f64() / 2.0, low.to_f64() * 2.0);
                let low = if half > 0.0 { Number::Float(half) } else { low };
                Self { low, high: Number::Float(double.min(f64::MAX)), ..axis }
            }
            (true, Number::Whole(_)) => Self { margin: 1.0, ..axis },
            (true, Number::Float(0.0)) => Self { margin: 1.0, ..axis },
            // A tenth of the smallest numbers is none, and an axis without a length has no places.
            (true, Number::Float(value)) => Self { margin: (value.abs() / 10.0).max(f64::MIN_POSITIVE), ..axis },
        })
    }

    /// The same, going on a half beyond both ends: for bars as wide as an integer. A logarithmic axis stays as it is.
    #[must_use]
    pub fn with_halves(self) -> Self {
        if self.log { self } else { Self { margin: self.margin.max(0.5), ..self } }
    }

    /// Whether it is logarithmic.
    pub fn is_log(&self) -> bool {
        self.log
    }

    /// Where a number stands; NaN for what has no place.
    pub fn place(&self, number: Number) -> f64 {
        if self.log {
            let (low, high) = (self.low.to_f64().ln(), self.high.to_f64().ln());
            return (number.to_f64().ln() - low) / (high - low);
        }
        let (span, unit) = self.span();
        (distance(number, self.low, unit) + self.margin * unit) / span
    }

    /// The numbers between two places, both included: of integers the first and the last one (if there is none, the first is
    /// above the last), otherwise numbers of few digits near the places. For ranges that were drawn.
    pub fn within(&self, from: f64, to: f64) -> (Number, Number) {
        if self.log {
            let (low, high) = (self.low.to_f64().ln(), self.high.to_f64().ln());
            let at = |place: f64| (low + place * (high - low)).exp();
            let (first, last) = match (self.low, self.high) {
                (Number::Whole(_), Number::Whole(_)) => {
                    (Number::Whole(at(from).ceil() as i128), Number::Whole(at(to).floor() as i128))
                }
                _ => {
                    // A thousandth of the axis.
                    let near = ((high - low) / 1e3).exp_m1().min(1e-3);
                    (short(at(from), at(from) * near), short(at(to), at(to) * near))
                }
            };
            // Logarithms are rounded: what begins at an end has it.
            let first = if from <= 0.0 && first.order(self.low).is_gt() { self.low } else { first };
            let last = if to >= 1.0 && last.order(self.high).is_lt() { self.high } else { last };
            return (first, last);
        }
        let (span, unit) = self.span();
        let offset = |place: f64| place * span - self.margin * unit;
        match self.low {
            // Integers have a span.
            Number::Whole(low) => {
                let whole = |offset: f64| low.saturating_add(offset as i128);
                (Number::Whole(whole(offset(from).ceil())), Number::Whole(whole(offset(to).floor())))
            }
            Number::Float(low) => {
                let most = f64::MAX * unit;
                let at = |place: f64| (low * unit + offset(place)).clamp(-most, most) / unit;
                (short(at(from), span / 1e3 / unit), short(at(to), span / 1e3 / unit))
            }
        }
    }

    /// Round numbers along the axis, about as many as `count`; at least its ends where no number is round.
    pub fn ticks(&self, count: usize) -> Vec<Tick> {
        let count = count.max(1) as f64;
        if !self.log {
            return self.even(count);
        }
        // Few powers: numbers at even distances, as far as they have a logarithm.
        let mut ticks = self.powers(count);
        if ticks.len() < 2 {
            ticks = self.even(count);
            ticks.retain(|tick| (0.0..=1.0).contains(&tick.at));
        }
        if ticks.len() < 2 { self.ends() } else { ticks }
    }

    /// The axis' own ends.
    fn ends(&self) -> Vec<Tick> {
        let mut ends = [self.low, self.high].map(|end| Tick { at: self.place(end), label: end.to_string() }).to_vec();
        ends.dedup();
        ends
    }

    /// Multiples of a round number.
    fn even(&self, count: f64) -> Vec<Tick> {
        let tick = |number: Number, label: String| Tick { at: self.place(number), label };
        match (self.low, self.high) {
            (Number::Whole(low), Number::Whole(high)) => {
                let step = nice::whole_step((high - low) as f64 / count);
                let first = low.div_euclid(step) + i128::from(low.rem_euclid(step) > 0);
                let multiples = (first..=high.div_euclid(step)).map(|multiple| multiple * step);
                multiples.map(|number| tick(Number::Whole(number), nice::decimal(number, 0))).collect()
            }
            _ => {
                let (low, high) = (self.low.to_f64() - self.margin, self.high.to_f64() + self.margin);
                let (span, unit) = self.span();
                let least = span / count / unit;
                if !(least > 0.0 && least.is_finite()) {
                    return self.ends();
                }
                let (factor, exponent) = nice::step(least);
                let step = nice::scaled(factor, exponent);
                // Floats lie too far apart for numbers between them.
                if step == 0.0 || low.abs().max(high.abs()) / step > 1e15 {
                    return self.ends();
                }
                let multiples = (low / step).ceil() as i128..=(high / step).floor() as i128;
                let numbers = multiples.map(|multiple| multiple * factor);
                let ticks = numbers
                    .map(|number| tick(Number::Float(nice::scaled(number, exponent)), nice::decimal(number, exponent)));
                ticks.collect()
            }
        }
    }

    /// How long the axis is, and in which unit: a half, where that is beyond all floats.
    fn span(&self) -> (f64, f64) {
        let in_units = |unit: f64| distance(self.high, self.low, unit) + 2.0 * self.margin * unit;
        Some((in_units(1.0), 1.0)).filter(|(span, _)| span.is_finite()).unwrap_or_else(|| (in_units(0.5), 0.5))
    }

    /// Powers of ten on a logarithmic axis, with 2 and 5 times them where there are few.
    fn powers(&self, count: f64) -> Vec<Tick> {
        let (low, high) = (self.low.to_f64(), self.high.to_f64());
        let lowest = nice::step(low).1 - 1;
        let is_there = |number: f64| low <= number && number <= high;
        let powers: Vec<i32> = (lowest..=lowest.saturating_add(700))
            .take_while(|power| nice::scaled(1, *power) <= high)
            .filter(|power| is_there(nice::scaled(1, *power)))
            .collect();
        let factors: &[i128] = if powers.len() as f64 * 3.0 <= count { &[1, 2, 5] } else { &[1] };
        let apart = (powers.len() as f64 / count).ceil().max(1.0) as usize;
        let around = powers.first().map(|first| first - 1).into_iter().filter(|_| factors.len() > 1);
        let chosen = around.chain(powers.iter().copied().step_by(apart));
        let numbers = chosen.flat_map(|power| factors.iter().map(move |factor| (*factor, power)));
        let ticks = numbers.map(|(factor, power)| (nice::scaled(factor, power), nice::decimal(factor, power)));
        let ticks = ticks.filter(|(number, _)| is_there(*number));
        ticks.map(|(number, label)| Tick { at: self.place(Number::Float(number)), label }).collect()
    }
}

/// How much larger a number is than another, in such units.
fn distance(a: Number, b: Number, unit: f64) -> f64 {
    match (a, b) {
        (Number::Whole(_), Number::Whole(_)) => a.minus(b) * unit,
        _ => a.to_f64() * unit - b.to_f64() * unit,
    }
}

/// A number of few digits that is at most `off` away.
fn short(number: f64, off: f64) -> Number {
    if !(off > 0.0 && off.is_finite()) {
        return Number::Float(number);
    }
    // The power of ten that is not above it.
    let (factor, exponent) = nice::step(off);
    let exponent = if factor == 1 && nice::scaled(1, exponent) > off { exponent - 1 } else { exponent };
    let multiple = (number / nice::scaled(1, exponent)).round();
    // Larger ones, and what is no number, keep all their digits.
    if multiple.is_nan() || multiple.abs() >= 1e15 {
        return Number::Float(number);
    }
    // Plus zero: there is no minus zero on an axis.
    Number::Float(nice::scaled(multiple as i128, exponent) + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(low: Number, high: Number, log: bool, count: usize) -> Vec<String> {
        Scale::new(low, high, log).unwrap().ticks(count).into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn ticks_are_round_and_within() {
        use Number::{Float, Whole};
        assert_eq!(labels(Whole(3), Whole(97), false, 5), ["20", "40", "60", "80"]);
        assert_eq!(labels(Whole(0), Whole(3), false, 10), ["0", "1", "2", "3"]);
        assert_eq!(labels(Float(0.0), Float(1.0), false, 5), ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(labels(Float(-0.07), Float(0.02), false, 3), ["-0.05", "0"]);
        assert_eq!(labels(Whole(1), Whole(12_000), true, 5), ["1", "10", "100", "1,000", "10,000"]);
        assert_eq!(labels(Float(0.5), Float(30.0), true, 9), ["0.5", "1", "2", "5", "10", "20"]);
        assert_eq!(labels(Whole(20), Whole(60), true, 4), ["20", "30", "40", "50", "60"]);
        assert_eq!(labels(Float(1e-30), Float(1e30), true, 4).len(), 4);
        assert_eq!(labels(Whole(7), Whole(7), false, 3), ["7"]);
        // Zero has no logarithm.
        assert_eq!(labels(Float(1e-300), Float(1e80), true, 1), ["1e-300", "1e80"]);
    }

    #[test]
    fn the_ends_of_all_numbers_have_an_axis() {
        use Number::{Float, Whole};
        for (low, high) in [
            (Float(-f64::MAX), Float(f64::MAX)),
            (Whole(i64::MIN.into()), Whole(i64::MAX.into())),
            (Whole(0), Whole(u64::MAX.into())),
            (Float(1e17), Float(1e17 + 16.0)),
            (Float(0.0), Float(f64::from_bits(1))),
            (Float(5.0), Float(5.0)),
            (Float(f64::MAX), Float(f64::MAX)),
        ] {
            let axis = Scale::new(low, high, false).unwrap();
            let ticks = axis.ticks(6);
            assert!(!ticks.is_empty() && ticks.len() < 20, "{low:?} {high:?}: {ticks:?}");
            assert!(ticks.iter().all(|tick| tick.at.is_finite()), "{low:?} {high:?}: {ticks:?}");
            assert!(ticks.windows(2).all(|pair| pair[0].at < pair[1].at), "{low:?} {high:?}: {ticks:?}");
        }
        // Their logarithms are the same.
        let axis = Scale::new(Whole((i64::MAX - 4).into()), Whole(i64::MAX.into()), true).unwrap();
        assert_eq!(axis.place(Whole((i64::MAX - 1).into())), 0.75);
        assert_eq!(Scale::new(Float(f64::NAN), Float(1.0), false), None);
        assert_eq!(Scale::new(Float(0.0), Float(f64::INFINITY), false), None);
        assert_eq!(Scale::new(Whole(0), Whole(9), true), None);
        assert_eq!(Scale::new(Whole(2), Whole(1), false), None);
    }

    #[test]
    fn drawn_ranges_are_short_numbers() {
        use Number::{Float, Whole};
        let axis = Scale::new(Float(0.0), Float(1.0), false).unwrap();
        assert_eq!(axis.within(0.123_456, 0.5), (Float(0.123), Float(0.5)));
        let axis = Scale::new(Whole(1), Whole(5), false).unwrap().with_halves();
        assert_eq!(axis.place(Whole(3)), 0.5);
        assert_eq!(axis.within(0.0, 0.4), (Whole(1), Whole(2)));
        assert_eq!(axis.within(0.45, 0.46).0, Whole(3));
        let axis = Scale::new(Whole(1), Whole(1000), true).unwrap();
        assert_eq!(axis.within(0.0, 0.34), (Whole(1), Whole(10)));
    }
}
