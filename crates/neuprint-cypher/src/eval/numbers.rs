//! Numbers as text, the way the database's Java writes and reads them.

/// A float as Java writes it: `1.0`, `0.001`, `1.0E7`, `NaN`, `Infinity`.
pub(super) fn float_text(value: f64) -> String {
    if value.is_nan() {
        return "NaN".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity".into() } else { "-Infinity".into() };
    }
    let size = value.abs();
    if size == 0.0 || (1e-3..1e7).contains(&size) {
        let text = format!("{value}");
        return if text.contains('.') { text } else { format!("{text}.0") };
    }
    // The least float of all has two digits in Java, though one tells it.
    let text = format!("{value:e}").replace("5e-324", "4.9e-324");
    match text.split_once('e') {
        Some((digits, exponent)) if digits.contains('.') => format!("{digits}E{exponent}"),
        Some((digits, exponent)) => format!("{digits}.0E{exponent}"),
        None => text,
    }
}

/// What `toFloat` reads: what Java does. White space around a number is passed over, and it may end with `d` or `f`.
pub(super) fn float_of_text(text: &str) -> Option<f64> {
    let text = text.trim_matches(|c: char| c <= ' ');
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, "NaN" | "Infinity") {
        return text.parse().ok();
    }
    decimal(text.strip_suffix(['d', 'D', 'f', 'F']).unwrap_or(text))
}

/// A decimal number with optional exponent.
fn decimal(text: &str) -> Option<f64> {
    let decimal = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'));
    if decimal { text.parse().ok() } else { None }
}

/// What `toInteger` reads: an integer, or a decimal number of which it takes the whole part; without white space.
///
/// # Errors
/// If the number has no place among 64-bit integers.
pub(super) fn int_of_text(text: &str) -> Result<Option<i64>, ()> {
    if let Ok(value) = text.parse() {
        return Ok(Some(value));
    }
    match decimal(text) {
        None => Ok(None),
        Some(value) => whole_part(value).map(Some).ok_or(()),
    }
}

/// The integer part, if it fits.
fn whole_part(value: f64) -> Option<i64> {
    let whole = value.trunc();
    (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&whole).then_some(whole as i64)
}

/// Where rounding goes, as Java names it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rounding {
    Up,
    Down,
    Ceiling,
    Floor,
    HalfUp,
    HalfDown,
    HalfEven,
    /// Nowhere: there must be nothing to round.
    Unnecessary,
}

impl Rounding {
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "UP" => Self::Up,
            "DOWN" => Self::Down,
            "CEILING" => Self::Ceiling,
            "FLOOR" => Self::Floor,
            "HALF_UP" => Self::HalfUp,
            "HALF_DOWN" => Self::HalfDown,
            "HALF_EVEN" => Self::HalfEven,
            "UNNECESSARY" => Self::Unnecessary,
            _ => return None,
        })
    }

    /// Whether the digits that are left grow by one: `last` of them, and those that go.
    fn goes_up(self, is_negative: bool, last: u8, gone: &[u8]) -> bool {
        let half = match gone.split_first() {
            Some((b'5', rest)) if rest.iter().all(|digit| *digit == b'0') => None,
            Some((first, _)) => Some(*first >= b'5'),
            None => Some(false),
        };
        match self {
            Self::Up => true,
            Self::Down | Self::Unnecessary => false,
            Self::Ceiling => !is_negative,
            Self::Floor => is_negative,
            Self::HalfUp => half.unwrap_or(true),
            Self::HalfDown => half.unwrap_or(false),
            Self::HalfEven => half.unwrap_or(last % 2 == 1),
        }
    }
}

/// Rounded to decimal places. What is rounded is the shortest decimal number that stands for the float: 0.285 to two
/// places is 0.29, though the float is a little less. `None` if the float is no number, or if there must be nothing to
/// round and there is.
pub(super) fn rounded(value: f64, places: usize, mode: Rounding) -> Option<f64> {
    if !value.is_finite() {
        return None;
    }
    // A decimal number has no negative zero.
    let value = value + 0.0;
    let text = format!("{}", value.abs());
    let Some((whole, fraction)) = text.split_once('.') else { return Some(value) };
    if fraction.len() <= places {
        return Some(value);
    }
    if mode == Rounding::Unnecessary {
        return None;
    }
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes().take(places)).collect();
    let last = digits.last().copied().unwrap_or(b'0');
    if mode.goes_up(value < 0.0, last, &fraction.as_bytes()[places..]) {
        match digits.iter().rposition(|digit| *digit != b'9') {
            Some(at) => {
                digits[at] += 1;
                digits[at + 1..].fill(b'0');
            }
            None => {
                digits.fill(b'0');
                digits.insert(0, b'1');
            }
        }
    }
    digits.insert(digits.len() - places, b'.');
    let rounded: f64 = String::from_utf8_lossy(&digits).parse().unwrap_or(f64::NAN);
    Some(if value < 0.0 && rounded != 0.0 { -rounded } else { rounded })
}
