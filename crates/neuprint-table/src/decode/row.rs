//! The cells of one complete row.

use super::DecodeError;
use super::scan::ValueScan;
use crate::cell::Cell;
use crate::column::Column;

/// What is wrong in a row, at a byte within it.
pub(super) struct RowError {
    at: usize,
    problem: String,
}

impl RowError {
    /// The error of the whole answer, for a row that begins at `offset`.
    pub(super) fn at(self, offset: usize) -> DecodeError {
        DecodeError::NotJson { at: offset + self.at, problem: self.problem }
    }
}

/// How many cells a row has.
pub(super) fn width(row: &[u8]) -> Result<usize, RowError> {
    cells(row, |_, _| {})
}

/// Pushes a row's cells onto the columns; answers how many cells it has, of which only those that have a column
/// were pushed.
pub(super) fn push(row: &[u8], columns: &mut [Column]) -> Result<usize, RowError> {
    cells(row, |at, cell| {
        if let Some(column) = columns.get_mut(at) {
            column.push(cell);
        }
    })
}

/// Calls `each` with every cell of a row that begins with `[` and ends with its `]`.
fn cells(row: &[u8], mut each: impl FnMut(usize, Cell<'_>)) -> Result<usize, RowError> {
    let mut at = 1;
    let mut count = 0;
    skip_blanks(row, &mut at);
    if row.get(at) == Some(&b']') {
        return Ok(0);
    }
    loop {
        skip_blanks(row, &mut at);
        cell(row, &mut at, |cell| each(count, cell))?;
        count += 1;
        skip_blanks(row, &mut at);
        match row.get(at) {
            Some(b',') => at += 1,
            Some(b']') if at + 1 == row.len() => return Ok(count),
            _ => return Err(RowError { at, problem: "a comma or `]` is missing".into() }),
        }
    }
}

fn skip_blanks(row: &[u8], at: &mut usize) {
    while matches!(row.get(*at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
        *at += 1;
    }
}

fn cell(row: &[u8], at: &mut usize, each: impl FnOnce(Cell<'_>)) -> Result<(), RowError> {
    let start = *at;
    let wrong = |problem: String| RowError { at: start, problem };
    let length = ValueScan::default().find_end(&row[start..]).unwrap_or(row.len() - start);
    let text = &row[start..start + length];
    *at = start + length;
    match text.first() {
        Some(b'"') => match plain(text) {
            Some(text) => each(Cell::Text(text)),
            None => {
                let text: String = serde_json::from_slice(text).map_err(|e| wrong(e.to_string()))?;
                each(Cell::Text(&text));
            }
        },
        Some(b'[' | b'{') => each(Cell::Json(&compact(text).map_err(wrong)?)),
        Some(b'-' | b'0'..=b'9') => {
            let digits = json_number(text).ok_or_else(|| wrong("this is not a number".into()))?;
            each(number(digits));
        }
        _ => match text {
            b"null" => each(Cell::Null),
            b"true" => each(Cell::Bool(true)),
            b"false" => each(Cell::Bool(false)),
            _ => return Err(wrong("a value is missing or misspelt".into())),
        },
    }
    Ok(())
}

/// The content of a JSON string that needs no decoding.
fn plain(text: &[u8]) -> Option<&str> {
    let inner = text.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    if inner.iter().any(|byte| matches!(byte, b'\\' | b'"' | 0..=0x1f)) {
        return None;
    }
    std::str::from_utf8(inner).ok()
}

/// A number's text, if it is one in JSON's grammar.
fn json_number(text: &[u8]) -> Option<&str> {
    serde_json::from_slice::<serde::de::IgnoredAny>(text).ok()?;
    std::str::from_utf8(text).ok()
}

fn number(text: &str) -> Cell<'_> {
    if !text.contains(['.', 'e', 'E']) {
        if let Ok(value) = text.parse() {
            return Cell::Int(value);
        }
        // An integer of another size keeps its digits as text.
        return text.parse().map_or(Cell::Json(text), Cell::UInt);
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Cell::Float(value),
        _ => Cell::Json(text),
    }
}

/// A list or a map without the white space between its parts.
fn compact(text: &[u8]) -> Result<String, String> {
    serde_json::from_slice::<serde::de::IgnoredAny>(text).map_err(|e| e.to_string())?;
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
    String::from_utf8(out).map_err(|e| e.to_string())
}
