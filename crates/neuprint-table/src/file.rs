//! Files of rows, written piece by piece: no more of the text has to be in memory than one piece.
//!
//! ```
//! use neuprint_table::{Cell, Column, Selection, Table, file};
//!
//! let mut body = Column::new("bodyId");
//! for id in [720_575_940_628_857_211, 12] {
//!     body.push(Cell::Int(id));
//! }
//! let table = Table::of_columns(vec![body]).unwrap();
//! let selection = Selection::new(&table, None);
//! let mut csv = file::begin(file::Format::Csv, &selection, &[]);
//! csv.extend(file::rows(file::Format::Csv, &selection.clone().places(0..1), true));
//! csv.extend(file::rows(file::Format::Csv, &selection.places(1..2), false));
//! csv.extend(file::end(file::Format::Csv));
//! assert_eq!(csv, b"bodyId\r\n720575940628857211\r\n12\r\n");
//! ```
//!
//! The pieces behind each other are what the writers of whole files write ([`write_delimited`], [`write_json_file`](crate::write_json_file),
//! [`write_graphml`](crate::write_graphml), and those of the feature `arrow`), but for the sizes of Arrow's batches.

use crate::graphml::Edges;
use crate::selection::Selection;
use crate::{csv::write_delimited, graphml, json};

/// What kind of file.
#[derive(Debug, Clone, Copy)]
pub enum Format<'t> {
    /// RFC 4180. Has no place for what is said about the rows.
    Csv,
    /// Columns apart by tabs. Has none either.
    Tsv,
    /// `{"about":{…},"columns":[…],"rows":[…]}`.
    Json,
    /// A graph in GraphML, an edge per row.
    GraphMl(Edges<'t>),
    /// An Arrow IPC stream.
    #[cfg(feature = "arrow")]
    Arrow,
}

/// What stands before the rows: heads, and what is said `about` them as names and values. The selection has all rows that
/// the file will have.
///
/// # Panics
/// If the selection has a row that is not there.
pub fn begin(format: Format<'_>, selection: &Selection<'_>, about: &[(&str, &str)]) -> Vec<u8> {
    let mut text = String::new();
    match format {
        Format::Csv => write_delimited(&selection.clone().places(0..0), ',', true, &mut text),
        Format::Tsv => write_delimited(&selection.clone().places(0..0), '\t', true, &mut text),
        Format::Json => json::begin_file(selection, about, &mut text),
        Format::GraphMl(edges) => graphml::begin_file(selection, edges, about, &mut text),
        #[cfg(feature = "arrow")]
        Format::Arrow => {
            let mut stream = Vec::new();
            crate::arrow::begin_file(selection, about, &mut stream);
            return stream;
        }
    }
    text.into_bytes()
}

/// The selection's rows; `first`: the file has none before them.
///
/// # Panics
/// If the selection has a row that is not there.
pub fn rows(format: Format<'_>, selection: &Selection<'_>, first: bool) -> Vec<u8> {
    let mut text = String::new();
    match format {
        Format::Csv => write_delimited(selection, ',', false, &mut text),
        Format::Tsv => write_delimited(selection, '\t', false, &mut text),
        Format::Json => json::write_file_rows(selection, first, &mut text),
        Format::GraphMl(edges) => graphml::write_file_rows(selection, edges, &mut text),
        #[cfg(feature = "arrow")]
        Format::Arrow => {
            let mut stream = Vec::new();
            crate::arrow::write_file_rows(selection, &mut stream);
            return stream;
        }
    }
    text.into_bytes()
}

/// What stands behind the rows.
pub fn end(format: Format<'_>) -> Vec<u8> {
    let mut text = String::new();
    match format {
        Format::Csv | Format::Tsv => {}
        Format::Json => json::end_file(&mut text),
        Format::GraphMl(_) => graphml::end_file(&mut text),
        #[cfg(feature = "arrow")]
        Format::Arrow => {
            let mut stream = Vec::new();
            crate::arrow::end_file(&mut stream);
            return stream;
        }
    }
    text.into_bytes()
}
