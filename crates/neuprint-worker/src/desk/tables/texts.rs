//! Shown cells as text for the clipboard, and as files.

use neuprint_table::{
    Edges, Selection, Table, write_arrow_file, write_delimited, write_graphml, write_json_file, write_markdown,
    write_python, write_records,
};

use super::column;
use crate::desk::{Answer, Bulk, failure};
use crate::messages::{CopyFormat, ExportFormat, Failure, Provenance, Response};

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

/// Cells as a file.
pub(super) fn file(
    selection: &Selection<'_>,
    table: &Table,
    format: ExportFormat,
    about: &Provenance,
    name: &str,
) -> Answer {
    let Provenance { dataset, uuid, server, query, when } = about;
    let about = [("dataset", dataset), ("uuid", uuid), ("server", server), ("query", query), ("when", when)];
    let about: Vec<(&str, &str)> =
        about.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (*name, value.as_str())).collect();
    let mut text = String::new();
    let (ending, mime) = match format {
        ExportFormat::Csv => {
            write_delimited(selection, ',', true, &mut text);
            ("csv", "text/csv;charset=utf-8")
        }
        ExportFormat::Tsv => {
            write_delimited(selection, '\t', true, &mut text);
            ("tsv", "text/tab-separated-values;charset=utf-8")
        }
        ExportFormat::Json => {
            write_json_file(selection, &about, &mut text);
            ("json", "application/json")
        }
        ExportFormat::Arrow => {
            let bytes = write_arrow_file(selection, &about);
            return Ok(answer(name, "arrows", "application/vnd.apache.arrow.stream", bytes));
        }
        ExportFormat::GraphMl { source, target, weight } => {
            let weight = weight.map(|at| column(table, at)).transpose()?;
            let edges = Edges { source: column(table, source)?, target: column(table, target)?, weight };
            write_graphml(selection, edges, &about, &mut text);
            ("graphml", "application/xml")
        }
    };
    Ok(answer(name, ending, mime, text.into_bytes()))
}

fn answer(name: &str, ending: &str, mime: &str, bytes: Vec<u8>) -> (Response, Vec<Bulk>) {
    let file = Response::File { name: format!("{name}.{ending}"), mime: mime.to_owned() };
    (file, vec![Bulk::Bytes(bytes)])
}
