//! Numbers written into a given place, fast.
//!
//! ```
//! use neuprint_decimal::{ROOM, write_f32, write_i64};
//!
//! let mut text = [0; ROOM];
//! let length = write_f32(-16234.57, &mut text);
//! assert_eq!(&text[..length], b"-16234.57");
//! let length = write_i64(i64::MIN, &mut text);
//! assert_eq!(&text[..length], b"-9223372036854775808");
//! ```
//!
//! Whoever writes millions of numbers has them here without formatting machinery and without copies of unknown length, which
//! in WebAssembly cost as much as the number.

use crate::write::Digits;

/// So many bytes have room for any number.
pub const ROOM: usize = 32;

const TENS: [f64; 6] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5];

/// Writes the shortest text that reads back as the same float, and says how long it is. Below 0.00001 and from 10^16 on with
/// an exponent (`1e-7`, `-1.5e20`), in between without. What stands behind the text is of no meaning.
#[inline]
pub fn write_f32(value: f32, text: &mut [u8; ROOM]) -> usize {
    let negative = value.is_sign_negative();
    text[0] = b'-';
    let start = usize::from(negative);
    let magnitude = f64::from(value.abs());
    let Some((fraction, decimals)) = decimals(value.abs(), magnitude) else { return any_f32(value, text) };
    let digits = put(text, start, magnitude as u32);
    text[start + digits] = b'.';
    let end = start + digits + usize::from(decimals > 0);
    // The zeros before the fraction's digits are digits, too.
    place(text, end, ascii(eight_digits(fraction)) >> (4 * (8 - decimals)) >> (4 * (8 - decimals)));
    end + decimals
}

/// Writes an integer, and says how long it is.
#[inline]
pub fn write_i64(value: i64, text: &mut [u8; ROOM]) -> usize {
    const EIGHT: u64 = 100_000_000;
    text[0] = b'-';
    let start = usize::from(value < 0);
    let magnitude = value.unsigned_abs();
    if magnitude < EIGHT {
        return start + put(text, start, magnitude as u32);
    }
    let (high, low) = (magnitude / EIGHT, magnitude % EIGHT);
    let mut end = start;
    if high < EIGHT {
        end += put(text, end, high as u32);
    } else {
        end += put(text, end, (high / EIGHT) as u32);
        place(text, end, ascii(eight_digits((high % EIGHT) as u32)));
        end += 8;
    }
    place(text, end, ascii(eight_digits(low as u32)));
    end + 8
}

/// The digits behind the point of a float of at most eight before it, and how many they are; `None` if they are more than five.
/// With fewer decimals nothing reads back as the same float.
#[inline]
fn decimals(value: f32, magnitude: f64) -> Option<(u32, usize)> {
    // Adding it leaves no bit for a fraction: the sum is rounded to an integer, which are its lowest bits.
    const ROUNDER: f64 = (1_u64 << 52) as f64;
    // Not NaN either.
    if !(magnitude < f64::from(1 << 24)) {
        return None;
    }
    TENS.iter().enumerate().find_map(|(decimals, ten)| {
        // 24 bits times at most 12, and so exact.
        let whole = magnitude * ten + ROUNDER;
        let quotient = (whole - ROUNDER) / ten;
        // The nearest float64. Half way between two float32 it does not say which of them is the nearest to the text.
        let half_way = quotient.to_bits() & ((1 << 29) - 1) == 1 << 28;
        (quotient as f32 == value && !half_way).then(|| {
            let number = whole.to_bits() - ROUNDER.to_bits();
            let before = u64::from(magnitude as u32) * *ten as u64;
            // Rounding never reaches the next integer: that would have been found without decimals.
            (number.wrapping_sub(before) as u32, decimals)
        })
    })
}

/// Any other float.
#[cold]
#[inline(never)]
fn any_f32(value: f32, text: &mut [u8; ROOM]) -> usize {
    let number = Digits::from(value);
    let mut end = 0;
    let mut add = |bytes: &[u8]| {
        for byte in bytes {
            // No float has more than ROOM bytes.
            if let Some(place) = text.get_mut(end) {
                *place = *byte;
                end += 1;
            }
        }
    };
    number.bytes(&mut add);
    end
}

/// Writes a number below 10^8 from this place on, and says how many digits it has.
#[inline]
fn put(text: &mut [u8; ROOM], at: usize, number: u32) -> usize {
    let digits = eight_digits(number);
    // A zero has one.
    let zeros = (digits.trailing_zeros() as usize / 8).min(7);
    place(text, at, ascii(digits) >> (8 * zeros));
    8 - zeros
}

#[inline]
fn place(text: &mut [u8; ROOM], at: usize, digits: u64) {
    // Nothing is written from beyond the twenty-first byte on: the remainder only says so.
    let at = at % (ROOM - 7);
    text[at..at + 8].copy_from_slice(&digits.to_le_bytes());
}

#[inline]
fn ascii(digits: u64) -> u64 {
    digits | 0x3030_3030_3030_3030
}

/// The eight digits of a number below 10^8, the first in the lowest byte. By halves: fours, pairs, single digits, each division
/// by a multiplication that is exact for so small numbers.
#[inline]
fn eight_digits(number: u32) -> u64 {
    let fours = u64::from(number / 10_000) | u64::from(number % 10_000) << 32;
    let hundreds = fours.wrapping_mul(10_486) >> 20 & 0x0000_007f_0000_007f;
    let pairs = hundreds | fours.wrapping_sub(100 * hundreds) << 16;
    let tens = pairs.wrapping_mul(103) >> 10 & 0x000f_000f_000f_000f;
    tens | pairs.wrapping_sub(10 * tens) << 8
}
