//! Lists, maps and structs as the JSON text that a table keeps of them.

use super::array::{Array, Values};
use super::error::ArrowProblem;
use crate::cell::Cell;
use crate::json::{write_json_cell, write_json_text};

impl<'a> Array<'a> {
    /// Whether its cells are lists, maps or structs.
    pub(super) fn is_nested(&self) -> bool {
        matches!(
            self.values,
            Values::List { .. } | Values::FixedList { .. } | Values::Map { .. } | Values::Struct { .. }
        )
    }

    /// Appends a cell as JSON. Maps keep their order, and every entry of a key that comes twice.
    ///
    /// # Errors
    /// If the array is damaged, or `out` becomes longer than `most` bytes.
    pub(super) fn write(&self, row: usize, most: usize, out: &mut String) -> Result<(), ArrowProblem> {
        if !self.is_nested() || !self.is_valid(row) {
            write_json_cell(self.scalar(row)?, out);
        } else {
            match &self.values {
                Values::List { ends, items } => list(items, ends.range(row, items.len)?, most, out)?,
                Values::FixedList { size, items } => list(items, row * size..(row + 1) * size, most, out)?,
                Values::Map { ends, entries } => {
                    let [keys, values] = &entries[..] else { return Ok(()) };
                    let entries = ends.range(row, keys.len.min(values.len))?;
                    map(entries.map(|entry| (keys.scalar(entry), values, entry)), most, out)?;
                }
                Values::Struct { names, items } => {
                    map(names.iter().zip(items).map(|(name, items)| (Ok(Cell::Text(name)), items, row)), most, out)?;
                }
                _ => {}
            }
        }
        if out.len() > most { Err(ArrowProblem::TooLarge) } else { Ok(()) }
    }
}

fn list(items: &Array<'_>, range: std::ops::Range<usize>, most: usize, out: &mut String) -> Result<(), ArrowProblem> {
    let mut before = '[';
    if range.is_empty() {
        out.push(before);
    }
    for item in range {
        out.push(before);
        before = ',';
        items.write(item, most, out)?;
    }
    out.push(']');
    Ok(())
}

/// Entries: a key, and a row of an array.
fn map<'i, 'a: 'i>(
    entries: impl Iterator<Item = (Result<Cell<'a>, ArrowProblem>, &'i Array<'a>, usize)>,
    most: usize,
    out: &mut String,
) -> Result<(), ArrowProblem> {
    let start = out.len();
    for (key, values, row) in entries {
        out.push(if out.len() == start { '{' } else { ',' });
        // Numbers and the like are keys as they are written.
        write_json_text(&key?.to_string(), out);
        out.push(':');
        values.write(row, most, out)?;
    }
    out.push_str(if out.len() == start { "{}" } else { "}" });
    Ok(())
}
