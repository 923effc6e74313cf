//! The cells of a matrix, by their places.

use std::sync::Arc;

use neuprint_worker::messages::MatrixValue;

use crate::connections::{Edge, Net, number, percent};

/// A matrix in some order.
#[derive(Debug, PartialEq)]
pub(super) struct Cells {
    pub(super) net: Arc<Net>,
    /// The nodes that are rows, in order.
    pub(super) rows: Vec<u32>,
    /// The nodes that are columns.
    pub(super) columns: Vec<u32>,
    /// Row after row, the connection's place and 1; 0 where nothing is connected.
    edges: Vec<u32>,
}

impl Cells {
    pub(super) fn new(net: Arc<Net>, rows: Vec<u32>, columns: Vec<u32>) -> Self {
        let count = net.shape.nodes.len();
        let places = |nodes: &[u32]| {
            let mut places = vec![None; count];
            nodes.iter().enumerate().for_each(|(place, node)| {
                if let Some(known) = places.get_mut(*node as usize) {
                    *known = Some(place);
                }
            });
            places
        };
        let (of_row, of_column) = (places(&rows), places(&columns));
        let mut edges = vec![0; rows.len() * columns.len()];
        for (at, edge) in net.edges.iter().enumerate() {
            if let (Some(row), Some(column)) = (of_row[edge.source as usize], of_column[edge.target as usize]) {
                edges[row * columns.len() + column] = at as u32 + 1;
            }
        }
        Self { net, rows, columns, edges }
    }

    /// The connection of a row and a column.
    pub(super) fn edge(&self, row: usize, column: usize) -> Option<&Edge> {
        let at = *self.edges.get(row * self.columns.len() + column)?;
        self.net.edges.get((at as usize).checked_sub(1)?)
    }

    /// What a connection's cell says.
    pub(super) fn value(&self, edge: &Edge, value: MatrixValue) -> f64 {
        match value {
            MatrixValue::Sum => edge.weight,
            MatrixValue::Mean => edge.weight / f64::from(edge.pairs.max(1)),
            MatrixValue::Pairs => f64::from(edge.pairs),
            MatrixValue::PercentOfInput => self.net.share(edge, false),
            MatrixValue::PercentOfOutput => self.net.share(edge, true),
        }
    }

    /// The largest of all cells.
    pub(super) fn largest(&self, value: MatrixValue) -> f64 {
        self.net.edges.iter().map(|edge| self.value(edge, value)).fold(0.0, f64::max)
    }

    /// What is said of a cell in words.
    pub(super) fn in_words(&self, row: usize, column: usize, by_type: bool) -> Option<String> {
        let (source, target) = (*self.rows.get(row)?, *self.columns.get(column)?);
        let names = format!("{} → {}", self.net.label(source), self.net.label(target));
        let Some(edge) = self.edge(row, column) else { return Some(format!("{names}: not connected")) };
        let pairs = if by_type {
            let mean = self.value(edge, MatrixValue::Mean);
            format!(" in {} connected pairs, {} each", number(f64::from(edge.pairs)), number(mean))
        } else {
            String::new()
        };
        Some(format!(
            "{names}: {}{pairs} · {} of the input · {} of the output in this result",
            number(edge.weight),
            percent(self.net.share(edge, false)),
            percent(self.net.share(edge, true)),
        ))
    }
}

/// What stands in a cell.
pub(super) fn written(shown: f64, value: MatrixValue) -> String {
    match value {
        MatrixValue::PercentOfInput | MatrixValue::PercentOfOutput => percent(shown).replace(" %", "%"),
        _ => number(shown),
    }
}
