//! A batch of rows: for each column its buffers, one after the other.

use super::{Limits, VERSION, Written};
use crate::arrow::build::{Builder, FIELD};
use crate::arrow::message::BATCH;
use crate::arrow::schema::LARGE_UTF8;
use crate::cell::Cell;
use crate::column::{Column, ColumnData, MixedCell, Rows};
use crate::json::write_json_cell;

/// A batch that is ready to be written.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// Per column how many cells, and how many of them are null.
    nodes: Vec<(i64, i64)>,
    /// Where each buffer begins in the body, and its length.
    buffers: Vec<(i64, i64)>,
    body: Vec<u8>,
    /// Where in the body the next buffer begins.
    start: usize,
}

impl Batch {
    /// The batch of these rows; `None` if a column's texts are too long together.
    pub(super) fn of(columns: &[Written<'_>], rows: &Rows<'_>, limits: Limits) -> Option<Self> {
        let mut batch = Self::default();
        columns.iter().all(|written| batch.add(written, rows, limits)).then_some(batch)
    }

    /// Appends the batch to a stream.
    pub(super) fn write(mut self, rows: usize, out: &mut Vec<u8>) {
        let mut builder = Builder::new();
        let message = [(0, VERSION), (1, BATCH.into()), (2, 0), (3, self.body.len() as i64)];
        let message = builder.table(0, &message);
        let batch = builder.table(message + 2 * FIELD, &[(0, rows as i64), (1, 0), (2, 0)]);
        builder.pairs(batch + FIELD, &self.nodes);
        builder.pairs(batch + 2 * FIELD, &self.buffers);
        builder.write(out);
        out.append(&mut self.body);
    }

    /// Adds a column; false if its texts are too long.
    fn add(&mut self, written: &Written<'_>, rows: &Rows<'_>, limits: Limits) -> bool {
        let column = written.column;
        let nulls = match column.nulls() {
            0 => 0,
            _ => rows.iter().filter(|row| column.cell(*row).is_null()).count(),
        };
        self.nodes.push((rows.range.len() as i64, nulls as i64));
        let data = column.data();
        if let ColumnData::Null = data {
            return true;
        }
        if nulls > 0 {
            rows.write_bits(|row| !column.cell(row).is_null(), &mut self.body);
        }
        self.end_buffer();
        if let ColumnData::Bool(cells) = data {
            rows.write_bits(|row| cells.get(row), &mut self.body);
        } else if written.as_text || !column.write_le(rows, &mut self.body) {
            let wide = written.kind == LARGE_UTF8;
            let mut text = String::new();
            self.add_end(0, wide);
            for row in rows.iter() {
                write_cell(column, row, &mut text);
                if text.len() > limits.text && !wide {
                    return false;
                }
                self.add_end(text.len(), wide);
            }
            self.end_buffer();
            self.body.extend_from_slice(text.as_bytes());
        }
        self.end_buffer();
        true
    }

    fn add_end(&mut self, end: usize, wide: bool) {
        let bytes = (end as u64).to_le_bytes();
        self.body.extend_from_slice(&bytes[..if wide { 8 } else { 4 }]);
    }

    /// Says that what the body has by now is a buffer; the next one begins at a multiple of eight.
    fn end_buffer(&mut self) {
        self.buffers.push((self.start as i64, (self.body.len() - self.start) as i64));
        self.start = self.body.len().next_multiple_of(8);
        self.body.resize(self.start, 0);
    }
}

/// Appends the text of a cell; in a column of JSON, its JSON.
fn write_cell(column: &Column, row: usize, out: &mut String) {
    match (column.data(), column.cell(row)) {
        (ColumnData::Text(_), Cell::Text(text)) => out.push_str(text),
        (_, Cell::Null) => {}
        (_, cell) => write_json_cell(cell, out),
    }
}

/// At least as long as the longest text of a column.
pub(super) fn longest(column: &Column) -> usize {
    let lengths: &mut dyn Iterator<Item = usize> = match column.data() {
        ColumnData::Text(cells) | ColumnData::List(cells) | ColumnData::Map(cells) => {
            &mut (0..cells.len()).map(|row| cells.get(row).len())
        }
        // An escape makes six bytes of one; there are quotes, too.
        ColumnData::Mixed(cells) => &mut cells.iter().map(|cell| match cell {
            MixedCell::Text(text) => text.len() * 6 + 2,
            MixedCell::Json(json) => json.len(),
            _ => 0,
        }),
        _ => return 0,
    };
    lengths.max().unwrap_or(0)
}
