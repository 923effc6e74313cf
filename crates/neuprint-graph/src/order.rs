//! Orders of a matrix's rows and columns.

use neuprint_table::{Cell, Table, cluster, sort_by};

use crate::graph::Node;
use crate::matrix::Matrix;
use crate::strongest::Part;

/// What a matrix is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatrixOrder {
    /// By type and then by name; texts by their letters, numbers by value.
    Name,
    /// Rows by their sums, columns by theirs, the largest first.
    Sum,
    /// Alike ones together: see [`cluster`].
    Cluster,
}

/// Puts a matrix's rows and columns into an order.
pub fn order(matrix: &mut Matrix, part: &Part, table: &Table, by: MatrixOrder) {
    let (height, width) = (matrix.rows.len(), matrix.columns.len());
    let cell = |row: usize, column: usize| matrix.cells[row * width + column];
    let [rows, columns]: [Vec<u32>; 2] = match by {
        MatrixOrder::Name => [&matrix.rows, &matrix.columns].map(|nodes| by_name(nodes, part, table)),
        MatrixOrder::Sum => [
            by_sum((0..height).map(|row| (0..width).map(|column| cell(row, column)).sum())),
            by_sum((0..width).map(|column| (0..height).map(|row| cell(row, column)).sum())),
        ],
        MatrixOrder::Cluster => {
            let filled = matrix.cells.iter().enumerate().filter(|(_, value)| **value != 0.0);
            let cells: Vec<(u32, u32, f64)> =
                filled.map(|(at, value)| ((at / width) as u32, (at % width) as u32, *value)).collect();
            let turned: Vec<(u32, u32, f64)> =
                cells.iter().map(|(row, column, value)| (*column, *row, *value)).collect();
            [cluster(height, &cells), cluster(width, &turned)]
        }
    };
    let mut cells = Vec::with_capacity(matrix.cells.len());
    for row in &rows {
        cells.extend(columns.iter().map(|column| cell(*row as usize, *column as usize)));
    }
    matrix.cells = cells;
    matrix.rows = rows.iter().map(|place| matrix.rows[*place as usize]).collect();
    matrix.columns = columns.iter().map(|place| matrix.columns[*place as usize]).collect();
}

fn by_name(nodes: &[u32], part: &Part, table: &Table) -> Vec<u32> {
    let cell = |place: &u32, of: fn(&Node) -> Option<crate::Place>| {
        of(&part.nodes[nodes[*place as usize] as usize]).map_or(Cell::Null, |place| place.cell(table))
    };
    let mut places: Vec<u32> = (0..nodes.len() as u32).collect();
    sort_by(&mut places, &|a, b| {
        let by = |of| cell(a, of).order(&cell(b, of));
        by(|node| node.kind).then_with(|| by(|node| node.name))
    });
    places
}

fn by_sum(sums: impl Iterator<Item = f64>) -> Vec<u32> {
    let sums: Vec<f64> = sums.collect();
    let mut places: Vec<u32> = (0..sums.len() as u32).collect();
    places.sort_by(|a, b| sums[*b as usize].total_cmp(&sums[*a as usize]).then(a.cmp(b)));
    places
}
