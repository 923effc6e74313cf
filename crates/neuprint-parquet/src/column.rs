//! A column: its type in Parquet, and its cells in a row group.

use std::ops::Range;

use bytes::Bytes;
use neuprint_table::{Cell, Column, ColumnData, write_json_cell};
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::schema::types::Type;

/// The type of a column.
pub(crate) fn field(column: &Column) -> Result<Type> {
    let (physical, logical) = match column.data() {
        ColumnData::Null => (Physical::INT32, Some(LogicalType::Unknown)),
        ColumnData::Bool(_) => (Physical::BOOLEAN, None),
        ColumnData::Int64(_) => (Physical::INT64, None),
        ColumnData::UInt64(_) => (Physical::INT64, Some(LogicalType::integer(64, false))),
        ColumnData::Float64(_) => (Physical::DOUBLE, None),
        ColumnData::Text(_) | ColumnData::List(_) | ColumnData::Map(_) | ColumnData::Mixed(_) => {
            (Physical::BYTE_ARRAY, Some(LogicalType::String))
        }
    };
    Type::primitive_type_builder(column.name(), physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

/// Writes a column's cells.
pub(crate) fn write(column: &Column, writer: &mut ColumnWriter<'_>) -> Result<()> {
    // Per row whether something stands there, and of those rows the values.
    let rows = || (0..column.len()).filter(|row| !column.is_null(*row));
    let levels: Vec<i16> = (0..column.len()).map(|row| i16::from(!column.is_null(row))).collect();
    let written = match (column.data(), writer) {
        (ColumnData::Null, ColumnWriter::Int32ColumnWriter(writer)) => writer.write_batch(&[], Some(&levels), None),
        (ColumnData::Bool(cells), ColumnWriter::BoolColumnWriter(writer)) => {
            writer.write_batch(&rows().map(|row| cells.get(row)).collect::<Vec<_>>(), Some(&levels), None)
        }
        (ColumnData::Int64(cells), ColumnWriter::Int64ColumnWriter(writer)) => {
            writer.write_batch(&rows().map(|row| cells.get(row)).collect::<Vec<_>>(), Some(&levels), None)
        }
        (ColumnData::UInt64(cells), ColumnWriter::Int64ColumnWriter(writer)) => {
            // The same bits: the type says that they have no sign.
            writer.write_batch(&rows().map(|row| cells.get(row) as i64).collect::<Vec<_>>(), Some(&levels), None)
        }
        (ColumnData::Float64(cells), ColumnWriter::DoubleColumnWriter(writer)) => {
            writer.write_batch(&rows().map(|row| cells.get(row)).collect::<Vec<_>>(), Some(&levels), None)
        }
        (_, ColumnWriter::ByteArrayColumnWriter(writer)) => {
            writer.write_batch(&texts(column, rows()), Some(&levels), None)
        }
        _ => Err(ParquetError::General(format!("the column {} is of another type than before", column.name()))),
    };
    written.map(|_| ())
}

/// The texts of some rows, side by side in one memory.
fn texts(column: &Column, rows: impl Iterator<Item = usize>) -> Vec<ByteArray> {
    let mut all = String::new();
    let mut places: Vec<Range<usize>> = Vec::new();
    for row in rows {
        let start = all.len();
        match (column.data(), column.cell(row)) {
            (ColumnData::Text(_), Cell::Text(text)) => all.push_str(text),
            (_, cell) => write_json_cell(cell, &mut all),
        }
        places.push(start..all.len());
    }
    let all = Bytes::from(all);
    places.into_iter().map(|place| ByteArray::from(all.slice(place))).collect()
}
