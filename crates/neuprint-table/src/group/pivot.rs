//! Measures spread over columns, by the values of a column.

use super::{GroupError, Measure, measured};
use crate::cell::Cell;
use crate::codes::Codes;
use crate::column::{Column, Rows};
use crate::sort::ranks;
use crate::table::Table;

/// Columns of measures at most.
const COLUMNS: usize = 500;
/// Cells of measures at most: 160 MB of integers.
const CELLS: usize = 20_000_000;
/// A pair that has no rows.
const NONE: u32 = u32::MAX;

/// Adds the columns of each value and measure.
pub(super) fn add(
    table: &Table,
    pivot: &Column,
    groups: &Codes,
    measures: &[Measure],
    rows: &Rows<'_>,
    columns: &mut Vec<Column>,
) -> Result<(), GroupError> {
    let values = Codes::of(pivot, rows);
    let (each, count) = (measures.len().max(1), values.firsts.len());
    let wide = each * count;
    if wide > COLUMNS {
        let column = pivot.name().to_owned();
        return Err(GroupError::ManyColumns { column, values: count, each, most: COLUMNS });
    }
    let long = groups.firsts.len();
    if long * wide > CELLS {
        return Err(GroupError::ManyCells { groups: long, columns: wide, most: CELLS });
    }
    let pairs = groups.with(&values, rows);
    let measured = measured(table, &pairs, measures, rows);
    // Where in the order of values each one is; in each column, which pair each group has.
    let ranks = ranks(pivot, &values.firsts);
    let mut cells = vec![NONE; long * count];
    let mut names = vec![String::new(); count];
    for ((group, value), pair) in groups.of.iter().zip(&values.of).zip(&pairs.of) {
        cells[ranks[*value as usize] as usize * long + *group as usize] = *pair;
    }
    for (value, row) in values.firsts.iter().enumerate() {
        names[ranks[value] as usize] = name(pivot.cell(*row as usize));
    }
    for (name, cells) in names.iter().zip(cells.chunks(long.max(1))) {
        for (at, measure) in measured.iter().enumerate() {
            let name = if each == 1 { name.clone() } else { format!("{name} · {}", measure.name()) };
            // What counts has a number for every pair, and a pair without rows is counted, too.
            let counts = measures.get(at).is_none_or(Measure::counts);
            let nothing = if counts { Cell::Int(0) } else { Cell::Null };
            let mut column = Column::new(name);
            for pair in cells {
                column.push(if *pair == NONE { nothing } else { measure.cell(*pair as usize) });
            }
            columns.push(column);
        }
    }
    Ok(())
}

/// What the columns of a value are called.
fn name(value: Cell<'_>) -> String {
    match value {
        Cell::Null => "null".to_owned(),
        Cell::Text("") => "\"\"".to_owned(),
        value => value.to_string(),
    }
}
