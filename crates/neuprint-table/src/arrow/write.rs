//! From a table to an Arrow stream.

mod batch;

use super::build::{Builder, FIELD, Place};
use super::message::SCHEMA;
use super::schema::{self, EXTENSION, EXTENSION_METADATA, FROM_LIST, FROM_MAP, FROM_MIXED, JSON, WRITTEN_FROM};
use crate::column::{Column, ColumnData, Rows};
use crate::selection::{Selected, Selection};
use crate::table::Table;
use batch::Batch;

/// The version of the metadata that Arrow has had since its 1.0.
const VERSION: i64 = 4;

/// How large a batch may become.
#[derive(Debug, Clone, Copy)]
struct Limits {
    rows: usize,
    /// Bytes of a column's texts: offsets have 32 bits, one of them the sign.
    text: usize,
}

const LIMITS: Limits = Limits { rows: 1 << 16, text: i32::MAX as usize };

/// Writes a table as an Arrow IPC stream: its rows in this order (row indices), or as they are.
///
/// Integers, floats, booleans, texts and nulls become Int64 or UInt64, Float64, Bool, Utf8 and Null, all nullable.
/// Columns of lists, of maps and of several kinds become Utf8 of the extension type `arrow.json`: each cell is its JSON
/// text. (JSON has no word for infinities and NaN: in a mixed column they become null.) [`read_arrow`](crate::read_arrow) makes the same table of it.
///
/// # Panics
/// If the order has a row that is not there.
pub fn write_arrow(table: &Table, order: Option<&[u32]>) -> Vec<u8> {
    write_within(&Selection::new(table, order), &[], LIMITS)
}

/// Writes some rows and columns as an Arrow IPC stream, as [`write_arrow`] does. What is said `about` them are names and
/// values that become metadata of the schema. IDs that are text become Utf8.
///
/// # Panics
/// If the selection has a row that is not there.
pub fn write_arrow_file(selection: &Selection<'_>, about: &[(&str, &str)]) -> Vec<u8> {
    write_within(selection, about, LIMITS)
}

fn write_within(selection: &Selection<'_>, about: &[(&str, &str)], limits: Limits) -> Vec<u8> {
    let mut out = Vec::new();
    announce(&written(selection, limits), about, &mut out);
    write_batches(selection, limits, &mut out);
    end_file(&mut out);
    out
}

/// What stands before the batches of a stream: the names and types of its columns, and what is said about them.
pub(crate) fn begin_file(selection: &Selection<'_>, about: &[(&str, &str)], out: &mut Vec<u8>) {
    announce(&written(selection, LIMITS), about, out);
}

/// Some rows of a stream.
pub(crate) fn write_file_rows(selection: &Selection<'_>, out: &mut Vec<u8>) {
    write_batches(selection, LIMITS, out);
}

/// The end of a stream: a message without metadata.
pub(crate) fn end_file(out: &mut Vec<u8>) {
    out.extend_from_slice(&super::message::CONTINUES);
    out.extend_from_slice(&[0; 4]);
}

fn written<'t>(selection: &Selection<'t>, limits: Limits) -> Vec<Written<'t>> {
    selection.columns.iter().map(|selected| Written::of(*selected, limits)).collect()
}

fn write_batches(selection: &Selection<'_>, limits: Limits, out: &mut Vec<u8>) {
    let columns = written(selection, limits);
    let Rows { order, range } = &selection.rows;
    let (order, rows) = (*order, range.end);
    let mut start = range.start;
    while start < rows {
        let mut end = rows.min(start + limits.rows);
        // Half of the rows, if their texts are too long for one batch; one row always fits.
        loop {
            let rows = Rows { order, range: start..end };
            if let Some(batch) = Batch::of(&columns, &rows, limits) {
                batch.write(rows.range.len(), out);
                break;
            }
            end = start + (end - start) / 2;
        }
        start = end;
    }
}

/// A column, and how it is written.
struct Written<'t> {
    column: &'t Column,
    /// Whether its integers are written as text.
    as_text: bool,
    /// Arrow's number of its type.
    kind: u8,
    /// For JSON, from which kind of column it is.
    json: Option<&'static str>,
}

impl<'t> Written<'t> {
    fn of(Selected { column, as_text }: Selected<'t>, limits: Limits) -> Self {
        let (kind, json) = match column.data() {
            _ if as_text => (schema::UTF8, None),
            ColumnData::Null => (schema::NULL, None),
            ColumnData::Bool(_) => (schema::BOOL, None),
            ColumnData::Int64(_) | ColumnData::UInt64(_) => (schema::INT, None),
            ColumnData::Float64(_) => (schema::FLOAT, None),
            ColumnData::Text(_) => (schema::UTF8, None),
            ColumnData::List(_) => (schema::UTF8, Some(FROM_LIST)),
            ColumnData::Map(_) => (schema::UTF8, Some(FROM_MAP)),
            ColumnData::Mixed(_) => (schema::UTF8, Some(FROM_MIXED)),
        };
        // No text of a 32-bit module is that long.
        let may_be_wide = kind == schema::UTF8 && limits.text < isize::MAX as usize;
        let wide = may_be_wide && batch::longest(column) > limits.text;
        Self { column, as_text, kind: if wide { schema::LARGE_UTF8 } else { kind }, json }
    }
}

