//! `duration({months: 1})`, `duration('P1DT2H')`, and dates and times moved by one.

use super::{Entry, entry, unsupported};
use crate::ast::BinaryOp;
use crate::error::{CypherError, ErrorCode};
use crate::eval::Evaluated;
use crate::eval::kinds::Kinds;
use crate::eval::operators::described;
use crate::temporal::{Duration, Temporal, TemporalKind};
use crate::value::{Map, Value};

const WRITTEN: &[Kinds] = &[Kinds::MAP.or(Kinds::TEXT)];

pub(super) const ENTRIES: &[Entry] = &[
    entry("duration", WRITTEN, Kinds::DURATION, |_, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::Map(map) => of_map(map),
        Value::Str(text) => of_text(text),
        other => Err(not_taken("duration", other)),
    }),
    entry("duration.between", &[Kinds::TEMPORAL, Kinds::TEMPORAL], Kinds::DURATION, |_, a| match (&a[0], &a[1]) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Temporal(from), Value::Temporal(to)) => between(*from, *to),
        (Value::Temporal(_), other) | (other, _) => Err(not_taken("duration.between", other)),
    }),
];

fn not_taken(function: &str, value: &Value) -> CypherError {
    let message = format!("Invalid call signature for {function}: provided input was {}", described(value));
    CypherError::new(ErrorCode::CallFailed, message)
}

/// What a part is counted in, and how many of these it is.
#[derive(Clone, Copy)]
enum Unit {
    Months(i64),
    Days(i64),
    Seconds(i64),
    Nanoseconds(i64),
}

const PARTS: [(&str, Unit); 10] = [
    ("years", Unit::Months(12)),
    ("months", Unit::Months(1)),
    ("weeks", Unit::Days(7)),
    ("days", Unit::Days(1)),
    ("hours", Unit::Seconds(3600)),
    ("minutes", Unit::Seconds(60)),
    ("seconds", Unit::Seconds(1)),
    ("milliseconds", Unit::Nanoseconds(1_000_000)),
    ("microseconds", Unit::Nanoseconds(1_000)),
    ("nanoseconds", Unit::Nanoseconds(1)),
];

/// Parts that are added up: exactly, and as floats for when one of them is broken.
#[derive(Default)]
struct Sum {
    months: i128,
    days: i128,
    nanoseconds: i128,
    /// Months, days, seconds and nanoseconds.
    floats: [f64; 4],
    is_broken: bool,
}

impl Sum {
    fn add(&mut self, count: i64, unit: Unit) {
        match unit {
            Unit::Months(each) => self.months += i128::from(count) * i128::from(each),
            Unit::Days(each) => self.days += i128::from(count) * i128::from(each),
            Unit::Seconds(each) => self.nanoseconds += i128::from(count) * i128::from(each) * 1_000_000_000,
            Unit::Nanoseconds(each) => self.nanoseconds += i128::from(count) * i128::from(each),
        }
        self.add_float(count as f64, unit);
    }

    fn add_broken(&mut self, count: f64, unit: Unit) {
        self.is_broken = true;
        self.add_float(count, unit);
    }

    fn add_float(&mut self, count: f64, unit: Unit) {
        let (part, each) = match unit {
            Unit::Months(each) => (0, each),
            Unit::Days(each) => (1, each),
            Unit::Seconds(each) => (2, each),
            Unit::Nanoseconds(each) => (3, each),
        };
        self.floats[part] += count * each as f64;
    }

    fn made(self) -> Evaluated {
        let [months, days, seconds, nanoseconds] = self.floats;
        not_too_long(match self.is_broken {
            false => Duration::of(self.months, self.days, self.nanoseconds),
            true => Duration::about(months, days, seconds, nanoseconds),
        })
    }
}

