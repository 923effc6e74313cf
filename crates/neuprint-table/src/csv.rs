//! A table as CSV (RFC 4180): comma, CRLF, quotes where they are needed.
//!
//! A null is an empty field; an empty text is `""`. So what was written reads back as it was, if the reader tells the
//! two apart. (A row of a one-column table with nothing in it is therefore an empty line.) Integers are written in full,
//! floats with the fewest digits that read back the same, lists and maps as JSON.

use std::fmt::Write;

use crate::cell::Cell;
use crate::table::Table;

/// Appends a table to `out`: a line of column names, then its rows in this order (row indices), or as they are.
pub fn write_csv(table: &Table, order: Option<&[u32]>, out: &mut String) {
    for (at, column) in table.columns().iter().enumerate() {
        separate(at, out);
        text(column.name(), out);
    }
    out.push_str("\r\n");
    let mut line = |row: usize| {
        for at in 0..table.columns().len() {
            separate(at, out);
            field(table.cell(row, at), out);
        }
        out.push_str("\r\n");
    };
    match order {
        Some(order) => order.iter().for_each(|row| line(*row as usize)),
        None => (0..table.rows()).for_each(line),
    }
}

fn separate(at: usize, out: &mut String) {
    if at > 0 {
        out.push(',');
    }
}

fn field(cell: Cell<'_>, out: &mut String) {
    match cell {
        Cell::Text(v) | Cell::Json(v) => text(v, out),
        // Writing to a String cannot fail.
        plain => drop(write!(out, "{plain}")),
    }
}

fn text(text: &str, out: &mut String) {
    if !text.is_empty() && !text.contains([',', '"', '\r', '\n']) {
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
