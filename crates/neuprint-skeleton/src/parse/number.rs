//! Numbers in ASCII. Most of a skeleton's text is numbers, so the common forms have a short way.

/// A decimal integer with an optional sign; `None` if it is anything else or does not fit.
pub(super) fn integer(field: &[u8]) -> Option<i64> {
    let (negative, digits) = match field {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, field),
    };
    if digits.is_empty() {
        return None;
    }
    let mut value: i64 = 0;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        // Gathered below zero, where there is one more integer than above.
        value = value.checked_mul(10)?.checked_sub(i64::from(digit))?;
    }
    if negative { Some(value) } else { value.checked_neg() }
}

/// The 32-bit float nearest to a decimal number; `None` if it is no number or not finite.
pub(super) fn float(field: &[u8]) -> Option<f32> {
    if let Some(value) = short_float(field) {
        return Some(value);
    }
    neuprint_decimal::parse_f32(field).filter(|value| value.is_finite())
}

/// Exact for up to 2^24 with up to ten decimals: both numerator and power of ten are then exact as f32, and one
/// division rounds once (Clinger 1990, "How to read floating point numbers accurately").
fn short_float(field: &[u8]) -> Option<f32> {
    const POWERS: [f32; 11] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10];
    let (negative, digits) = match field {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, field),
    };
    let mut mantissa: u32 = 0;
    let mut decimals: Option<usize> = None;
    let mut any = false;
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + u32::from(byte - b'0');
                if mantissa > 1 << 24 {
                    return None;
                }
                any = true;
                decimals = decimals.map(|n| n + 1);
            }
            b'.' if decimals.is_none() => decimals = Some(0),
            _ => return None,
        }
    }
    if !any {
        return None;
    }
    let value = mantissa as f32 / POWERS.get(decimals.unwrap_or(0))?;
    Some(if negative { -value } else { value })
}
