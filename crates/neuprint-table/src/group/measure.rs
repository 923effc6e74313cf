//! What is said of each group's cells in one column.

use crate::cell::Cell;
use crate::codes::Codes;
use crate::column::{Column, ColumnData, Rows};
use crate::group::GroupError;
use crate::number::Number;

/// A row that is not there.
const NONE: u32 = u32::MAX;

/// What is said of groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// The column that is measured.
    pub column: usize,
    /// What is said of its cells.
    pub kind: MeasureKind,
}

/// What is said of a group's cells. Nulls are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasureKind {
    /// How many there are.
    Count,
    /// The sum of the numbers; null if there is none. Of integers it is exact: beyond 64 bits it keeps its digits, in a
    /// column of several kinds.
    Sum,
    /// The mean of the numbers, a float; null if there is none.
    Mean,
    /// The smallest, as sorting sees it.
    Min,
    /// The largest.
    Max,
    /// How many different ones there are.
    Distinct,
}

impl MeasureKind {
    fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Sum => "sum",
            Self::Mean => "mean",
            Self::Min => "min",
            Self::Max => "max",
            Self::Distinct => "distinct",
        }
    }
}

/// How many rows each group has.
pub(super) fn rows(groups: &Codes) -> Column {
    counts("rows".to_owned(), &groups.counts())
}

fn counts(name: String, counts: &[u32]) -> Column {
    let cells = counts.iter().map(|count| i64::from(*count)).collect();
    Column::of_integers(name, cells)
}

impl Measure {
    /// Whether the measure can be taken of a column.
    pub(crate) fn check(&self, column: &Column) -> Result<(), GroupError> {
        let adds = matches!(self.kind, MeasureKind::Sum | MeasureKind::Mean);
        let has_none = matches!(
            column.data(),
            ColumnData::Bool(_) | ColumnData::Text(_) | ColumnData::List(_) | ColumnData::Map(_)
        );
        if adds && has_none { Err(GroupError::NotNumbers(column.name().to_owned())) } else { Ok(()) }
    }

    /// Whether it counts: then it is 0 of nothing.
    pub(super) fn counts(&self) -> bool {
        matches!(self.kind, MeasureKind::Count | MeasureKind::Distinct)
    }

    /// A cell for each group.
    pub(crate) fn of(&self, column: &Column, groups: &Codes, rows: &Rows<'_>) -> Column {
        let name = format!("{}({})", self.kind.name(), column.name());
        match self.kind {
            MeasureKind::Count => {
                let mut count = vec![0_u32; groups.firsts.len()];
                for (row, group) in rows.iter().zip(&groups.of) {
                    count[*group as usize] += u32::from(!column.is_null(row));
                }
                counts(name, &count)
            }
            MeasureKind::Distinct => {
                let pairs = groups.with(&Codes::of(column, rows), rows);
                let mut count = vec![0_u32; groups.firsts.len()];
                let mut seen = 0;
                // A pair is new where its number is the next one.
                for ((row, group), pair) in rows.iter().zip(&groups.of).zip(&pairs.of) {
                    if *pair == seen {
                        seen += 1;
                        count[*group as usize] += u32::from(!column.is_null(row));
                    }
                }
                counts(name, &count)
            }
            MeasureKind::Sum | MeasureKind::Mean => {
                let mean = self.kind == MeasureKind::Mean;
                let mut result = Column::new(name);
                for sum in sums(column, groups, rows) {
                    sum.push_to(mean, &mut result);
                }
                result
            }
            MeasureKind::Min | MeasureKind::Max => {
                let mut result = Column::new(name);
                for row in extremes(column, self.kind == MeasureKind::Max, groups, rows) {
                    result.push(if row == NONE { Cell::Null } else { column.cell(row as usize) });
                }
                result
            }
        }
    }
}

/// The numbers of a group, added.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    /// Of the integers: no column has so many of 64 bits that their sum goes beyond 128.
    whole: i128,
    float: f64,
    wholes: u32,
    floats: u32,
}

impl Sum {
    fn push_to(self, mean: bool, column: &mut Column) {
        let count = f64::from(self.wholes) + f64::from(self.floats);
        if count == 0.0 {
            column.push(Cell::Null);
        } else if mean {
            column.push(Cell::Float((self.whole as f64 + self.float) / count));
        } else if self.floats > 0 {
            column.push(Cell::Float(self.whole as f64 + self.float));
        } else if let Ok(value) = i64::try_from(self.whole) {
            column.push(Cell::Int(value));
        } else if let Ok(value) = u64::try_from(self.whole) {
            column.push(Cell::UInt(value));
        } else {
            column.push(Cell::Json(&self.whole.to_string()));
        }
    }
}

fn sums(column: &Column, groups: &Codes, rows: &Rows<'_>) -> Vec<Sum> {
    let mut sums = vec![Sum::default(); groups.firsts.len()];
    // Most columns are integers without nulls; they need no cells.
    if let (ColumnData::Int64(cells), 0) = (column.data(), column.nulls()) {
        for (row, group) in rows.iter().zip(&groups.of) {
            let sum = &mut sums[*group as usize];
            sum.whole += i128::from(cells.get(row));
            sum.wholes += 1;
        }
        return sums;
    }
    for (row, group) in rows.iter().zip(&groups.of) {
        let sum = &mut sums[*group as usize];
        match column.cell(row).number() {
            Some(Number::Whole(value)) => {
                sum.whole += value;
                sum.wholes += 1;
            }
            Some(Number::Float(value)) => {
                sum.float += value;
                sum.floats += 1;
            }
            None => {}
        }
    }
    sums
}

/// For each group a row with its smallest or largest cell; the first one of equal ones.
fn extremes(column: &Column, largest: bool, groups: &Codes, rows: &Rows<'_>) -> Vec<u32> {
    let mut found = vec![NONE; groups.firsts.len()];
    for (row, group) in rows.iter().zip(&groups.of) {
        let best = &mut found[*group as usize];
        if column.is_null(row) {
            continue;
        }
        let is_better = *best == NONE || {
            let order = column.cell(row).order(&column.cell(*best as usize));
            if largest { order.is_gt() } else { order.is_lt() }
        };
        if is_better {
            *best = row as u32;
        }
    }
    found
}
