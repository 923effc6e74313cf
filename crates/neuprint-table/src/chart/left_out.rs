//! Rows that have no place on an axis, and why.

use crate::column::{Column, ColumnData, Rows};
use crate::number::Number;

/// How many rows are not in a chart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Nothing stands there.
    pub nulls: usize,
    /// NaN.
    pub nan: usize,
    /// Infinity, or minus infinity.
    pub infinite: usize,
    /// Zero or below, on a logarithmic axis.
    pub not_positive: usize,
    /// No number: all rows of a column that has other cells.
    pub others: usize,
}

impl LeftOut {
    /// How many that are.
    pub fn rows(&self) -> usize {
        self.nulls + self.nan + self.infinite + self.not_positive + self.others
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            nulls: self.nulls + other.nulls,
            nan: self.nan + other.nan,
            infinite: self.infinite + other.infinite,
            not_positive: self.not_positive + other.not_positive,
            others: self.others + other.others,
        }
    }
}

/// A column as an axis.
#[derive(Clone, Copy)]
pub(super) struct AxisColumn<'c> {
    pub(super) column: &'c Column,
    /// Whether the axis is logarithmic.
    pub(super) log: bool,
    /// Which places among the rows are looked at: others are neither seen nor left out.
    pub(super) of: &'c dyn Fn(usize) -> bool,
}

impl<'c> AxisColumn<'c> {
    /// An axis for all rows.
    pub(super) fn new(column: &'c Column, log: bool) -> Self {
        Self { column, log, of: &|_| true }
    }
}

/// Calls `see` with the place among the rows and the number of each one that has a place on an axis.
pub(super) fn each_number(axis: AxisColumn<'_>, rows: &Rows<'_>, see: &mut dyn FnMut(usize, Number)) -> LeftOut {
    let AxisColumn { column, log, of } = axis;
    let mut out = LeftOut::default();
    if !matches!(column.data(), ColumnData::Int64(_) | ColumnData::UInt64(_) | ColumnData::Float64(_)) {
        for (_, row) in rows.iter().enumerate().filter(|(place, _)| of(*place)) {
            *(if column.is_null(row) { &mut out.nulls } else { &mut out.others }) += 1;
        }
        return out;
    }
    for (place, row) in rows.iter().enumerate().filter(|(place, _)| of(*place)) {
        match column.cell(row).number() {
            None => out.nulls += 1,
            Some(Number::Float(value)) if value.is_nan() => out.nan += 1,
            Some(Number::Float(value)) if value.is_infinite() => out.infinite += 1,
            Some(Number::Float(value)) if log && value <= 0.0 => out.not_positive += 1,
            Some(Number::Whole(value)) if log && value <= 0 => out.not_positive += 1,
            Some(number) => see(place, number),
        }
    }
    out
}

/// The smallest and the largest number that have a place on an axis.
pub(super) fn extent(axis: AxisColumn<'_>, rows: &Rows<'_>) -> (Option<(Number, Number)>, LeftOut) {
    let mut ends: Option<(Number, Number)> = None;
    let out = each_number(axis, rows, &mut |_, number| {
        let (low, high) = ends.get_or_insert((number, number));
        if number.order(*low).is_lt() {
            *low = number;
        }
        if number.order(*high).is_gt() {
            *high = number;
        }
    });
    (ends, out)
}
