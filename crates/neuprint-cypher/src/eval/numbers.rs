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
    let text = format!("{value:e}");
    match text.split_once('e') {
        Some((digits, exponent)) if digits.contains('.') => format!("{digits}E{exponent}"),
        Some((digits, exponent)) => format!("{digits}.0E{exponent}"),
        None => text,
    }
}

/// What `toFloat` reads: a decimal number with optional exponent; white space around it is passed over.
pub(super) fn float_of_text(text: &str) -> Option<f64> {
    let text = text.trim();
    let decimal = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'));
    let special = matches!(text, "NaN" | "Infinity" | "-Infinity" | "+Infinity");
    if decimal || special { text.parse().ok() } else { None }
}

/// What `toInteger` reads: an integer, or a decimal number of which it takes the whole part.
pub(super) fn int_of_text(text: &str) -> Option<i64> {
    let text = text.trim();
    text.parse().ok().or_else(|| float_of_text(text).and_then(whole_part))
}

/// The integer part, if it fits.
pub(super) fn whole_part(value: f64) -> Option<i64> {
    let whole = value.trunc();
    (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&whole).then_some(whole as i64)
}

/// Rounded to decimal places, halves away from zero. What is rounded is the shortest decimal number that stands for the
/// float: 0.285 to two places is 0.29, though the float is a little less.
pub(super) fn rounded(value: f64, places: usize) -> f64 {
    if !value.is_finite() {
        return value;
    }
    let text = format!("{}", value.abs());
    let Some((whole, fraction)) = text.split_once('.') else { return value };
    if fraction.len() <= places {
        return value;
    }
    let up = fraction.as_bytes()[places] >= b'5';
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes().take(places)).collect();
    if up {
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
    let rounded = String::from_utf8_lossy(&digits).parse().unwrap_or(f64::NAN);
    if value < 0.0 { -rounded } else { rounded }
}
