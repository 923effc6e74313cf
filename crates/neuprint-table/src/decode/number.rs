//! Numbers in JSON's grammar.

use super::words;
use crate::cell::Cell;

const TEN_TO_THE: [i64; 9] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// An integer of up to 18 digits, and its length, if its end is among the bytes. What this leaves, [`read`] reads.
pub(super) fn short_integer(bytes: &[u8]) -> Option<(i64, usize)> {
    let negative = bytes.first() == Some(&b'-');
    let start = usize::from(negative);
    let (mut value, mut at) = (0_i64, start);
    // More than 18 digits, which may be too much, end this.
    while let Some(eight) = bytes.get(at..)?.first_chunk() {
        let (count, number) = words::digits(*eight);
        value = value.wrapping_mul(TEN_TO_THE[count]).wrapping_add(number);
        at += count;
        if count < 8 || at - start > 18 {
            break;
        }
    }
    // The last bytes of a piece are fewer.
    while at - start <= 18 {
        let digit = bytes.get(at)?.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        value = value.wrapping_mul(10).wrapping_add(i64::from(digit));
        at += 1;
    }
    // The first digit is 0 in `0`, in `-0`, which is no integer, and in what is no number at all.
    let plain = at - start <= 18 && at > start && (bytes[start] != b'0' || at == 1);
    let ends = matches!(bytes.get(at), Some(b',' | b']'));
    (plain && ends).then_some((if negative { value.wrapping_neg() } else { value }, at))
}

/// Whether a text is a number.
pub(super) fn is_number(text: &[u8]) -> bool {
    shape(text).is_some()
}

/// A number, exactly; `None` if it is none.
pub(crate) fn read(bytes: &[u8]) -> Option<Cell<'_>> {
    let whole = shape(bytes)?;
    let text = std::str::from_utf8(bytes).ok()?;
    // Only a float has a negative zero.
    if whole && text != "-0" {
        let unsigned = || text.parse().ok().map(Cell::UInt);
        // An integer of another size keeps its digits as text.
        return Some(text.parse().ok().map(Cell::Int).or_else(unsigned).unwrap_or(Cell::Json(text)));
    }
    // A number beyond all floats keeps its digits as text.
    let value = neuprint_decimal::parse_f64(bytes)?;
    Some(if value.is_finite() { Cell::Float(value) } else { Cell::Json(text) })
}

/// Whether a number is whole, if it is one.
fn shape(text: &[u8]) -> Option<bool> {
    let digits = |bytes: &[u8]| bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let unsigned = text.strip_prefix(b"-").unwrap_or(text);
    let whole = digits(unsigned);
    if whole == 0 || (whole > 1 && unsigned[0] == b'0') {
        return None;
    }
    let mut rest = &unsigned[whole..];
    if rest.is_empty() {
        return Some(true);
    }
    if let Some(decimals) = rest.strip_prefix(b".") {
        let count = digits(decimals);
        rest = decimals.get(count..).filter(|_| count > 0)?;
    }
    if let [b'e' | b'E', exponent @ ..] = rest {
        let exponent = exponent.strip_prefix(b"-").or(exponent.strip_prefix(b"+")).unwrap_or(exponent);
        let count = digits(exponent);
        rest = exponent.get(count..).filter(|_| count > 0)?;
    }
    rest.is_empty().then_some(false)
}
