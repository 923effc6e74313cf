//! Dates and times from their parts.

use super::{Entry, entry, unsupported};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::Kinds;
use crate::eval::{Evaluated, wrong_type};
use crate::temporal::{Temporal, TemporalKind};
use crate::value::{Map, Value};

const PARTS: &[Kinds] = &[Kinds::MAP.or(Kinds::TEXT).or(Kinds::TEMPORAL)];

pub(super) const ENTRIES: &[Entry] = &[
    entry("date", PARTS, Kinds::TEMPORAL, |_, a| made(TemporalKind::Date, a)).with(0, 1),
    entry("datetime", PARTS, Kinds::TEMPORAL, |_, a| made(TemporalKind::DateTime, a)).with(0, 1),
    entry("localdatetime", PARTS, Kinds::TEMPORAL, |_, a| made(TemporalKind::LocalDateTime, a)).with(0, 1),
    entry("localtime", PARTS, Kinds::TEMPORAL, |_, a| made(TemporalKind::LocalTime, a)).with(0, 1),
    entry("time", PARTS, Kinds::TEMPORAL, |_, a| made(TemporalKind::Time, a)).with(0, 1),
];

/// Parts of a day, from large to small, with the largest value of each.
const TIME: [(&str, i64); 3] = [("hour", 23), ("minute", 59), ("second", 59)];
/// Parts of the database's own that are not here.
const ELSEWHERE: &[&str] = &[
    "date",
    "datetime",
    "dayOfQuarter",
    "dayOfWeek",
    "epochMillis",
    "epochSeconds",
    "ordinalDay",
    "quarter",
    "time",
    "week",
];
const HERE: &[&str] =
    &["year", "month", "day", "hour", "minute", "second", "millisecond", "microsecond", "nanosecond", "timezone"];

fn made(kind: TemporalKind, arguments: &[Value]) -> Evaluated {
    let name = kind.name().to_lowercase();
    let map = match arguments.first() {
        None => return Err(unsupported(format!("{name}() of now is not supported: the embedded engine has no clock"))),
        Some(Value::Null) => return Ok(Value::Null),
        Some(Value::Map(map)) => map,
        Some(Value::Str(_) | Value::Temporal(_)) => {
            return Err(unsupported(format!("{name}() takes a map of its parts in the embedded engine")));
        }
        Some(other) => return Err(wrong_type("a map", other)),
    };
    for (field, _) in map.iter() {
        if ELSEWHERE.contains(&&**field) {
            return Err(unsupported(format!("{name}() with {field} is not supported by the embedded engine")));
        }
        let own = match &**field {
            "year" | "month" | "day" => kind.has_day(),
            "timezone" => kind.has_offset(),
            other => HERE.contains(&other) && kind.has_time(),
        };
        if !own {
            return Err(refused(format!("No such field: {field}")));
        }
    }
    let parts = Parts { map };
    let days = if kind.has_day() { parts.days(kind)? } else { 0 };
    let nanoseconds = if kind.has_time() { parts.nanoseconds(kind)? } else { 0 };
    let offset = if kind.has_offset() { parts.offset()? } else { 0 };
    let made = Temporal::new(kind, days, nanoseconds, offset);
    made.map(Value::Temporal).map_err(|message| refused(message.to_owned()))
}

fn refused(message: String) -> CypherError {
    CypherError::new(ErrorCode::Argument, message)
}

struct Parts<'m> {
    map: &'m Map,
}

