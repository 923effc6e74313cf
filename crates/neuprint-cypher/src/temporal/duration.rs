//! Durations.
//!
//! ```
//! use neuprint_cypher::Duration;
//!
//! let duration = Duration::new(14, 1, 7200, 500_000_000).unwrap_or_default();
//! assert_eq!(duration.to_string(), "P1Y2M1DT2H0.5S");
//! ```
//!
//! What it does not do: tell its parts one by one, or the time between two moments.

use std::cmp::Ordering;
use std::fmt;

/// Months, days and seconds: none of them is a fixed number of another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Duration {
    months: i64,
    days: i64,
    seconds: i64,
    /// 0 to 999,999,999, also of what is negative.
    nanoseconds: u32,
}

const SECOND: i128 = 1_000_000_000;
/// Of an average year's twelfth.
const SECONDS_PER_MONTH: i64 = 2_629_746;
const SECONDS_PER_DAY: i64 = 86_400;

impl Duration {
    /// From its parts; `None` if the nanoseconds are a second or more.
    pub fn new(months: i64, days: i64, seconds: i64, nanoseconds: u32) -> Option<Self> {
        (i128::from(nanoseconds) < SECOND).then_some(Self { months, days, seconds, nanoseconds })
    }

    /// What [`Duration::new`] made it from: months, days, seconds, nanoseconds.
    pub fn parts(self) -> (i64, i64, i64, u32) {
        (self.months, self.days, self.seconds, self.nanoseconds)
    }

    /// From months, days and nanoseconds; `None` if they are too many.
    pub(crate) fn of(months: i128, days: i128, nanoseconds: i128) -> Option<Self> {
        Some(Self {
            months: i64::try_from(months).ok()?,
            days: i64::try_from(days).ok()?,
            seconds: i64::try_from(nanoseconds.div_euclid(SECOND)).ok()?,
            nanoseconds: u32::try_from(nanoseconds.rem_euclid(SECOND)).ok()?,
        })
    }

    /// From broken parts: what is left of months goes to the days, what is left of days to the seconds, as the
    /// database does it, to its last rounding: of NaN nothing is left, nor of what it is passed on to.
    /// `None` if they are too many.
    pub(crate) fn about(months: f64, days: f64, seconds: f64, nanoseconds: f64) -> Option<Self> {
        // Beyond 64 bits it is refused; the bound itself is taken for the last integer.
        let whole = |value: f64| (value.is_nan() || value.abs() <= i64::MAX as f64).then_some(value.trunc());
        let whole_months = whole(months)?;
        let days = days + (months - whole_months) * (SECONDS_PER_MONTH as f64 * 1e9) / (SECONDS_PER_DAY as f64 * 1e9);
        let whole_days = whole(days)?;
        let seconds = seconds + (days - whole_days) * SECONDS_PER_DAY as f64;
        let whole_seconds = whole(seconds)?;
        let nanoseconds = nanoseconds + (seconds - whole_seconds) * 1e9;
        // What is too large is the largest, and NaN is 0.
        let [months, days, seconds, nanoseconds] =
            [whole_months, whole_days, whole_seconds, whole(nanoseconds)?].map(|whole| i128::from(whole as i64));
        Self::of(months, days, seconds * SECOND + nanoseconds)
    }

    /// Months, days and nanoseconds.
    pub(crate) fn whole(self) -> (i128, i128, i128) {
        let nanoseconds = i128::from(self.seconds) * SECOND + i128::from(self.nanoseconds);
        (i128::from(self.months), i128::from(self.days), nanoseconds)
    }

    /// With each part multiplied; what is broken is passed on.
    pub(crate) fn times(self, factor: f64) -> Option<Self> {
        let parts = [self.months as f64, self.days as f64, self.seconds as f64, f64::from(self.nanoseconds)];
        let [months, days, seconds, nanoseconds] = parts.map(|part| part * factor);
        Self::about(months, days, seconds, nanoseconds)
    }

    /// With each part divided; what is broken is passed on.
    pub(crate) fn divided_by(self, divisor: f64) -> Option<Self> {
        let parts = [self.months as f64, self.days as f64, self.seconds as f64, f64::from(self.nanoseconds)];
        let [months, days, seconds, nanoseconds] = parts.map(|part| part / divisor);
        Self::about(months, days, seconds, nanoseconds)
    }

    /// Whole seconds, with months of the average length.
    pub(crate) fn in_seconds(self) -> i128 {
        i128::from(self.months) * i128::from(SECONDS_PER_MONTH)
            + i128::from(self.days) * i128::from(SECONDS_PER_DAY)
            + i128::from(self.seconds)
    }

    /// Shorter or longer, with months of the average length.
    pub(crate) fn order(self, other: Self) -> Ordering {
        let key = |d: Self| (d.in_seconds(), d.nanoseconds, d.months, d.days);
        key(self).cmp(&key(other))
    }
}

/// As the database writes it: `P1Y2M3DT4H5M6.5S`.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::default() {
            return f.write_str("PT0S");
        }
        let part = |f: &mut fmt::Formatter<'_>, count: i128, unit: char| match count {
            0 => Ok(()),
            count => write!(f, "{count}{unit}"),
        };
        let (months, days, time) = self.whole();
        f.write_str("P")?;
        part(f, months / 12, 'Y')?;
        part(f, months % 12, 'M')?;
        part(f, days, 'D')?;
        if time == 0 {
            return Ok(());
        }
        f.write_str("T")?;
        part(f, time / (3600 * SECOND), 'H')?;
        part(f, time / (60 * SECOND) % 60, 'M')?;
        let left = time % (60 * SECOND);
        if left != 0 {
            let sign = if left < 0 { "-" } else { "" };
            let (seconds, fraction) = ((left / SECOND).abs(), (left % SECOND).abs());
            write!(f, "{sign}{seconds}")?;
            if fraction > 0 {
                write!(f, ".{}", format!("{fraction:09}").trim_end_matches('0'))?;
            }
            f.write_str("S")?;
        }
        Ok(())
    }
}
