//! `date + duration({months: 1})`: a duration is no value here, but a date or a time can be moved by one.

use super::{Entry, entry, unsupported};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::Kinds;
use crate::eval::{Evaluated, wrong_type};
use crate::temporal::Temporal;
use crate::value::Value;

pub(super) const ENTRIES: &[Entry] =
    &[entry("duration", &[Kinds::MAP.or(Kinds::TEXT)], Kinds::ANY, |_, _| Err(only_added()))];

fn only_added() -> CypherError {
    unsupported("duration() is only supported where it is added to a date or a time, or taken from one")
}

/// Months, days and nanoseconds: none of them is a fixed number of another.
struct Duration {
    months: i128,
    days: i128,
    nanoseconds: i128,
}

/// The parts of a duration: months, days or nanoseconds in each.
const PARTS: [(&str, Duration); 10] = [
    ("years", Duration { months: 12, days: 0, nanoseconds: 0 }),
    ("months", Duration { months: 1, days: 0, nanoseconds: 0 }),
    ("weeks", Duration { months: 0, days: 7, nanoseconds: 0 }),
    ("days", Duration { months: 0, days: 1, nanoseconds: 0 }),
    ("hours", Duration { months: 0, days: 0, nanoseconds: 3_600_000_000_000 }),
    ("minutes", Duration { months: 0, days: 0, nanoseconds: 60_000_000_000 }),
    ("seconds", Duration { months: 0, days: 0, nanoseconds: 1_000_000_000 }),
    ("milliseconds", Duration { months: 0, days: 0, nanoseconds: 1_000_000 }),
    ("microseconds", Duration { months: 0, days: 0, nanoseconds: 1_000 }),
    ("nanoseconds", Duration { months: 0, days: 0, nanoseconds: 1 }),
];

/// A date or a time, moved on or back by what `duration()` is given.
pub(crate) fn moved(start: &Value, duration: &Value, back: bool) -> Evaluated {
    let start = match start {
        Value::Null => return Ok(Value::Null),
        Value::Temporal(start) => *start,
        _ => return Err(only_added()),
    };
    let map = match duration {
        Value::Null => return Ok(Value::Null),
        Value::Map(map) => map,
        Value::Str(_) => return Err(unsupported("duration() takes a map of its parts in the embedded engine")),
        other => return Err(wrong_type("a map", other)),
    };
    if map.is_empty() {
        return Err(CypherError::new(ErrorCode::Argument, "At least one temporal unit must be specified."));
    }
    let sign = if back { -1 } else { 1 };
    let mut by = Duration { months: 0, days: 0, nanoseconds: 0 };
    for (name, value) in map.iter() {
        let Some((_, unit)) = PARTS.iter().find(|(own, _)| *own == &**name) else {
            return Err(CypherError::new(ErrorCode::Failed, format!("Unknown field: {name}")));
        };
        let count = match value {
            Value::Int(count) => sign * i128::from(count),
            Value::Float(_) => return Err(unsupported(format!("duration() with broken {name} is not supported"))),
            _ => return Err(CypherError::new(ErrorCode::Failed, format!("{name} must be a number value"))),
        };
        by.months += count * unit.months;
        by.days += count * unit.days;
        by.nanoseconds += count * unit.nanoseconds;
    }
    let moved = start.moved(by.months, by.days, by.nanoseconds);
    moved.map(Value::Temporal).ok_or_else(|| unsupported("years beyond 0 to 9999 are not supported"))
}

impl Temporal {
    /// Moved by months, which keep within a month, then by days, then by nanoseconds. What the kind has not stands
    /// still. `None` if that leads out of the years there are.
    fn moved(self, months: i128, days: i128, nanoseconds: i128) -> Option<Self> {
        const DAY: i128 = 86_400_000_000_000;
        let (day, time, offset) = self.parts();
        if !self.kind().has_day() {
            let time = (i128::from(time) + nanoseconds).rem_euclid(DAY);
            return Self::new(self.kind(), 0, i64::try_from(time).ok()?, offset).ok();
        }
        let (year, month, day_of_month) = self.date();
        let month = i128::from(year) * 12 + i128::from(month) - 1 + months;
        let (year, month) = (i64::try_from(month.div_euclid(12)).ok()?, i64::try_from(month.rem_euclid(12) + 1).ok()?);
        let day = match months {
            0 => day,
            _ => (1..=day_of_month).rev().find_map(|day| Self::day(year, month, day))?,
        };
        // Of a day alone whole days of the time count.
        let (whole, time) = match self.kind().has_time() {
            true => {
                let time = i128::from(time) + nanoseconds;
                (time.div_euclid(DAY), time.rem_euclid(DAY))
            }
            false => (nanoseconds / DAY, 0),
        };
        let day = i32::try_from(i128::from(day) + days + whole).ok()?;
        Self::new(self.kind(), day, i64::try_from(time).ok()?, offset).ok()
    }
}
