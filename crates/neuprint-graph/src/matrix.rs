//! Connections as a matrix: sources down, targets across.

use crate::graph::Node;
use crate::strongest::Part;

/// What a cell of the matrix says of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellValue {
    /// The weight.
    Sum,
    /// The mean weight of the connected pairs of neurons.
    Mean,
    /// How many pairs of neurons are connected.
    Pairs,
    /// The weight in percent of all of the target's input that the table has.
    PercentOfInput,
    /// The weight in percent of all of the source's output that the table has.
    PercentOfOutput,
}

/// A matrix. Where nothing is connected it has 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// Which nodes are rows: those with a connection to some column.
    pub rows: Vec<u32>,
    /// Which nodes are columns.
    pub columns: Vec<u32>,
    /// Row after row.
    pub cells: Vec<f64>,
}

impl CellValue {
    /// What is said of a connection of this weight and so many pairs.
    pub fn of(self, weight: f64, pairs: u32, source: &Node, target: &Node) -> f64 {
        match self {
            Self::Sum => weight,
            Self::Mean => weight / f64::from(pairs.max(1)),
            Self::Pairs => f64::from(pairs),
            Self::PercentOfInput => 100.0 * weight / target.input,
            Self::PercentOfOutput => 100.0 * weight / source.output,
        }
    }
}

impl Matrix {
    /// The matrix of a part of a graph, rows and columns in the order of its nodes.
    pub fn of(part: &Part, value: CellValue) -> Self {
        let count = part.nodes.len();
        let mut is_end = [vec![false; count], vec![false; count]];
        for edge in &part.edges {
            is_end[0][edge.source as usize] = true;
            is_end[1][edge.target as usize] = true;
        }
        let [rows, columns] =
            is_end.map(|is_end| (0..count as u32).filter(|at| is_end[*at as usize]).collect::<Vec<u32>>());
        let places = |nodes: &[u32]| {
            let mut places = vec![0; count];
            nodes.iter().enumerate().for_each(|(place, at)| places[*at as usize] = place);
            places
        };
        let (of_row, of_column) = (places(&rows), places(&columns));
        let mut cells = vec![0.0; rows.len() * columns.len()];
        for edge in &part.edges {
            let [source, target] = [edge.source, edge.target].map(|at| at as usize);
            cells[of_row[source] * columns.len() + of_column[target]] =
                value.of(edge.weight, edge.pairs, &part.nodes[source], &part.nodes[target]);
        }
        Self { rows, columns, cells }
    }
}
