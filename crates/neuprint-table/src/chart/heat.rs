//! A number for each pair of two columns' values, as a matrix.

use super::bars::numbers;
use super::categories::largest_first;
use crate::cluster::cluster;
use crate::codes::Codes;
use crate::column::{Column, Rows};
use crate::group::{GroupError, Measure};
use crate::number::Number;
use crate::sort::ranks;
use crate::table::Table;

/// How the values along an axis of a matrix are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueOrder {
    /// By the value.
    Name,
    /// The largest sum of cells first.
    Sum,
    /// Similar ones together: average linkage of the cosine distances of their cells.
    Clusters,
}

/// A matrix.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heat {
    /// For each row of the matrix, a row of the table that has its value.
    pub rows: Vec<u32>,
    /// For each column of the matrix, a row of the table that has its value.
    pub columns: Vec<u32>,
    /// The cells, row after row; NaN where no row has both values, or none of them a number.
    pub cells: Vec<f64>,
    /// How many values the matrix's rows and columns leave out: those with the smallest sums.
    pub left_out: (usize, usize),
    /// How many of the table's rows have such a value.
    pub rows_left_out: usize,
}

/// The pairs of the values of two columns (indices: of the matrix's rows, and of its columns) in some rows (row indices), or
/// in all, by how many rows have both, or by what is measured of these. At most `most` values along each axis.
///
/// # Errors
/// [`GroupError`]: a column is not there, or has no numbers to add up.
///
/// # Panics
/// If there is no such row.
pub fn heat(
    table: &Table,
    (down, across): (usize, usize),
    measure: Option<Measure>,
    rows: Option<&[u32]>,
    order: ValueOrder,
    most: usize,
) -> Result<Heat, GroupError> {
    let rows = Rows { order: rows, range: 0..rows.map_or(table.rows(), <[u32]>::len) };
    let of = |at: usize| table.columns().get(at).ok_or(GroupError::NoColumn(at));
    let (down, across) = (of(down)?, of(across)?);
    let measured = measure.map(|measure| Ok((measure, of(measure.column)?))).transpose()?;
    if let Some((measure, column)) = &measured {
        measure.check(column)?;
    }
    let (downs, acrosses) = (Codes::of(down, &rows), Codes::of(across, &rows));
    let pairs = downs.with(&acrosses, &rows);
    let numbers = numbers(&pairs, measured, &rows);
    // Which pair of values each pair is.
    let mut of_pair = vec![(0_u32, 0_u32); pairs.firsts.len()];
    for ((pair, down), across) in pairs.of.iter().zip(&downs.of).zip(&acrosses.of) {
        of_pair[*pair as usize] = (*down, *across);
    }
    let (mut down_sums, mut across_sums) = (vec![0.0; downs.firsts.len()], vec![0.0; acrosses.firsts.len()]);
    for ((down, across), number) in of_pair.iter().zip(&numbers) {
        let size = number.map_or(0.0, |number| number.to_f64().abs());
        down_sums[*down as usize] += size;
        across_sums[*across as usize] += size;
    }
    let (mut chosen_down, down_out) = chosen(&down_sums, most);
    let (mut chosen_across, across_out) = chosen(&across_sums, most);
    if order == ValueOrder::Name {
        by_name(down, &downs, &mut chosen_down);
        by_name(across, &acrosses, &mut chosen_across);
    }
    let mut cells = fill(&of_pair, &numbers, &chosen_down, &chosen_across);
    if order == ValueOrder::Clusters {
        let width = chosen_across.len();
        let filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_nan());
        let cells_of_rows: Vec<(u32, u32, f64)> =
            filled.map(|(at, cell)| ((at / width) as u32, (at % width) as u32, *cell)).collect();
        let cells_of_columns: Vec<(u32, u32, f64)> =
            cells_of_rows.iter().map(|(row, column, cell)| (*column, *row, *cell)).collect();
        let reordered = |chosen: &[u32], order: Vec<u32>| order.iter().map(|at| chosen[*at as usize]).collect();
        chosen_down = reordered(&chosen_down, cluster(chosen_down.len(), &cells_of_rows));
        chosen_across = reordered(&chosen_across, cluster(width, &cells_of_columns));
        cells = fill(&of_pair, &numbers, &chosen_down, &chosen_across);
    }
    let is_in = |chosen: &[u32], count: usize| {
        let mut is_in = vec![false; count];
        chosen.iter().for_each(|code| is_in[*code as usize] = true);
        is_in
    };
    let (in_down, in_across) = (is_in(&chosen_down, down_sums.len()), is_in(&chosen_across, across_sums.len()));
    let is_out = |(down, across): &(&u32, &u32)| !(in_down[**down as usize] && in_across[**across as usize]);
    Ok(Heat {
        rows: chosen_down.iter().map(|code| downs.firsts[*code as usize]).collect(),
        columns: chosen_across.iter().map(|code| acrosses.firsts[*code as usize]).collect(),
        cells,
        left_out: (down_out, across_out),
        rows_left_out: downs.of.iter().zip(&acrosses.of).filter(is_out).count(),
    })
}

/// The values with the largest sums, and how many others there are.
fn chosen(sums: &[f64], most: usize) -> (Vec<u32>, usize) {
    let mut order = largest_first(sums);
    let left_out = order.len().saturating_sub(most);
    order.truncate(most);
    (order, left_out)
}

fn by_name(column: &Column, codes: &Codes, chosen: &mut [u32]) {
    let ranks = ranks(column, &codes.firsts);
    chosen.sort_unstable_by_key(|code| ranks[*code as usize]);
}

/// The cells of these rows and columns.
fn fill(of_pair: &[(u32, u32)], numbers: &[Option<Number>], down: &[u32], across: &[u32]) -> Vec<f64> {
    let places = |chosen: &[u32], count: u32| {
        let mut places = vec![u32::MAX; count as usize + 1];
        chosen.iter().zip(0..).for_each(|(code, place)| places[*code as usize] = place);
        places
    };
    let count = |of: fn(&(u32, u32)) -> u32| of_pair.iter().map(of).max().unwrap_or(0);
    let (rows, columns) = (places(down, count(|pair| pair.0)), places(across, count(|pair| pair.1)));
    let mut cells = vec![f64::NAN; down.len() * across.len()];
    for ((down, column), number) in of_pair.iter().zip(numbers) {
        let (row, column) = (rows[*down as usize], columns[*column as usize]);
        if row != u32::MAX
            && column != u32::MAX
            && let Some(number) = number
        {
            cells[row as usize * across.len() + column as usize] = number.to_f64();
        }
    }
    cells
}
