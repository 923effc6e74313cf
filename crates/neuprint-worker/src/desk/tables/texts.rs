//! Shown cells as text for the clipboard.

use neuprint_table::{Selection, write_delimited, write_markdown, write_python, write_records};

use crate::desk::failure;
use crate::messages::{CopyFormat, Failure};

/// Cells of one copy at most: what pastes more takes a file.
const CELLS: usize = 2_000_000;

/// Cells as text.
pub(super) fn copy(selection: &Selection<'_>, format: CopyFormat, heads: bool) -> Result<String, Failure> {
    let cells = selection.cells();
    if cells > CELLS {
        return Err(failure::too_large(format!(
            "{cells} cells are too many for the clipboard, which takes {CELLS}. Copy fewer rows, or export a file."
        )));
    }
    let mut text = String::new();
    match format {
        CopyFormat::Tsv => write_delimited(selection, '\t', heads, &mut text),
        CopyFormat::Csv => write_delimited(selection, ',', heads, &mut text),
        CopyFormat::Markdown => write_markdown(selection, heads, &mut text),
        CopyFormat::PythonList => write_python(selection, &mut text),
        CopyFormat::Json => write_records(selection, heads, &mut text),
    }
    Ok(text)
}