impl Parts<'_> {
    /// A part that is there, within its range.
    fn get(&self, name: &str, range: std::ops::RangeInclusive<i64>) -> Result<Option<i64>, CypherError> {
        match self.map.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Int(value)) if range.contains(&value) => Ok(Some(value)),
            Some(Value::Int(value)) => Err(refused(format!("Invalid value for {name}: {value}"))),
            Some(other) => Err(wrong_type(&format!("an integer as {name}"), &other)),
        }
    }

    /// Whether a part is named, though it may be null.
    fn is_there(&self, name: &str) -> bool {
        self.map.get(name).is_some()
    }

    fn days(&self, kind: TemporalKind) -> Result<i32, CypherError> {
        let year = match (self.get("year", i64::MIN..=i64::MAX)?, self.is_there("year")) {
            (Some(year), _) => year,
            (None, true) => 0,
            (None, false) => return Err(refused("year must be specified".into())),
        };
        if !(0..=9999).contains(&year) {
            return Err(unsupported(format!("the year {year} is not supported by the embedded engine: 0 to 9999 are")));
        }
        let (month, day) = (self.get("month", 1..=12)?, self.get("day", 1..=31)?);
        // A part that is null is the least.
        if !self.is_there("month") && day.is_some() {
            return Err(refused("day cannot be specified without month".into()));
        }
        if day.is_none() && kind.has_time() && self.get("hour", 0..=23)?.is_some() {
            return Err(refused(format!("{} must be specified", if month.is_none() { "month" } else { "day" })));
        }
        let (month, day) = (month.unwrap_or(1), day.unwrap_or(1));
        Temporal::day(year, month, day).ok_or_else(|| refused(format!("Invalid date {year:04}-{month:02}-{day:02}")))
    }

    fn nanoseconds(&self, kind: TemporalKind) -> Result<i64, CypherError> {
        let (mut seconds, mut missing) = (0, None);
        for (name, most) in TIME {
            let part = self.get(name, 0..=most)?;
            if let (Some(missing), Some(_)) = (missing, part) {
                return Err(refused(format!("{name} cannot be specified without {missing}")));
            }
            if !self.is_there(name) && missing.is_none() {
                missing = Some(name);
            }
            seconds = seconds * 60 + part.unwrap_or(0);
        }
        if missing == Some("hour") && !kind.has_day() {
            return Err(refused("hour must be specified".into()));
        }
        // Each holds what the larger ones leave.
        let milliseconds = self.get("millisecond", 0..=999)?;
        let most = if milliseconds.is_some() { 999 } else { 999_999 };
        let microseconds = self.get("microsecond", 0..=most)?;
        let most = match (milliseconds, microseconds) {
            (_, Some(_)) => 999,
            (Some(_), None) => 999_999,
            (None, None) => 999_999_999,
        };
        let nanoseconds = self.get("nanosecond", 0..=most)?;
        let fraction = [milliseconds, microseconds, nanoseconds];
        if let Some(missing) = missing
            && fraction.iter().any(Option::is_some)
        {
            return Err(refused(format!("subsecond cannot be specified without {missing}")));
        }
        let [milliseconds, microseconds, nanoseconds] = fraction.map(|part| part.unwrap_or(0));
        Ok(seconds * 1_000_000_000 + milliseconds * 1_000_000 + microseconds * 1_000 + nanoseconds)
    }

    /// `Z`, `+01:00` or `-01:00:30`.
    fn offset(&self) -> Result<i32, CypherError> {
        let text = match self.map.get("timezone") {
            None | Some(Value::Null) => return Ok(0),
            Some(Value::Str(text)) => text,
            Some(other) => return Err(wrong_type("a text as timezone", &other)),
        };
        if &*text == "Z" {
            return Ok(0);
        }
        let (sign, rest) = match text.split_at_checked(1) {
            Some(("+", rest)) => (1, rest),
            Some(("-", rest)) => (-1, rest),
            _ => {
                let message = format!("the time zone {text} is not supported by the embedded engine: use +hh:mm");
                return Err(unsupported(message));
            }
        };
        let parts: Option<Vec<i32>> = rest
            .split(':')
            .map(
                |part| {
                    if part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()) { part.parse().ok() } else { None }
                },
            )
            .collect();
        match parts.as_deref() {
            Some([hours, minutes @ 0..=59]) => Ok(sign * (hours * 3600 + minutes * 60)),
            Some([hours, minutes @ 0..=59, seconds @ 0..=59]) => Ok(sign * (hours * 3600 + minutes * 60 + seconds)),
            _ => Err(CypherError::new(ErrorCode::Syntax, format!("Invalid value for TimeZone: {text}"))),
        }
    }
}
