//! Cells in bulk: numbers as the eight little-endian bytes that other formats hold side by side.

use std::ops::Range;

use super::{Column, ColumnData};
use crate::chunks::Chunks;

/// Which rows are written: some of an order, or of the table as it is.
#[derive(Debug, Clone)]
pub(crate) struct Rows<'o> {
    pub(crate) order: Option<&'o [u32]>,
    /// Places in the order, or rows.
    pub(crate) range: Range<usize>,
}

impl Rows<'_> {
    /// The row indices.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> {
        self.range.clone().map(|at| self.order.map_or(at, |order| order[at] as usize))
    }

    /// Appends a bit for each row, eight to a byte, the first one lowest.
    #[cfg(feature = "arrow")]
    pub(crate) fn write_bits(&self, bit: impl Fn(usize) -> bool, out: &mut Vec<u8>) {
        for (at, row) in self.iter().enumerate() {
            if at % 8 == 0 {
                out.push(0);
            }
            if let Some(byte) = out.last_mut() {
                *byte |= u8::from(bit(row)) << (at % 8);
            }
        }
    }

    fn write_cells<T: Copy>(&self, cells: &Chunks<T>, out: &mut Vec<u8>, bytes: impl Fn(T) -> [u8; 8]) {
        if self.order.is_some() {
            return self.iter().for_each(|row| out.extend_from_slice(&bytes(cells.get(row))));
        }
        for run in cells.slices_of(self.range.clone()) {
            let start = out.len();
            out.resize(start + run.len() * 8, 0);
            // A loop of this form is a plain copy to the compiler.
            for (place, cell) in out[start..].as_chunks_mut().0.iter_mut().zip(run) {
                *place = bytes(*cell);
            }
        }
    }
}

impl Column {
    /// A column of these cells, of which there are none.
    pub(crate) fn of_type(name: impl Into<String>, data: ColumnData) -> Self {
        Self { data, ..Self::new(name) }
    }

    /// A column of these integers, none of which is null.
    pub(crate) fn of_integers(name: impl Into<String>, cells: Chunks<i64>) -> Self {
        Self { len: cells.len(), data: ColumnData::Int64(cells), ..Self::new(name) }
    }

    /// Adds the numbers that these bytes are to a column of integers or floats.
    pub(crate) fn extend_le(&mut self, bytes: &[u8]) {
        match &mut self.data {
            ColumnData::Int64(cells) => cells.extend_le(bytes, i64::from_le_bytes),
            ColumnData::UInt64(cells) => cells.extend_le(bytes, u64::from_le_bytes),
            ColumnData::Float64(cells) => cells.extend_le(bytes, f64::from_le_bytes),
            _ => return,
        }
        self.len += bytes.len() / 8;
        if let Some(valid) = &mut self.valid {
            (0..bytes.len() / 8).for_each(|_| valid.push(true));
        }
    }

    /// Adds so many nulls to a column that has nothing else.
    #[cfg(feature = "arrow")]
    pub(crate) fn extend_nulls(&mut self, length: usize) {
        if self.data == ColumnData::Null {
            self.len += length;
            self.nulls += length;
        }
    }

    /// Appends the numbers of these rows, with zeros for nulls; false if it is not a column of integers or floats.
    pub(crate) fn write_le(&self, rows: &Rows<'_>, out: &mut Vec<u8>) -> bool {
        match &self.data {
            ColumnData::Int64(cells) => rows.write_cells(cells, out, i64::to_le_bytes),
            ColumnData::UInt64(cells) => rows.write_cells(cells, out, u64::to_le_bytes),
            ColumnData::Float64(cells) => rows.write_cells(cells, out, f64::to_le_bytes),
            _ => return false,
        }
        true
    }
}
