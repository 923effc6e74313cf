//! Dates and times.
//!
//! ```
//! use neuprint_cypher::{Temporal, TemporalKind};
//!
//! let day = Temporal::new(TemporalKind::Date, 19_723, 0, 0)?;
//! assert_eq!(day.to_string(), "2024-01-01");
//! # Ok::<(), &'static str>(())
//! ```
//!
//! They can be made from their parts, compared, sorted and written, and moved by a [`Duration`]. Named time zones and
//! reading them from text are not here.

mod duration;

use std::cmp::Ordering;
use std::fmt;

pub use duration::Duration;

/// Which kind of date or time. In the order in which kinds are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TemporalKind {
    /// A day and a time with an offset from UTC.
    DateTime,
    /// A day and a time.
    LocalDateTime,
    /// A day.
    Date,
    /// A time with an offset from UTC.
    Time,
    /// A time.
    LocalTime,
}

impl TemporalKind {
    /// All of them; each stands at the place of its number (`kind as u8`).
    pub const ALL: [Self; 5] = [Self::DateTime, Self::LocalDateTime, Self::Date, Self::Time, Self::LocalTime];

    /// As the database's manual writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::DateTime => "DateTime",
            Self::LocalDateTime => "LocalDateTime",
            Self::Date => "Date",
            Self::Time => "Time",
            Self::LocalTime => "LocalTime",
        }
    }

    pub(crate) fn has_day(self) -> bool {
        matches!(self, Self::DateTime | Self::LocalDateTime | Self::Date)
    }

    pub(crate) fn has_time(self) -> bool {
        self != Self::Date
    }

    pub(crate) fn has_offset(self) -> bool {
        matches!(self, Self::DateTime | Self::Time)
    }
}

/// A date or a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Temporal {
    kind: TemporalKind,
    /// Since 1970-01-01, on the spot.
    days: i32,
    /// Since midnight, on the spot.
    nanoseconds: i64,
    /// Seconds by which clocks there are ahead of UTC.
    offset: i32,
}

const DAY: i64 = 86_400_000_000_000;
/// 0000-01-01 and 9999-12-31.
const YEARS: std::ops::RangeInclusive<i32> = -719_528..=2_932_896;

impl Temporal {
    /// From days since 1970-01-01, nanoseconds since midnight, and an offset in seconds; those that the kind has not
    /// must be 0.
    ///
    /// # Errors
    /// The reason, if a part is out of its range or of its place. Years are 0 to 9999.
    pub fn new(kind: TemporalKind, days: i32, nanoseconds: i64, offset: i32) -> Result<Self, &'static str> {
        if !(0..DAY).contains(&nanoseconds) || (!kind.has_time() && nanoseconds != 0) {
            return Err("a time is not within a day");
        }
        if !YEARS.contains(&days) || (!kind.has_day() && days != 0) {
            return Err("a year is not within 0 to 9999");
        }
        if offset.abs() > 18 * 3600 || (!kind.has_offset() && offset != 0) {
            return Err("an offset is more than 18 hours");
        }
        Ok(Self { kind, days, nanoseconds, offset })
    }

    /// Which kind it is.
    pub fn kind(self) -> TemporalKind {
        self.kind
    }

    /// What [`Temporal::new`] made it from: days, nanoseconds, offset.
    pub fn parts(self) -> (i32, i64, i32) {
        (self.days, self.nanoseconds, self.offset)
    }

    /// Earlier or later, for two of one kind; the same moment in two places is not the same.
    pub(crate) fn order(self, other: Self) -> Ordering {
        let moment = |t: Self| {
            i128::from(t.days) * i128::from(DAY) + i128::from(t.nanoseconds) - i128::from(t.offset) * 1_000_000_000
        };
        self.kind.cmp(&other.kind).then(moment(self).cmp(&moment(other))).then(self.offset.cmp(&other.offset))
    }

    /// The day of a date in the Gregorian calendar, or `None` if the month has no such day.
    pub(crate) fn day(year: i64, month: i64, day: i64) -> Option<i32> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 => 28 + i64::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        if !(0..=9999).contains(&year) || !(1..=last).contains(&day) {
            return None;
        }
        // Years begin in March here, so that the leap day is the last one.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        i32::try_from(days + (153 * month + 2) / 5 + day - 1 - 719_468).ok()
    }

    /// Year, month and day.
    pub(crate) fn date(self) -> (i64, i64, i64) {
        let days = i64::from(self.days) + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
        (era * 400 + year, month, day)
    }
}

/// As the database's `toString` writes it.
impl fmt::Display for Temporal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind.has_day() {
            let (year, month, day) = self.date();
            write!(f, "{year:04}-{month:02}-{day:02}")?;
        }
        if self.kind.has_day() && self.kind.has_time() {
            f.write_str("T")?;
        }
        if self.kind.has_time() {
            let (seconds, fraction) = (self.nanoseconds / 1_000_000_000, self.nanoseconds % 1_000_000_000);
            write!(f, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)?;
            if fraction > 0 {
                write!(f, ".{}", format!("{fraction:09}").trim_end_matches('0'))?;
            }
        }
        match self.offset {
            0 if self.kind.has_offset() => f.write_str("Z"),
            _ if !self.kind.has_offset() => Ok(()),
            offset => {
                let (sign, size) = (if offset < 0 { '-' } else { '+' }, offset.abs());
                write!(f, "{sign}{:02}:{:02}", size / 3600, size / 60 % 60)?;
                if size % 60 > 0 { write!(f, ":{:02}", size % 60) } else { Ok(()) }
            }
        }
    }
}
