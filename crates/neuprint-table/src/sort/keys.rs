//! Numbers as integers that are in the same order.

use crate::cell::Cell;
use crate::chunks::Chunks;
use crate::column::{Column, ColumnData, Rows};
use crate::number::Number;

const SIGN: u64 = 1 << 63;

/// For each row an integer: in the order of the cells, and the same for equal ones. A null has one without meaning.
/// `None` if the column's cells are neither numbers nor booleans.
pub(crate) fn keys(column: &Column, rows: &Rows<'_>) -> Option<Vec<u64>> {
    Some(match column.data() {
        ColumnData::Bool(cells) => rows.iter().map(|row| cells.get(row).into()).collect(),
        ColumnData::Int64(cells) => each(cells, rows, of_int),
        ColumnData::UInt64(cells) => each(cells, rows, |cell| cell),
        ColumnData::Float64(cells) => each(cells, rows, of_float),
        _ => return None,
    })
}

fn each<T: Copy>(cells: &Chunks<T>, rows: &Rows<'_>, key: impl Fn(T) -> u64) -> Vec<u64> {
    match rows.order {
        Some(order) => order[rows.range.clone()].iter().map(|row| key(cells.get(*row as usize))).collect(),
        None => cells.slices_of(rows.range.clone()).flatten().map(|cell| key(*cell)).collect(),
    }
}

/// The integer that [`keys`] gives for this value in such a column; `None` if no cell of the column can be equal to it.
pub(crate) fn key_of(column: &ColumnData, value: Cell<'_>) -> Option<u64> {
    match (column, value) {
        (ColumnData::Bool(_), Cell::Bool(value)) => Some(value.into()),
        (ColumnData::Int64(_), _) => whole(value)?.try_into().ok().map(of_int),
        (ColumnData::UInt64(_), _) => whole(value)?.try_into().ok(),
        (ColumnData::Float64(_), _) => match value.number()? {
            Number::Float(value) => Some(of_float(value)),
            whole => {
                let (low, high) = (whole.float_from(), whole.float_to());
                (low == high).then(|| of_float(low))
            }
        },
        _ => None,
    }
}

/// The number that [`keys`] gives this integer for; null for a column that has none.
pub(crate) fn cell_of(column: &ColumnData, key: u64) -> Cell<'static> {
    match column {
        ColumnData::Int64(_) => Cell::Int((key ^ SIGN) as i64),
        ColumnData::UInt64(_) => i64::try_from(key).map_or(Cell::UInt(key), Cell::Int),
        ColumnData::Float64(_) => Cell::Float(f64::from_bits(if key & SIGN == 0 { !key } else { key ^ SIGN })),
        _ => Cell::Null,
    }
}

/// The integer that is equal to a cell.
fn whole(cell: Cell<'_>) -> Option<i128> {
    let number = cell.number()?;
    number.floor().filter(|floor| number.ceil() == Some(*floor))
}

fn of_int(value: i64) -> u64 {
    value as u64 ^ SIGN
}

fn of_float(value: f64) -> u64 {
    // Minus zero plus zero is zero. Of NaN there is one, above infinity.
    let bits = if value.is_nan() { f64::NAN.to_bits() & !SIGN } else { (value + 0.0).to_bits() };
    if bits & SIGN == 0 { bits | SIGN } else { !bits }
}