/// The first message: the columns' names and types.
fn announce(columns: &[Written<'_>], about: &[(&str, &str)], out: &mut Vec<u8>) {
    let mut builder = Builder::new();
    let message = builder.table(0, &[(0, VERSION), (1, SCHEMA.into()), (2, 0)]);
    // Fields, and metadata if there are any.
    let fields: &[(u16, i64)] = if about.is_empty() { &[(1, 0)] } else { &[(1, 0), (2, 0)] };
    let schema = builder.table(message + 2 * FIELD, fields);
    let fields = builder.tables(schema, columns.len());
    for (at, written) in columns.iter().enumerate() {
        field(written, &mut builder, fields + 4 * at);
    }
    if !about.is_empty() {
        metadata(about, &mut builder, schema + FIELD);
    }
    builder.write(out);
}

/// Names and values that the field at `from` points to.
fn metadata(entries: &[(&str, &str)], builder: &mut Builder, from: Place) {
    let places = builder.tables(from, entries.len());
    for (at, (key, value)) in entries.iter().enumerate() {
        let entry = builder.table(places + 4 * at, &[(0, 0), (1, 0)]);
        builder.text(entry, key);
        builder.text(entry + FIELD, value);
    }
}

fn field(written: &Written<'_>, builder: &mut Builder, from: Place) {
    let column = written.column;
    // Name, nullable, type, its details, children, metadata.
    let fields = [(0, 0), (1, 1), (2, written.kind.into()), (3, 0), (5, 0), (6, 0)];
    let field = builder.table(from, &fields);
    builder.text(field, column.name());
    let details: &[(u16, i64)] = match column.data() {
        _ if written.as_text => &[],
        ColumnData::Int64(_) => &[(0, 64), (1, 1)],
        ColumnData::UInt64(_) => &[(0, 64)],
        // Double precision.
        ColumnData::Float64(_) => &[(0, 2)],
        _ => &[],
    };
    builder.table(field + 3 * FIELD, details);
    // Arrow's C++ wants the vector of children, even if it is empty.
    builder.tables(field + 4 * FIELD, 0);
    let json = written.json.map(|from| [(EXTENSION, JSON), (EXTENSION_METADATA, ""), (WRITTEN_FROM, from)]);
    metadata(json.as_ref().map_or(&[][..], |json| json), builder, field + 5 * FIELD);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arrow::read_arrow;
    use crate::arrow::{ArrowProblem, message::BATCH};
    use crate::cell::Cell;

    #[test]
    fn a_compressed_batch_is_refused_where_it_begins() {
        let mut stream = Vec::new();
        announce(&[], &[], &mut stream);
        let start = stream.len();
        let mut builder = Builder::new();
        let message = builder.table(0, &[(0, VERSION), (1, BATCH.into()), (2, 0), (3, 0)]);
        let batch = builder.table(message + 2 * FIELD, &[(0, 0), (1, 0), (2, 0), (3, 0)]);
        builder.pairs(batch + FIELD, &[]);
        builder.pairs(batch + 2 * FIELD, &[]);
        builder.table(batch + 3 * FIELD, &[]);
        builder.write(&mut stream);
        let error = read_arrow(&stream).expect_err("nothing here decompresses");
        assert_eq!((error.at(), error.problem()), (start, &ArrowProblem::Unsupported("a compressed batch".into())));
    }

    #[test]
    fn small_limits_split_batches_and_widen_offsets() {
        let mut text = Column::new("text");
        let mut mixed = Column::new("mixed");
        for row in 0..50 {
            text.push(Cell::Text(&"x".repeat(row % 7)));
            mixed.push(if row % 2 == 0 { Cell::Int(row as i64) } else { Cell::Text("y\"") });
        }
        let mut wide = text.clone();
        wide.rename("wide");
        wide.truncate(49);
        wide.push(Cell::Text(&"z".repeat(100)));
        let table = Table::of_columns(vec![text, mixed, wide]).expect("three columns of fifty rows");
        let widened = table
            .columns()
            .iter()
            .map(|column| Written::of(Selected { column, as_text: false }, Limits { rows: 8, text: 20 }).kind);
        assert_eq!(widened.collect::<Vec<_>>(), [schema::UTF8, schema::UTF8, schema::LARGE_UTF8]);
        let whole = write_within(&Selection::new(&table, None), &[], LIMITS);
        let split = write_within(&Selection::new(&table, None), &[], Limits { rows: 8, text: 20 });
        assert!(split.len() > whole.len() + 6 * 100, "{} bytes are no split batches", split.len());
        assert_eq!(read_arrow(&split), Ok(table.clone()));
        assert_eq!(read_arrow(&whole), Ok(table));
    }
}
