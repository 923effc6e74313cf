//! A table as JSON text, in the server's own form: `{"columns":[…],"data":[[…],…]}`.
//!
//! Integers are written in full, floats with the fewest digits that read back the same and always with a fraction or an
//! exponent, lists and maps as the server sent them. So [`TableDecoder`](crate::TableDecoder) reads back the same cells.

use std::fmt::Write;

use crate::cell::Cell;
use crate::selection::{Selected, Selection};
use crate::table::Table;

/// Appends a table to `out`: its rows in this order (row indices), or as they are.
///
/// ```
/// use neuprint_table::{TableDecoder, write_json};
///
/// let answer = r#"{"columns":["bodyId"],"data":[[720575940628857211],[null]]}"#;
/// let mut decoder = TableDecoder::new();
/// decoder.push(answer.as_bytes())?;
/// let mut json = String::new();
/// write_json(&decoder.finish()?, None, &mut json);
/// assert_eq!(json, answer);
/// # Ok::<(), neuprint_table::DecodeError>(())
/// ```
pub fn write_json(table: &Table, order: Option<&[u32]>, out: &mut String) {
    out.push_str("{\"columns\":[");
    for (at, column) in table.columns().iter().enumerate() {
        separate(at, out);
        write_json_text(column.name(), out);
    }
    out.push_str("],\"data\":[");
    for at in 0..order.map_or(table.rows(), <[u32]>::len) {
        separate(at, out);
        let row = order.map_or(at, |order| order[at] as usize);
        out.push('[');
        for column in 0..table.columns().len() {
            separate(column, out);
            write_json_cell(table.cell(row, column), out);
        }
        out.push(']');
    }
    out.push_str("]}");
}

/// Appends rows to `out` as a list: of values for one column; of lists for several, or with `heads` of objects, in which a
/// name that is there twice stands twice.
///
/// # Panics
/// If the selection has a row that is not there.
pub fn write_records(selection: &Selection<'_>, heads: bool, out: &mut String) {
    out.push('[');
    for (at, row) in selection.rows.iter().enumerate() {
        separate(at, out);
        match &selection.columns[..] {
            [only] => write_selected(only, row, out),
            columns if heads => {
                out.push('{');
                for (at, selected) in columns.iter().enumerate() {
                    separate(at, out);
                    write_json_text(selected.column.name(), out);
                    out.push(':');
                    write_selected(selected, row, out);
                }
                out.push('}');
            }
            columns => write_row(columns, row, out),
        }
    }
    out.push(']');
}

/// Appends rows to `out` with what is said about them: `{"about":{…},"columns":["bodyId",…],"rows":[[…],…]}`. IDs that
/// are text are JSON texts.
///
/// ```
/// use neuprint_table::{Cell, Column, Selection, Table, write_json_file};
///
/// let mut body = Column::new("bodyId");
/// body.push(Cell::Int(720_575_940_628_857_211));
/// let table = Table::of_columns(vec![body]).unwrap();
/// let mut json = String::new();
/// write_json_file(&Selection::new(&table, None).ids_as_text(), &[("dataset", "hemibrain:v1.2.1")], &mut json);
/// assert_eq!(json, r#"{"about":{"dataset":"hemibrain:v1.2.1"},"columns":["bodyId"],"rows":[["720575940628857211"]]}"#);
/// ```
///
/// # Panics
/// If the selection has a row that is not there.
pub fn write_json_file(selection: &Selection<'_>, about: &[(&str, &str)], out: &mut String) {
    begin_file(selection, about, out);
    write_file_rows(selection, true, out);
    end_file(out);
}

/// What stands before the rows of a file.
pub(crate) fn begin_file(selection: &Selection<'_>, about: &[(&str, &str)], out: &mut String) {
    out.push_str("{\"about\":{");
    for (at, (name, value)) in about.iter().enumerate() {
        separate(at, out);
        write_json_text(name, out);
        out.push(':');
        write_json_text(value, out);
    }
    out.push_str("},\"columns\":[");
    for (at, selected) in selection.columns.iter().enumerate() {
        separate(at, out);
        write_json_text(selected.column.name(), out);
    }
    out.push_str("],\"rows\":[");
}

/// Some rows of a file, the first of it or not.
pub(crate) fn write_file_rows(selection: &Selection<'_>, first: bool, out: &mut String) {
    for (at, row) in selection.rows.iter().enumerate() {
        separate(if first { at } else { 1 }, out);
        write_row(&selection.columns, row, out);
    }
}

/// What stands behind the rows of a file.
pub(crate) fn end_file(out: &mut String) {
    out.push_str("]}");
}

fn write_row(columns: &[Selected<'_>], row: usize, out: &mut String) {
    out.push('[');
    for (at, selected) in columns.iter().enumerate() {
        separate(at, out);
        write_selected(selected, row, out);
    }
    out.push(']');
}

fn write_selected(selected: &Selected<'_>, row: usize, out: &mut String) {
    let (cell, as_text) = selected.cell(row);
    let quote = if as_text { "\"" } else { "" };
    out.push_str(quote);
    write_json_cell(cell, out);
    out.push_str(quote);
}

fn separate(at: usize, out: &mut String) {
    if at > 0 {
        out.push(',');
    }
}

/// Appends a cell. JSON has no word for infinities and NaN: they become null.
pub fn write_json_cell(cell: Cell<'_>, out: &mut String) {
    match cell {
        Cell::Text(text) => write_json_text(text, out),
        Cell::Null => out.push_str("null"),
        Cell::Float(value) if !value.is_finite() => out.push_str("null"),
        // Writing to a String cannot fail.
        plain => {
            let start = out.len();
            let _ = write!(out, "{plain}");
            // A float that is whole stays a float.
            if matches!(plain, Cell::Float(_)) && !out[start..].contains(['.', 'e']) {
                out.push_str(".0");
            }
        }
    }
}

/// Appends a text with its quotes.
pub(crate) fn write_json_text(text: &str, out: &mut String) {
    out.push('"');
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[from..at]);
        from = at + 1;
        let short = match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'\n' => 'n',
            b'\r' => 'r',
            b'\t' => 't',
            _ => {
                let _ = write!(out, "\\u{byte:04x}");
                continue;
            }
        };
        out.push('\\');
        out.push(short);
    }
    out.push_str(&text[from..]);
    out.push('"');
}