fn not_too_long(made: Option<Duration>) -> Evaluated {
    let too_long = |code| CypherError::new(code, "the duration is too long");
    match made {
        None => Err(too_long(ErrorCode::Arithmetic)),
        Some(made) if i64::try_from(made.in_seconds()).is_err() => Err(too_long(ErrorCode::Argument)),
        Some(made) => Ok(Value::Duration(made)),
    }
}

fn of_map(map: &Map) -> Evaluated {
    if map.is_empty() {
        return Err(CypherError::new(ErrorCode::Argument, "At least one temporal unit must be specified."));
    }
    let mut sum = Sum::default();
    for (name, value) in map.iter() {
        let Some((_, unit)) = PARTS.iter().find(|(own, _)| *own == &**name) else {
            return Err(CypherError::new(ErrorCode::Failed, format!("Unknown field: {name}")));
        };
        match value {
            // All of them are reckoned with as floats.
            Value::Int(count) => sum.add_broken(count as f64, *unit),
            Value::Float(count) => sum.add_broken(count, *unit),
            _ => return Err(CypherError::new(ErrorCode::Failed, format!("{name} must be a number value"))),
        }
    }
    sum.made()
}

/// `P1Y2M3W4DT5H6M7.8S`: any parts in this order, the last of them broken if need be.
fn of_text(text: &str) -> Evaluated {
    let refused = || CypherError::new(ErrorCode::Syntax, format!("Text cannot be parsed to a Duration: {text}"));
    let upper = text.to_ascii_uppercase();
    let (sign, rest) = match upper.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, upper.strip_prefix('+').unwrap_or(&upper)),
    };
    let mut rest = rest.strip_prefix('P').ok_or_else(refused)?;
    if rest.contains('-') && !rest.contains(['Y', 'M', 'W', 'D', 'H', 'S']) {
        return Err(unsupported("a duration that is written as a date and a time is not supported"));
    }
    let (mut sum, mut next, mut timed, mut broken) = (Sum::default(), 0, false, false);
    const DATE: [(char, usize); 4] = [('Y', 0), ('M', 1), ('W', 2), ('D', 3)];
    const TIME: [(char, usize); 3] = [('H', 4), ('M', 5), ('S', 6)];
    loop {
        if let Some(time) = rest.strip_prefix('T')
            && !timed
        {
            (rest, next, timed) = (time, 4, true);
        }
        let length = rest.find(|c: char| c.is_ascii_alphabetic()).ok_or_else(refused)?;
        let (number, unit) = rest.split_at(length);
        let units = if !timed { DATE.as_slice() } else { TIME.as_slice() };
        let own = units.iter().find(|(letter, place)| unit.starts_with(*letter) && *place >= next);
        let (_, place) = *own.filter(|_| !broken).ok_or_else(refused)?;
        match number.split_once(['.', ',']) {
            None => sum.add(sign * integer(number).ok_or_else(refused)?, PARTS[place].1),
            Some((whole, fraction)) => {
                broken = true;
                let digits = (1..=9).contains(&fraction.len()) && fraction.bytes().all(|b| b.is_ascii_digit());
                let whole = integer(whole).filter(|_| digits).map(|_| whole).ok_or_else(refused)?;
                if place == 6 {
                    let sign = if whole.starts_with('-') { -sign } else { sign };
                    let fraction: i64 = format!("{fraction:0<9}").parse().map_err(|_| refused())?;
                    sum.add(sign * integer(whole).ok_or_else(refused)?.abs(), PARTS[6].1);
                    sum.add(sign * fraction, PARTS[9].1);
                } else {
                    let count: f64 = format!("{whole}.{fraction}").parse().map_err(|_| refused())?;
                    sum.add_broken(sign as f64 * count, PARTS[place].1);
                }
            }
        }
        (rest, next) = (&unit[1..], place + 1);
        if rest.is_empty() {
            return sum.made();
        }
    }
}

/// A number of a duration: at most 17 digits, so that nothing overflows.
fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let whole = (1..=17).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if whole { text.parse().ok() } else { None }
}

