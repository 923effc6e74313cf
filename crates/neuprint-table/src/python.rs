//! Cells as Python writes them.

use std::fmt::Write;

use crate::cell::Cell;
use crate::decode::unescape;
use crate::selection::Selection;

/// Appends a Python list to `out`: of values for one column, of tuples for several.
///
/// ```
/// use neuprint_table::{Cell, Column, Selection, Table, write_python};
///
/// let mut body = Column::new("bodyId");
/// for cell in [Cell::UInt(u64::MAX), Cell::Text("it's"), Cell::Null, Cell::Json(r#"[true,"\/"]"#)] {
///     body.push(cell);
/// }
/// let table = Table::of_columns(vec![body]).unwrap();
/// let mut text = String::new();
/// write_python(&Selection::new(&table, None), &mut text);
/// assert_eq!(text, r#"[18446744073709551615, "it's", None, [True, '/']]"#);
/// ```
///
/// # Panics
/// If the selection has a row that is not there.
pub fn write_python(selection: &Selection<'_>, out: &mut String) {
    out.push('[');
    for (at, row) in selection.rows.iter().enumerate() {
        out.push_str(if at > 0 { ", " } else { "" });
        if let [only] = &selection.columns[..] {
            value(only.column.cell(row), out);
            continue;
        }
        out.push('(');
        for (at, selected) in selection.columns.iter().enumerate() {
            out.push_str(if at > 0 { ", " } else { "" });
            value(selected.column.cell(row), out);
        }
        out.push(')');
    }
    out.push(']');
}

fn value(cell: Cell<'_>, out: &mut String) {
    match cell {
        Cell::Null => out.push_str("None"),
        Cell::Bool(true) => out.push_str("True"),
        Cell::Bool(false) => out.push_str("False"),
        Cell::Text(value) => text(value, out),
        Cell::Json(value) => json(value, out),
        Cell::Float(value) if !value.is_finite() => out.push_str(match value {
            f64::INFINITY => "float('inf')",
            f64::NEG_INFINITY => "float('-inf')",
            _ => "float('nan')",
        }),
        Cell::Int(_) | Cell::UInt(_) | Cell::Float(_) => {
            let start = out.len();
            // Writing to a String cannot fail.
            let _ = write!(out, "{cell}");
            // A float that is whole stays a float.
            if matches!(cell, Cell::Float(_)) && !out[start..].contains(['.', 'e']) {
                out.push_str(".0");
            }
        }
    }
}

/// Appends a text as `repr` does: in single quotes, unless there are such and no double ones in it.
fn text(text: &str, out: &mut String) {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    out.push(quote);
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if letter == quote => out.extend(['\\', quote]),
            // Writing to a String cannot fail.
            _ if letter.is_control() => drop(write!(out, "\\x{:02x}", u32::from(letter))),
            // Lines end here for some editors, though not for Python.
            '\u{2028}' | '\u{2029}' => drop(write!(out, "\\u{:04x}", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out.push(quote);
}

/// Appends a JSON value, of which only texts and three words are different in Python.
fn json(mut json: &str, out: &mut String) {
    let mut unquoted = String::new();
    while let Some(first) = json.bytes().next() {
        let (part, word) = match first {
            b'"' => (string_end(json), None),
            b't' => ("true".len(), Some("True")),
            b'f' => ("false".len(), Some("False")),
            b'n' => ("null".len(), Some("None")),
            b',' => (1, Some(", ")),
            b':' => (1, Some(": ")),
            // Numbers, brackets and spaces.
            _ => (json.find(['"', 't', 'f', 'n', ',', ':']).unwrap_or(json.len()), None),
        };
        let (part, rest) = json.split_at_checked(part).unwrap_or((json, ""));
        match word {
            Some(word) => out.push_str(word),
            None if first == b'"' => {
                unquoted.clear();
                // What the decoder has taken for JSON has no other escapes.
                let _ = unescape(part.as_bytes(), &mut unquoted);
                text(&unquoted, out);
            }
            None => out.push_str(part),
        }
        json = rest;
    }
}

/// How long the text with its quotes is that JSON begins with.
fn string_end(json: &str) -> usize {
    let mut escaped = true;
    let end = json.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(json.len(), |end| end + 1)
}
