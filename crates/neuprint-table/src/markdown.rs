//! Rows as a table in Markdown, as GitHub and most others read it.

use std::fmt::Write;

use crate::column::ColumnData;
use crate::selection::Selection;

/// Appends rows to `out`. Without `heads` the columns have no names, which Markdown's line of heads then shows by being
/// empty. Numbers are on the right; null is an empty cell.
///
/// ```
/// use neuprint_table::{Cell, Column, Selection, Table, write_markdown};
///
/// let (mut roi, mut post) = (Column::new("roi"), Column::new("post"));
/// roi.push(Cell::Text("a|b"));
/// post.push(Cell::Int(12));
/// let table = Table::of_columns(vec![roi, post]).unwrap();
/// let mut text = String::new();
/// write_markdown(&Selection::new(&table, None), true, &mut text);
/// assert_eq!(text, "| roi | post |\n| --- | ---: |\n| a\\|b | 12 |\n");
/// ```
///
/// # Panics
/// If the selection has a row that is not there.
pub fn write_markdown(selection: &Selection<'_>, heads: bool, out: &mut String) {
    let mut text = String::new();
    for selected in &selection.columns {
        out.push_str("| ");
        escape(if heads { selected.column.name() } else { "" }, out);
        out.push(' ');
    }
    out.push_str("|\n");
    for selected in &selection.columns {
        let is_number =
            matches!(selected.column.data(), ColumnData::Int64(_) | ColumnData::UInt64(_) | ColumnData::Float64(_));
        out.push_str(if is_number { "| ---: " } else { "| --- " });
    }
    out.push_str("|\n");
    for row in selection.rows.iter() {
        for selected in &selection.columns {
            text.clear();
            // Writing to a String cannot fail.
            let _ = write!(text, "{}", selected.column.cell(row));
            out.push_str("| ");
            escape(&text, out);
            out.push(' ');
        }
        out.push_str("|\n");
    }
}

/// Appends a text so that it stays in its cell.
fn escape(text: &str, out: &mut String) {
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '|' | '\\' => out.extend(['\\', letter]),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' => out.push_str("<br>"),
            _ => out.push(letter),
        }
    }
}
