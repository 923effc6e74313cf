//! From decimal text to floats.

use crate::big;
use crate::nearest::{F32, F64, Format, nearest};

/// The powers of ten that are floats.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];
/// So many digits fit 64 bits, whichever they are.
const DIGITS: usize = 19;
/// 5^27 is the largest power of five below 2^63.
const FIVES: i32 = 27;
/// Larger exponents are as good as this one: no text has so many digits that they bring it back to a float.
const WILD: i32 = 1 << 27;

/// The float nearest to a decimal number: `-12`, `.5`, `1.`, `6.02e+23`. Infinite if it is beyond all floats; `None` if it
/// is no number.
pub fn parse_f64(text: &[u8]) -> Option<f64> {
    let decimal = Decimal::read(text)?;
    // Both are floats, so that one multiplication or division rounds once (Clinger 1990).
    let power = TENS.get(decimal.exponent.unsigned_abs() as usize);
    let magnitude = match power {
        Some(power) if decimal.rest.is_empty() && decimal.mantissa <= 1 << 53 => {
            let whole = decimal.mantissa as f64;
            if decimal.exponent < 0 { whole / power } else { whole * power }
        }
        _ => f64::from_bits(decimal.magnitude(F64)),
    };
    Some(if decimal.negative { -magnitude } else { magnitude })
}

/// [`parse_f64`] for the nearest 32-bit float.
pub fn parse_f32(text: &[u8]) -> Option<f32> {
    let decimal = Decimal::read(text)?;
    // The bits of a 32-bit float fit 32 bits.
    let magnitude = decimal.near_f32().unwrap_or_else(|| f32::from_bits(decimal.magnitude(F32) as u32));
    Some(if decimal.negative { -magnitude } else { magnitude })
}

/// mantissa · 10^exponent, and what else there is of the number.
struct Decimal<'t> {
    negative: bool,
    /// The first digits behind leading zeros.
    mantissa: u64,
    exponent: i32,
    /// The digits behind those, with the point; its zeros apart, the number is not what the mantissa says.
    rest: &'t [u8],
}

impl<'t> Decimal<'t> {
    fn read(text: &'t [u8]) -> Option<Self> {
        let (negative, unsigned) = match text {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            _ => (false, text),
        };
        let (mut mantissa, mut exponent, mut taken) = (0_u64, 0, 0);
        let (mut any, mut point, mut rest) = (false, false, &text[..0]);
        for (at, byte) in unsigned.iter().enumerate() {
            match byte {
                b'0'..=b'9' => {
                    any = true;
                    if taken < DIGITS {
                        mantissa = mantissa * 10 + u64::from(byte - b'0');
                        taken += usize::from(mantissa > 0);
                    } else {
                        if rest.is_empty() {
                            rest = &unsigned[at..];
                        }
                        exponent += 1;
                    }
                    exponent -= i32::from(point);
                }
                b'.' if !point => point = true,
                b'e' | b'E' => {
                    exponent += power(&unsigned[at..])?;
                    rest = &rest[..rest.len().saturating_sub(unsigned.len() - at)];
                    break;
                }
                _ => return None,
            }
        }
        any.then_some(Self { negative, mantissa, exponent, rest })
    }

    /// The nearest 32-bit float without its sign by way of a 64-bit one; `None` if that does not tell which it is.
    fn near_f32(&self) -> Option<f32> {
        let power = TENS.get(self.exponent.unsigned_abs() as usize).filter(|_| self.rest.is_empty())?;
        let whole = self.mantissa as f64;
        let wide = if self.exponent < 0 { whole / power } else { whole * power };
        // It was rounded at most twice, by half of its last place each time, which may be doubled by then. Unless it is as near
        // as that to the middle between two 32-bit floats, it is on the same side of it as the number itself.
        const BELOW_F32: u64 = (1 << 29) - 1;
        const MIDDLE: u64 = 1 << 28;
        ((wide.to_bits() & BELOW_F32).abs_diff(MIDDLE) > 4).then_some(wide as f32)
    }

    /// The bits of the nearest float without its sign.
    fn magnitude(&self, format: Format) -> u64 {
        if self.mantissa == 0 {
            return 0;
        }
        if !self.rest.is_empty() || self.exponent.abs() > FIVES {
            return self.long_magnitude(format);
        }
        let power = 5_u64.pow(self.exponent.unsigned_abs());
        if self.exponent >= 0 {
            return nearest(u128::from(self.mantissa) * u128::from(power), false, self.exponent, format);
        }
        // The quotient has at least 63 bits, more than a float.
        let shift = 63 + self.mantissa.leading_zeros() as i32;
        let dividend = u128::from(self.mantissa) << shift;
        let (quotient, remainder) = (dividend / u128::from(power), dividend % u128::from(power));
        nearest(quotient, remainder != 0, self.exponent - shift, format)
    }

    /// The same for any number of digits and any exponent.
    fn long_magnitude(&self, format: Format) -> u64 {
        // The number is from 10^exponent to below 10^(exponent + 19): beyond these bounds no digit matters.
        if self.exponent > 310 {
            return format.infinity();
        }
        if self.exponent < -345 {
            return 0;
        }
        let (whole, tail, exponent) = big::of_digits(self.mantissa, self.rest, self.exponent);
        let (top, below, twos) = big::times_power_of_five(whole, exponent);
        nearest(top, below || tail, exponent + twos, format)
    }
}

/// The exponent behind `e`; `None` if it is none. One beyond all floats is cut.
fn power(text: &[u8]) -> Option<i32> {
    let (negative, digits) = match text {
        [] => return Some(0),
        [_, b'-', digits @ ..] => (true, digits),
        [_, b'+', digits @ ..] | [_, digits @ ..] => (false, digits),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = digits.iter().fold(0, |value: i32, digit| (value * 10 + i32::from(digit - b'0')).min(WILD));
    Some(if negative { -value } else { value })
}
