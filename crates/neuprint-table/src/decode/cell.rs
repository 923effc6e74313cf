//! One cell of a row, read from the bytes where it begins.

use super::scan::ValueScan;
use crate::cell::Cell;
use crate::column::Column;

/// How reading a cell ended.
pub(super) enum Read {
    /// The cell was handed on; it has this many bytes.
    Complete(usize),
    /// Its end has not come yet.
    Incomplete,
}

/// Reads the cell that `bytes` begin with and pushes it onto `column`; without one it is only checked. `scan` keeps how
/// far a long cell was looked through when its end had not come.
pub(super) fn read(bytes: &[u8], scan: &mut Option<ValueScan>, column: Option<&mut Column>) -> Result<Read, String> {
    // Most cells of most answers.
    if let Some((value, length)) = short_integer(bytes) {
        if let Some(column) = column {
            column.push_int(value);
        }
        return Ok(Read::Complete(length));
    }
    let push = |cell: Cell<'_>| {
        if let Some(column) = column {
            column.push(cell);
        }
    };
    match bytes[0] {
        b'"' if scan.is_none() => {
            // Most texts have no escapes and end in this piece.
            let inner = &bytes[1..];
            if let Some(end) = inner.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))
                && inner[end] == b'"'
            {
                let text = std::str::from_utf8(&inner[..end]).map_err(|_| "the text is not UTF-8")?;
                push(Cell::Text(text));
                return Ok(Read::Complete(end + 2));
            }
            scanned(bytes, scan, push)
        }
        b'"' | b'[' | b'{' => scanned(bytes, scan, push),
        b'-' | b'0'..=b'9' => {
            let end = bytes.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
            let Some(end) = end else { return Ok(Read::Incomplete) };
            push(number(&bytes[..end]).ok_or("this is not a number")?);
            Ok(Read::Complete(end))
        }
        b'n' => word(bytes, "null", Cell::Null, push),
        b't' => word(bytes, "true", Cell::Bool(true), push),
        b'f' => word(bytes, "false", Cell::Bool(false), push),
        _ => Err("a value is missing or misspelt".into()),
    }
}

/// An integer of up to 18 digits, and its length, if its end is among the bytes. What this leaves, [`number`] reads.
fn short_integer(bytes: &[u8]) -> Option<(i64, usize)> {
    let negative = bytes.first() == Some(&b'-');
    let start = usize::from(negative);
    let (mut value, mut at) = (0_i64, start);
    while at < start + 19 {
        let digit = bytes.get(at)?.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        // Only a 19th digit, which ends this, can go beyond.
        value = value.wrapping_mul(10).wrapping_add(i64::from(digit));
        at += 1;
    }
    // The first digit is 0 in `0`, in `-0`, which is no integer, and in what is no number at all.
    let plain = at - start <= 18 && at > start && (bytes[start] != b'0' || at == 1);
    (plain && matches!(bytes.get(at), Some(b',' | b']')))
        .then_some((if negative { value.wrapping_neg() } else { value }, at))
}

/// A text with escapes, a list or a map: its end is looked for first.
fn scanned(bytes: &[u8], scan: &mut Option<ValueScan>, push: impl FnOnce(Cell<'_>)) -> Result<Read, String> {
    let mut looking = scan.take().unwrap_or_default();
    let Some(end) = looking.find_end(bytes) else {
        *scan = Some(looking);
        return Ok(Read::Incomplete);
    };
    let value = &bytes[..end];
    if value[0] == b'"' {
        let text: String = serde_json::from_slice(value).map_err(|error| error.to_string())?;
        push(Cell::Text(&text));
    } else {
        push(Cell::Json(&compact(value)?));
    }
    Ok(Read::Complete(end))
}

fn word(bytes: &[u8], word: &str, cell: Cell<'_>, push: impl FnOnce(Cell<'_>)) -> Result<Read, String> {
    if bytes.starts_with(word.as_bytes()) {
        push(cell);
        return Ok(Read::Complete(word.len()));
    }
    if word.as_bytes().starts_with(bytes) {
        return Ok(Read::Incomplete);
    }
    Err(format!("`{word}` is misspelt"))
}

/// A number in JSON's grammar.
fn number(text: &[u8]) -> Option<Cell<'_>> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let whole = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if whole == 0 || (whole > 1 && digits[0] == b'0') {
        return None;
    }
    if whole < digits.len() {
        return fraction(text, &digits[whole..]);
    }
    if whole <= 18 {
        let value = digits.iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
        return Some(match (digits.len() < text.len(), value) {
            // Only a float has a negative zero.
            (true, 0) => Cell::Float(-0.0),
            (true, value) => Cell::Int(-value),
            (false, value) => Cell::Int(value),
        });
    }
    let text = std::str::from_utf8(text).ok()?;
    if let Ok(value) = text.parse() {
        return Some(Cell::Int(value));
    }
    // An integer of another size keeps its digits as text.
    Some(text.parse().map_or(Cell::Json(text), Cell::UInt))
}

/// A number of which `rest` follows the digits before the point.
fn fraction<'t>(text: &'t [u8], rest: &[u8]) -> Option<Cell<'t>> {
    let digits = |bytes: &[u8]| bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut rest = rest;
    if let Some(decimals) = rest.strip_prefix(b".") {
        let count = digits(decimals);
        rest = decimals.get(count..).filter(|_| count > 0)?;
    }
    if let [b'e' | b'E', exponent @ ..] = rest {
        let exponent = exponent.strip_prefix(b"-").or(exponent.strip_prefix(b"+")).unwrap_or(exponent);
        let count = digits(exponent);
        rest = exponent.get(count..).filter(|_| count > 0)?;
    }
    if !rest.is_empty() {
        return None;
    }
    let text = std::str::from_utf8(text).ok()?;
    // A number beyond all floats keeps its digits as text.
    let value: f64 = text.parse().ok()?;
    Some(if value.is_finite() { Cell::Float(value) } else { Cell::Json(text) })
}

/// A list or a map without the white space between its parts.
fn compact(text: &[u8]) -> Result<String, String> {
    serde_json::from_slice::<serde::de::IgnoredAny>(text).map_err(|error| error.to_string())?;
    let mut out = Vec::with_capacity(text.len());
    let (mut in_text, mut escaped) = (false, false);
    for byte in text {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b' ' | b'\t' | b'\n' | b'\r' if !in_text => continue,
            _ => {}
        }
        out.push(*byte);
    }
    String::from_utf8(out).map_err(|_| "the text is not UTF-8".into())
}
