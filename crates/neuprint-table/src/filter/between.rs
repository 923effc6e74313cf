//! Numbers within bounds.

use super::without_nulls;
use crate::bits::Bits;
use crate::column::{Column, ColumnData};
use crate::number::Number;

pub(super) fn passing(column: &Column, low: Option<Number>, high: Option<Number>) -> Bits {
    let nowhere = low.is_some_and(Number::is_nan) || high.is_some_and(Number::is_nan);
    let none = || Bits::of(false, column.len());
    if nowhere {
        return none();
    }
    let whole = (low.map_or(Some(i128::MIN), Number::ceil), high.map_or(Some(i128::MAX), Number::floor));
    let (Some(first), Some(last)) = whole else { return none() };
    let passing = match column.data() {
        // The bounds, brought into the range of the column's integers.
        ColumnData::Int64(cells) => {
            let (first, last) = (first.max(i64::MIN.into()), last.min(i64::MAX.into()));
            match (i64::try_from(first), i64::try_from(last)) {
                (Ok(first), Ok(last)) => Bits::of_cells(cells, |cell| first <= cell && cell <= last),
                _ => none(),
            }
        }
        ColumnData::UInt64(cells) => match (u64::try_from(first.max(0)), u64::try_from(last.min(u64::MAX.into()))) {
            (Ok(first), Ok(last)) => Bits::of_cells(cells, |cell| first <= cell && cell <= last),
            _ => none(),
        },
        ColumnData::Float64(cells) => {
            let first = low.map_or(f64::NEG_INFINITY, Number::float_from);
            let last = high.map_or(f64::INFINITY, Number::float_to);
            Bits::of_cells(cells, |cell| first <= cell && cell <= last)
        }
        ColumnData::Mixed(_) => Bits::from_fn(column.len(), |row| {
            column.cell(row).number().is_some_and(|number| {
                !number.is_nan()
                    && low.is_none_or(|low| low.order(number).is_le())
                    && high.is_none_or(|high| number.order(high).is_le())
            })
        }),
        _ => none(),
    };
    without_nulls(column, passing)
}
