//! A table as bytes that only this crate reads: how a table gets from one WebAssembly module to another.
//!
//! ```
//! use neuprint_table::{Cell, Column, Table, transfer};
//!
//! let mut weight = Column::new("weight");
//! weight.push(Cell::Float(f64::INFINITY));
//! let table = Table::of_columns(vec![weight]).unwrap();
//! assert_eq!(transfer::of_bytes(&transfer::to_bytes(&table, None)), Some(table));
//! ```
//!
//! The module that reads Arrow is loaded by those who need it, so the client has nothing of Arrow's code and needs a form
//! of its own. JSON would lose infinities, and of which type a column of nulls is. The form may change with any version:
//! it is not for files.

use crate::bits::Bits;
use crate::cell::Cell;
use crate::chunks::Chunks;
use crate::column::{Column, ColumnData, Rows};
use crate::table::Table;
use crate::text::TextColumn;

/// The first byte: which form this is.
const FORM: u8 = 0xa1;

/// A table's rows in this order (row indices), or as they are, exactly: types, nulls, every bit of a float.
///
/// # Panics
/// If the order has a row that is not there.
pub fn to_bytes(table: &Table, order: Option<&[u32]>) -> Vec<u8> {
    let rows = order.map_or(table.rows(), <[u32]>::len);
    let rows = Rows { order, range: 0..rows };
    let mut out = vec![FORM];
    write_size(rows.range.end, &mut out);
    write_size(table.columns().len(), &mut out);
    for column in table.columns() {
        write_text(column.name(), &mut out);
        out.push(kind(column.data()));
        // Whether numbers follow in bulk.
        let flag = out.len();
        out.push(0);
        if column.valid().is_none() && column.write_le(&rows, &mut out) {
            out[flag] = 1;
        } else {
            rows.iter().for_each(|row| write_cell(column.cell(row), &mut out));
        }
    }
    out
}

/// Reads what [`to_bytes`] of the same version wrote; `None` if it is something else.
pub fn of_bytes(bytes: &[u8]) -> Option<Table> {
    let mut source = Source(bytes);
    source.table().filter(|_| source.0.is_empty())
}

fn kind(data: &ColumnData) -> u8 {
    match data {
        ColumnData::Null => 0,
        ColumnData::Bool(_) => 1,
        ColumnData::Int64(_) => 2,
        ColumnData::UInt64(_) => 3,
        ColumnData::Float64(_) => 4,
        ColumnData::Text(_) => 5,
        ColumnData::List(_) => 6,
        ColumnData::Map(_) => 7,
        ColumnData::Mixed(_) => 8,
    }
}

fn empty(kind: u8) -> Option<ColumnData> {
    Some(match kind {
        0 => ColumnData::Null,
        1 => ColumnData::Bool(Bits::default()),
        2 => ColumnData::Int64(Chunks::default()),
        3 => ColumnData::UInt64(Chunks::default()),
        4 => ColumnData::Float64(Chunks::default()),
        5 => ColumnData::Text(TextColumn::default()),
        6 => ColumnData::List(TextColumn::default()),
        7 => ColumnData::Map(TextColumn::default()),
        8 => ColumnData::Mixed(Chunks::default()),
        _ => return None,
    })
}

/// A table's rows, and what a module's memory holds, are counted with 32 bits.
fn write_size(size: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(&(size as u32).to_le_bytes());
}

fn write_text(text: &str, out: &mut Vec<u8>) {
    write_size(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

/// A cell: which kind, and eight bytes or a text.
fn write_cell(cell: Cell<'_>, out: &mut Vec<u8>) {
    let (kind, bits) = match cell {
        Cell::Null => (0, 0),
        Cell::Bool(value) => (1, value.into()),
        Cell::Int(value) => (2, value as u64),
        Cell::UInt(value) => (3, value),
        Cell::Float(value) => (4, value.to_bits()),
        Cell::Text(text) | Cell::Json(text) => {
            out.push(if matches!(cell, Cell::Text(_)) { 5 } else { 6 });
            return write_text(text, out);
        }
    };
    out.push(kind);
    out.extend_from_slice(&u64::to_le_bytes(bits));
}

/// What has not been read yet.
struct Source<'b>(&'b [u8]);

impl<'b> Source<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.first_chunk().copied()
    }

    fn size(&mut self) -> Option<usize> {
        self.number().map(|bytes| u32::from_le_bytes(bytes) as usize)
    }

    fn text(&mut self) -> Option<&'b str> {
        let length = self.size()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    fn table(&mut self) -> Option<Table> {
        if self.number()? != [FORM] {
            return None;
        }
        let (rows, width) = (self.size()?, self.size()?);
        let columns = (0..width).map(|_| self.column(rows)).collect::<Option<_>>()?;
        Some(Table::new(columns, rows))
    }

    fn column(&mut self, rows: usize) -> Option<Column> {
        let name = self.text()?;
        let [kind, bulk] = self.number()?;
        let mut column = Column::of_type(name, empty(kind)?);
        if bulk == 1 && (2..=4).contains(&kind) {
            column.extend_le(self.take(rows.checked_mul(8)?)?);
        } else {
            for _ in 0..rows {
                column.push(self.cell()?);
            }
        }
        Some(column)
    }

    fn cell(&mut self) -> Option<Cell<'b>> {
        let [kind] = self.number()?;
        Some(match kind {
            5 => Cell::Text(self.text()?),
            6 => Cell::Json(self.text()?),
            _ => {
                let bits = u64::from_le_bytes(self.number()?);
                match kind {
                    0 => Cell::Null,
                    1 => Cell::Bool(bits == 1),
                    2 => Cell::Int(bits as i64),
                    3 => Cell::UInt(bits),
                    4 => Cell::Float(f64::from_bits(bits)),
                    _ => return None,
                }
            }
        })
    }
}
