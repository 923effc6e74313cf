//! Rows as lines of text: CSV (RFC 4180), and the same with tabs.
//!
//! CRLF ends a line, quotes are where they are needed. A null is an empty field; an empty text is `""`. So what was
//! written reads back as it was, if the reader tells the two apart. (A row of a one-column table with nothing in it is
//! therefore an empty line.) Integers are written in full, floats with the fewest digits that read back the same, lists
//! and maps as JSON.

use std::fmt::Write;

use crate::cell::Cell;
use crate::selection::Selection;
use crate::table::Table;

/// Appends a table to `out` as CSV: a line of column names, then its rows in this order (row indices), or as they are.
///
/// # Panics
/// If the order has a row that is not there.
pub fn write_csv(table: &Table, order: Option<&[u32]>, out: &mut String) {
    write_delimited(&Selection::new(table, order), ',', true, out);
}

/// Appends rows to `out`, fields apart by `separator`; with `heads` a line of column names first. IDs that are text are
/// written as `="720575940628857211"`, which spreadsheets show as it is.
///
/// # Panics
/// If the selection has a row that is not there.
pub fn write_delimited(selection: &Selection<'_>, separator: char, heads: bool, out: &mut String) {
    let separate = |at: usize, out: &mut String| {
        if at > 0 {
            out.push(separator);
        }
    };
    if heads {
        for (at, selected) in selection.columns.iter().enumerate() {
            separate(at, out);
            text(selected.column.name(), separator, out);
        }
        out.push_str("\r\n");
    }
    for row in selection.rows.iter() {
        for (at, selected) in selection.columns.iter().enumerate() {
            separate(at, out);
            // Writing to a String cannot fail.
            let _ = match selected.cell(row) {
                (Cell::Text(v) | Cell::Json(v), _) => {
                    text(v, separator, out);
                    Ok(())
                }
                (id, true) => write!(out, "\"=\"\"{id}\"\"\""),
                (plain, false) => write!(out, "{plain}"),
            };
        }
        out.push_str("\r\n");
    }
}

fn text(text: &str, separator: char, out: &mut String) {
    if !text.is_empty() && !text.contains([separator, '"', '\r', '\n']) {
        out.push_str(text);
        return;
    }
    out.push('"');
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            out.push_str("\"\"");
        }
        out.push_str(part);
    }
    out.push('"');
}