/// What an operator makes of a duration and something else; `None` if there is no duration, or none of its uses.
pub(crate) fn in_time(operator: BinaryOp, left: &Value, right: &Value) -> Option<Evaluated> {
    let back = operator == BinaryOp::Subtract;
    Some(match (operator, left, right) {
        (BinaryOp::Add | BinaryOp::Subtract, Value::Temporal(start), Value::Duration(by)) => moved(*start, *by, back),
        (BinaryOp::Add, Value::Duration(by), Value::Temporal(start)) => moved(*start, *by, false),
        (BinaryOp::Add | BinaryOp::Subtract, Value::Duration(a), Value::Duration(b)) => joined(*a, *b, back),
        (BinaryOp::Multiply, Value::Duration(v), Value::Int(n))
        | (BinaryOp::Multiply, Value::Int(n), Value::Duration(v)) => {
            let (n, (months, days, nanoseconds)) = (i128::from(*n), v.whole());
            not_too_long(Duration::of(months * n, days * n, nanoseconds.saturating_mul(n)))
        }
        (BinaryOp::Multiply, Value::Duration(v), Value::Float(n))
        | (BinaryOp::Multiply, Value::Float(n), Value::Duration(v)) => not_too_long(v.times(*n)),
        (BinaryOp::Divide, Value::Duration(_), Value::Int(0)) => {
            Err(CypherError::new(ErrorCode::Arithmetic, "/ by zero"))
        }
        (BinaryOp::Divide, Value::Duration(v), Value::Int(n)) => not_too_long(v.divided_by(*n as f64)),
        (BinaryOp::Divide, Value::Duration(v), Value::Float(n)) => not_too_long(v.divided_by(*n)),
        _ => return None,
    })
}

/// Whole months, and the days that are left.
fn between(from: Temporal, to: Temporal) -> Evaluated {
    if [from, to].iter().any(|end| end.kind() != TemporalKind::Date) {
        return Err(unsupported("duration.between() of other than two dates is not supported by the embedded engine"));
    }
    let (a, b) = (from.date(), to.date());
    let mut months = i128::from((b.0 - a.0) * 12 + b.1 - a.1);
    // The last month is not whole.
    match months {
        1.. if b.2 < a.2 => months -= 1,
        ..=-1 if b.2 > a.2 => months += 1,
        _ => {}
    }
    let near = from.moved(months, 0, 0).unwrap_or(from);
    not_too_long(Duration::of(months, i128::from(to.parts().0 - near.parts().0), 0))
}

/// A date or a time, moved on or back.
fn moved(start: Temporal, by: Duration, back: bool) -> Evaluated {
    let sign = if back { -1 } else { 1 };
    let (months, days, nanoseconds) = by.whole();
    let moved = start.moved(sign * months, sign * days, sign * nanoseconds);
    moved.map(Value::Temporal).ok_or_else(|| unsupported("years beyond 0 to 9999 are not supported"))
}

/// Two durations, added or taken from one another part by part.
fn joined(a: Duration, b: Duration, back: bool) -> Evaluated {
    let sign = if back { -1 } else { 1 };
    let (a, b) = (a.whole(), b.whole());
    let sum = Duration::of(a.0 + sign * b.0, a.1 + sign * b.1, a.2 + sign * b.2);
    not_too_long(sum)
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
        // Of a day alone whole days of the time count, and of these whole seconds.
        let (whole, time) = match self.kind().has_time() {
            true => {
                let time = i128::from(time) + nanoseconds;
                (time.div_euclid(DAY), time.rem_euclid(DAY))
            }
            false => (nanoseconds.div_euclid(1_000_000_000) / 86_400, 0),
        };
        let day = i32::try_from(i128::from(day) + days + whole).ok()?;
        Self::new(self.kind(), day, i64::try_from(time).ok()?, offset).ok()
    }
}
