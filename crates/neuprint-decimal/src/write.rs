//! From floats to decimal text, with the fewest digits that read back as the same float.

use std::fmt;

use zmij::Buffer;

/// A float's digits, without sign, point and zeros at either end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Digits {
    negative: bool,
    digits: [u8; 17],
    length: usize,
    /// How many digits stand before the point; none or less than none if the number begins behind it.
    point: i32,
    /// What stands in place of digits if the number is not finite.
    word: Option<&'static str>,
}

impl Digits {
    /// Of a float as `zmij` writes it: `-12.5`, `1e20`, `1.5e-7`.
    fn of(text: &str) -> Self {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
        let mut digits = Self { negative, digits: [0; 17], length: 0, point: 0, word: None };
        let (number, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let (mut behind_point, mut zeros) = (false, 0);
        for byte in number.bytes() {
            if byte == b'.' {
                behind_point = true;
                continue;
            }
            digits.point += i32::from(!behind_point);
            if byte == b'0' {
                zeros += 1;
                continue;
            }
            if digits.length == 0 {
                // Zeros before the first digit only say where it stands.
                digits.point -= zeros;
                zeros = 0;
            }
            for digit in std::iter::repeat_n(b'0', zeros as usize).chain([byte]) {
                // There are at most seventeen.
                if let Some(place) = digits.digits.get_mut(digits.length) {
                    *place = digit;
                    digits.length += 1;
                }
            }
            zeros = 0;
        }
        if digits.length == 0 {
            digits.point = 0;
        } else {
            digits.point += exponent.parse().unwrap_or(0);
        }
        digits
    }

    fn infinite_or_nan(negative: bool, word: &'static str) -> Self {
        Self { negative, digits: [0; 17], length: 0, point: 0, word: Some(word) }
    }

    fn digits(&self) -> &str {
        std::str::from_utf8(&self.digits[..self.length]).unwrap_or_default()
    }

    /// The shortest common form, piece by piece: with an exponent only for very small and very large numbers.
    pub(crate) fn bytes(&self, add: &mut impl FnMut(&[u8])) {
        const ZEROS: &[u8] = b"0000000000000000";
        if self.negative {
            add(b"-");
        }
        let digits = &self.digits[..self.length];
        match (self.word, usize::try_from(self.point)) {
            (Some(word), _) => add(word.as_bytes()),
            (None, _) if digits.is_empty() => add(b"0"),
            (None, Ok(point @ 1..=16)) => {
                let (whole, fraction) = digits.split_at(point.min(digits.len()));
                add(whole);
                add(&ZEROS[..point - whole.len()]);
                if !fraction.is_empty() {
                    add(b".");
                    add(fraction);
                }
            }
            (None, _) if (-4..=0).contains(&self.point) => {
                add(b"0.");
                add(&ZEROS[..self.point.unsigned_abs() as usize]);
                add(digits);
            }
            (None, _) => {
                let (first, fraction) = digits.split_at(1);
                add(first);
                if !fraction.is_empty() {
                    add(b".");
                    add(fraction);
                }
                add(if self.point < 1 { b"e-" } else { b"e" });
                // No 32-bit float has an exponent of three digits.
                let exponent = (self.point - 1).unsigned_abs() % 100;
                if exponent >= 10 {
                    add(&[b'0' + (exponent / 10) as u8]);
                }
                add(&[b'0' + (exponent % 10) as u8]);
            }
        }
    }

    fn begin(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative { f.write_str("-") } else { Ok(()) }
    }
}

impl From<f64> for Digits {
    fn from(value: f64) -> Self {
        match value.is_finite() {
            true => Self::of(Buffer::new().format_finite(value)),
            false if value.is_nan() => Self::infinite_or_nan(false, "NaN"),
            false => Self::infinite_or_nan(value < 0.0, "inf"),
        }
    }
}

impl From<f32> for Digits {
    fn from(value: f32) -> Self {
        if value.is_finite() { Self::of(Buffer::new().format_finite(value)) } else { Self::from(f64::from(value)) }
    }
}

/// Shows a float without an exponent, as `{}` does: `0.001`, `-12`, `100000000000000000000`.
#[derive(Debug, Clone, Copy)]
pub struct Plain(Digits);

/// Shows a float with an exponent, as `{:e}` does: `1e-3`, `-1.2e1`.
#[derive(Debug, Clone, Copy)]
pub struct Exponential(Digits);

impl<T: Into<Digits>> From<T> for Plain {
    fn from(value: T) -> Self {
        Self(value.into())
    }
}

impl<T: Into<Digits>> From<T> for Exponential {
    fn from(value: T) -> Self {
        Self(value.into())
    }
}

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, digits) = (&self.0, self.0.digits());
        number.begin(f)?;
        if let Some(word) = number.word {
            return f.write_str(word);
        }
        let zeros = |f: &mut fmt::Formatter<'_>, count: i32| (0..count).try_for_each(|_| f.write_str("0"));
        match usize::try_from(number.point) {
            Ok(point) if point > 0 => match digits.split_at_checked(point) {
                Some((whole, "")) => f.write_str(whole),
                Some((whole, fraction)) => {
                    f.write_str(whole)?;
                    f.write_str(".")?;
                    f.write_str(fraction)
                }
                None => {
                    f.write_str(digits)?;
                    zeros(f, number.point - number.length as i32)
                }
            },
            _ if digits.is_empty() => f.write_str("0"),
            _ => {
                f.write_str("0.")?;
                zeros(f, -number.point)?;
                f.write_str(digits)
            }
        }
    }
}

impl fmt::Display for Exponential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, digits) = (&self.0, self.0.digits());
        number.begin(f)?;
        if let Some(word) = number.word {
            return f.write_str(word);
        }
        let (first, fraction) = digits.split_at_checked(1).unwrap_or(("0", ""));
        f.write_str(first)?;
        if !fraction.is_empty() {
            f.write_str(".")?;
            f.write_str(fraction)?;
        }
        write!(f, "e{}", if digits.is_empty() { 0 } else { number.point - 1 })
    }
}
