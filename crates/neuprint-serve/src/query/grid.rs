//! A table for people: aligned columns, numbers to the right, one line per row.

use std::fmt::Write;

use neuprint::table::{Cell, ColumnData, Table};

use crate::info::plain;

/// Longer texts are cut; a neuron's roiInfo would fill a screen.
const WIDEST: usize = 60;

/// Appends a table: a line of names, a rule, the rows, and how many there are.
pub(super) fn write(table: &Table, out: &mut String) {
    let rows: Vec<Vec<String>> = (0..table.rows())
        .map(|row| (0..table.columns().len()).map(|column| shown(table.cell(row, column))).collect())
        .collect();
    let names: Vec<String> = table.columns().iter().map(|column| cut(&plain(column.name()))).collect();
    let widths: Vec<usize> = (0..names.len())
        .map(|at| rows.iter().map(|row| length(&row[at])).chain([length(&names[at])]).max().unwrap_or(0))
        .collect();
    let right: Vec<bool> = table
        .columns()
        .iter()
        .map(|c| matches!(c.data(), ColumnData::Int64(_) | ColumnData::UInt64(_) | ColumnData::Float64(_)))
        .collect();
    line(&names, &widths, &right, out);
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    line(&rule, &widths, &right, out);
    for row in &rows {
        line(row, &widths, &right, out);
    }
    let count = rows.len();
    let _ = writeln!(out, "({count} {})", if count == 1 { "row" } else { "rows" });
}

fn line(cells: &[String], widths: &[usize], right: &[bool], out: &mut String) {
    let start = out.len();
    for (at, cell) in cells.iter().enumerate() {
        out.push_str(if at > 0 { "  " } else { "" });
        let width = widths[at];
        // Writing to a String cannot fail.
        let _ = if right[at] { write!(out, "{cell:>width$}") } else { write!(out, "{cell:<width$}") };
    }
    out.truncate(start + out[start..].trim_end().len());
    out.push('\n');
}

fn shown(cell: Cell<'_>) -> String {
    match cell {
        Cell::Null => "null".to_owned(),
        Cell::Text(text) | Cell::Json(text) => cut(&plain(text)),
        number => number.to_string(),
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(WIDEST) {
        Some(_) => text.chars().take(WIDEST - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}

/// In characters, as Rust's own padding counts.
fn length(text: &str) -> usize {
    text.chars().count()
}
