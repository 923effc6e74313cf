//! Reading decimal numbers from addresses and style sheets.
//!
//! ```text
//! assert_eq!(decimal::parse("-12.5e2"), Some(-1250.0));
//! ```
//!
//! The standard library's parser is exact to the last bit and brings tables of 10 KB, which every first visit would
//! load. This one may be off by the last bit: enough for cameras, colours and distances. Body IDs are never read with it.

/// The number that the whole text is, if it is one: digits with an optional sign, fraction and exponent.
pub fn parse(text: &str) -> Option<f64> {
    let (negative, unsigned) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (digits, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut value = 0.0_f64;
    for digit in whole.bytes().chain(fraction.bytes()) {
        value = value * 10.0 + f64::from(digit.is_ascii_digit().then(|| digit - b'0')?);
    }
    let scale = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    // Dividing by a power of ten is more precise than multiplying with its inverse.
    let value = if scale < 0 { value / 10_f64.powi(-scale) } else { value * 10_f64.powi(scale) };
    value.is_finite().then_some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_numbers_look_like() {
        for (text, value) in
            [("0", 0.0), ("12", 12.0), ("-3.25", -3.25), ("+.5", 0.5), ("7.", 7.0), ("1.5e3", 1500.0), ("25E-2", 0.25)]
        {
            assert_eq!(parse(text), Some(value), "{text}");
        }
    }

    #[test]
    fn refuses_everything_else() {
        for text in ["", "-", ".", "1,5", "0x10", "NaN", "inf", "1e", "1e999", "1e2147483648", "é1", "1 ", "--1"] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn is_as_good_as_the_standard_parser_but_for_the_last_bits() {
        for text in ["0.1", "123456.789", "8.0e-3", "1734350788.123", "3.4028234e38", "-0.000123"] {
            let exact: f64 = text.parse().unwrap();
            let read = parse(text).unwrap();
            assert!((read - exact).abs() <= exact.abs() * 1e-15, "{text}: {read}");
        }
    }
}
