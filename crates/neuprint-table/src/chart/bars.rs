//! A number for each of a column's values: the largest, and all others together.

use super::categories::largest_first;
use crate::codes::Codes;
use crate::column::{Column, Rows};
use crate::group::{GroupError, Measure};
use crate::number::Number;
use crate::table::Table;

/// Values with their numbers, the largest number first.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// The values. Null is one.
    pub bars: Vec<Bar>,
    /// How many other values there are, and what is said of all their rows.
    pub others: Option<(usize, Bar)>,
}

/// What is said of the rows that have a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// One of the rows.
    pub row: u32,
    /// How many there are.
    pub rows: usize,
    /// What was measured; `None` if none of them has a number. Without a measure, how many rows there are.
    pub number: Option<Number>,
}

/// The values of a column (an index) in some rows (row indices), or in all, by how many rows have them or by what is measured
/// of these: `most` of them, the rest together.
///
/// # Errors
/// [`GroupError`]: a column is not there, or has no numbers to add up.
///
/// # Panics
/// If there is no such row.
pub fn bars(
    table: &Table,
    column: usize,
    measure: Option<Measure>,
    rows: Option<&[u32]>,
    most: usize,
) -> Result<Bars, GroupError> {
    let rows = Rows { order: rows, range: 0..rows.map_or(table.rows(), <[u32]>::len) };
    let of = |at: usize| table.columns().get(at).ok_or(GroupError::NoColumn(at));
    let (values, measured) = (of(column)?, measure.map(|measure| Ok((measure, of(measure.column)?))).transpose()?);
    if let Some((measure, column)) = &measured {
        measure.check(column)?;
    }
    let mut codes = Codes::of(values, &rows);
    let numbers = numbers(&codes, measured, &rows);
    let order =
        largest_first(&numbers.iter().map(|number| number.map_or(f64::NAN, Number::to_f64)).collect::<Vec<_>>());
    let counts = codes.counts();
    let bar = |code: u32| Bar {
        row: codes.firsts[code as usize],
        rows: counts[code as usize] as usize,
        number: numbers[code as usize],
    };
    let bars = order.iter().take(most).map(|code| bar(*code)).collect();
    let rest = order.get(most..).unwrap_or_default();
    let Some(first) = rest.first().map(|code| codes.firsts[*code as usize]) else {
        return Ok(Bars { bars, others: None });
    };
    // The others once more, as one value; what is not one of them is another.
    let mut is_other = vec![0_u32; codes.firsts.len()];
    rest.iter().for_each(|code| is_other[*code as usize] = 1);
    codes.of.iter_mut().for_each(|code| *code = is_other[*code as usize]);
    codes.firsts = vec![first; 2];
    let others = Bar {
        row: first,
        rows: rest.iter().map(|code| counts[*code as usize] as usize).sum(),
        number: self::numbers(&codes, measured, &rows)[1],
    };
    Ok(Bars { bars, others: Some((rest.len(), others)) })
}

/// What is said of each value.
pub(super) fn numbers(codes: &Codes, measured: Option<(Measure, &Column)>, rows: &Rows<'_>) -> Vec<Option<Number>> {
    match measured {
        None => codes.counts().iter().map(|count| Some(Number::Whole((*count).into()))).collect(),
        Some((measure, column)) => {
            let numbers = measure.of(column, codes, rows);
            let number = |at| {
                let cell = numbers.cell(at);
                // Sums beyond 64 bits keep their digits as text.
                cell.number().or_else(|| {
                    Some(cell).filter(|cell| !cell.is_null()).and_then(|cell| Number::parse(&cell.to_string()))
                })
            };
            (0..numbers.len()).map(number).collect()
        }
    }
}
