//! One cell of a row, read from the bytes where it begins.

use super::scan::ValueScan;
use super::{json, number, words};
use crate::cell::Cell;

/// What was read.
pub(super) enum Read<'b> {
    /// A text as it stands: nobody has looked whether it is UTF-8.
    Plain(&'b [u8]),
    Cell(Cell<'b>),
}

/// Reads the cell that `bytes` begin with, and says how many of them it takes; `None` if its end has not come yet. `scan`
/// keeps how far a long cell was looked through then; `scratch` holds what cannot be borrowed from the bytes.
pub(super) fn read<'b>(
    bytes: &'b [u8],
    scan: &mut Option<ValueScan>,
    scratch: &'b mut String,
) -> Result<Option<(Read<'b>, usize)>, &'static str> {
    let (word, cell) = match bytes[0] {
        b'"' if scan.is_none() => {
            // Most texts have no escapes and end in this piece.
            let inner = &bytes[1..];
            if let Some(end) = words::end_of_text(inner).filter(|end| inner[*end] == b'"') {
                return Ok(Some((Read::Plain(&inner[..end]), end + 2)));
            }
            return scanned(bytes, scan, scratch);
        }
        b'"' | b'[' | b'{' => return scanned(bytes, scan, scratch),
        b'-' | b'0'..=b'9' => {
            let end = bytes.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
            let Some(end) = end else { return Ok(None) };
            return Ok(Some((Read::Cell(number::read(&bytes[..end]).ok_or("this is not a number")?), end)));
        }
        b'n' => ("null", Cell::Null),
        b't' => ("true", Cell::Bool(true)),
        b'f' => ("false", Cell::Bool(false)),
        _ => return Err("a value is missing or misspelt"),
    };
    if bytes.starts_with(word.as_bytes()) {
        return Ok(Some((Read::Cell(cell), word.len())));
    }
    if word.as_bytes().starts_with(bytes) { Ok(None) } else { Err("`null`, `true` or `false` is misspelt") }
}

/// The cell of a text as it stands.
pub(super) fn as_text(text: &[u8]) -> Result<Cell<'_>, &'static str> {
    std::str::from_utf8(text).map(Cell::Text).map_err(|_| "the text is not UTF-8")
}

/// Reads the cell that `text` is: the white space around it does not matter.
#[cfg(feature = "arrow")]
pub(crate) fn read_whole<'b>(text: &'b [u8], scratch: &'b mut String) -> Result<Cell<'b>, &'static str> {
    let text = text.trim_ascii();
    match text {
        [] => Err("there is no value"),
        // A number has no end of its own.
        [b'-' | b'0'..=b'9', ..] => number::read(text).ok_or("this is not a number"),
        _ => match read(text, &mut None, scratch)? {
            Some((read, length)) if length == text.len() => match read {
                Read::Plain(text) => as_text(text),
                Read::Cell(cell) => Ok(cell),
            },
            Some(_) => Err("something follows the value"),
            None => Err("the value does not end"),
        },
    }
}

/// A text with escapes, a list or a map: its end is looked for first.
fn scanned<'b>(
    bytes: &[u8],
    scan: &mut Option<ValueScan>,
    scratch: &'b mut String,
) -> Result<Option<(Read<'b>, usize)>, &'static str> {
    let mut looking = scan.take().unwrap_or_default();
    let Some(end) = looking.find_end(bytes) else {
        *scan = Some(looking);
        return Ok(None);
    };
    let value = &bytes[..end];
    scratch.clear();
    let cell = if value[0] == b'"' {
        json::unescape(value, scratch)?;
        Cell::Text(scratch)
    } else {
        json::compact(value, scratch)?;
        Cell::Json(scratch)
    };
    Ok(Some((Read::Cell(cell), end)))
}
