//! Neurons, or their types, and the connections between them.

use neuprint_table::{Cell, Column, Table};

/// A directed graph. Its names stay in the table that it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// In the order in which they appear, sources first.
    pub nodes: Vec<Node>,
    /// One for each pair of nodes that is connected, in the order in which they appear.
    pub edges: Vec<Edge>,
    /// What became of the rows.
    pub told: Told,
}

/// A neuron, or all of a type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// Where its name stands; `None`: the neurons whose type is null.
    pub name: Option<Place>,
    /// Where its type stands, if the table says one.
    pub kind: Option<Place>,
    /// Where its instance stands, if the table says one.
    pub instance: Option<Place>,
    /// The number that all nodes of its type have, in the order in which types appear; types and neurons without one
    /// have none.
    pub kind_number: Option<u32>,
    /// Whether the table has types of a side on which it stands: then a type that is not there is null.
    pub has_type_column: bool,
    /// How many neurons it is.
    pub neurons: u32,
    /// The weight of all connections to it.
    pub input: f64,
    /// The weight of all connections from it.
    pub output: f64,
}

/// A connection.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The place of the node it comes from.
    pub source: u32,
    /// The place of the node it goes to.
    pub target: u32,
    /// Its weight: the sum of the rows' weights, or how many rows there are in a table without weights. Sums of integers
    /// are exact up to 2^53.
    pub weight: f64,
    /// How many pairs of neurons it is; of rows that are no neurons, 1.
    pub pairs: u32,
}

/// A cell of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Which column.
    pub column: u32,
    /// Which row.
    pub row: u32,
}

/// What became of the rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    /// How many were read.
    pub rows: u32,
    /// Rows left out because a source or target is null.
    pub without_ends: u32,
    /// Rows left out because the weight is null, no number, or not above 0.
    pub without_weight: u32,
    /// Rows that were added to an earlier one of the same source and target.
    pub added: u32,
}

impl Place {
    /// What stands there; `Null` in another table that has no such cell.
    pub fn cell(self, table: &Table) -> Cell<'_> {
        let row = self.row as usize;
        let column = table.columns().get(self.column as usize).filter(|column: &&Column| row < column.len());
        column.map_or(Cell::Null, |column| column.cell(row))
    }
}

impl Graph {
    /// Counts each node's input and output.
    pub(crate) fn add_up(&mut self) {
        for edge in &self.edges {
            self.nodes[edge.source as usize].output += edge.weight;
            self.nodes[edge.target as usize].input += edge.weight;
        }
    }
}
