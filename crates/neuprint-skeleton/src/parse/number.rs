//! Numbers in ASCII, whatever their form.

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
    neuprint_decimal::parse_f32(field).filter(|value| value.is_finite())
}
