//! A table's connections as a graph and as a matrix.
//!
//! ```
//! use neuprint_worker::messages::{GraphAsk, GraphColumns, GraphOf, Request};
//!
//! // bodyId_pre, bodyId_post and weight, neuron by neuron.
//! let columns = GraphColumns { source: 0, target: 1, weight: Some(2), ..GraphColumns::default() };
//! let ask = GraphAsk::Layout(GraphOf { columns, by_type: false });
//! let request = Request::Graph { table: 1, ask };
//! # assert!(matches!(request, Request::Graph { .. }));
//! ```
//!
//! A graph is made of the rows that are shown. Rows of the same source and target are added up. Of a large one only the
//! strongest part is looked at; inputs and outputs are counted in all of it. Nodes are named by their places in
//! [`GraphShape::nodes`], in every answer to the same [`GraphOf`] until the table's rows are arranged anew.

use serde::{Deserialize, Serialize};

use super::{CellText, Provenance};

/// Which columns of a table are what of its connections.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphColumns {
    /// Where connections come from: neurons or types.
    pub source: u32,
    /// Where they go to.
    pub target: u32,
    /// Their weights; `None`: each row counts 1.
    pub weight: Option<u32>,
    /// The sources' types.
    pub source_type: Option<u32>,
    /// The targets' types.
    pub target_type: Option<u32>,
    /// The sources' instances.
    pub source_instance: Option<u32>,
    /// The targets' instances.
    pub target_instance: Option<u32>,
    /// The ROI that a row's weight is in.
    pub roi: Option<u32>,
}

/// A graph of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphOf {
    /// Where its connections are.
    pub columns: GraphColumns,
    /// Whether neurons of a type are one node.
    pub by_type: bool,
}

/// What is asked of a table's connections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum GraphAsk {
    /// Which columns look like connections. Answer: [`GraphAnswer::Columns`].
    Columns,
    /// Nodes and connections. Answer: [`GraphAnswer::Shape`].
    Shape(GraphOf),
    /// Where to draw the nodes. Progress: [`Progress::Places`](super::Progress::Places), ten times a second at most.
    /// Answer: [`GraphAnswer::Places`].
    Layout(GraphOf),
    /// Which nodes are a matrix's rows and columns, in order. Answer: [`GraphAnswer::Matrix`].
    Matrix(MatrixOf),
    /// A matrix as tab-separated text for the clipboard, two million cells at most. Answer:
    /// [`Response::Text`](super::Response::Text).
    CopyMatrix {
        /// Which.
        of: MatrixOf,
        /// Whether IDs are written as `="720575940628857211"`, which spreadsheets show as it is.
        ids_as_text: bool,
    },
    /// A matrix as CSV. Answer: [`Response::File`](super::Response::File).
    MatrixFile {
        /// Which.
        of: MatrixOf,
        /// Whether IDs are written as `="720575940628857211"`, which spreadsheets show as it is.
        ids_as_text: bool,
    },
    /// The nodes and connections of [`GraphAnswer::Shape`] as GraphML. Answer:
    /// [`Response::File`](super::Response::File).
    File {
        /// Which.
        of: GraphOf,
        /// Where the table comes from.
        about: Provenance,
    },
}

/// A matrix of a table's connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixOf {
    /// Of which graph: sources are rows, targets columns.
    pub graph: GraphOf,
    /// What its cells are.
    pub value: MatrixValue,
    /// What its rows and columns are ordered by.
    pub order: MatrixOrder,
}

/// What a cell of a matrix says of a connection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MatrixValue {
    /// The weight.
    #[default]
    Sum,
    /// The mean weight of the connected pairs of neurons.
    Mean,
    /// How many pairs of neurons are connected.
    Pairs,
    /// The weight in percent of all of the target's input that the rows have.
    PercentOfInput,
    /// The weight in percent of all of the source's output that the rows have.
    PercentOfOutput,
}

/// What a matrix is ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MatrixOrder {
    /// Rows by their sums, columns by theirs, the largest first.
    #[default]
    Sum,
    /// By type and then by name.
    Name,
    /// Alike ones together.
    Cluster,
}

/// What is said of a table's connections.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum GraphAnswer {
    /// The columns; `None` if none look like connections.
    Columns(Option<GraphColumns>),
    /// Nodes and connections. Bulk: `Uint32Array` source, target and number of pairs of neurons per connection
    /// (row-major); `Uint8Array` the weight per connection, a float of 64 bits, lowest byte first. The largest
    /// connections come first.
    Shape(GraphShape),
    /// Where the nodes are. Bulk: `Float32Array` x and y per node, y downwards; a unit is the least distance of two nodes.
    Places,
    /// The nodes that are rows and those that are columns, in order.
    Matrix {
        /// Sources.
        rows: Vec<u32>,
        /// Targets.
        columns: Vec<u32>,
    },
}

/// A graph's nodes, and what is not shown of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GraphShape {
    /// Those with the largest weights first.
    pub nodes: Vec<GraphNode>,
    /// The types that nodes name.
    pub types: Vec<String>,
    /// How many nodes the whole graph has.
    pub all_nodes: u32,
    /// How many connections the whole graph has.
    pub all_edges: u32,
    /// How many connections there are between the nodes above.
    pub edges_between: u32,
    /// How many rows were read.
    pub rows: u32,
    /// Rows left out because a source or target is null.
    pub without_ends: u32,
    /// Rows left out because the weight is null, no number, or not above 0.
    pub without_weight: u32,
    /// Rows that were added to an earlier one of the same source and target.
    pub added: u32,
    /// Rows left out because their ROI overlaps with primary ones, which have the same synapses; `None` where that is not
    /// known: then weights of one pair are added over all ROIs.
    pub overlapping: Option<u32>,
}

/// A neuron, or all of a type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GraphNode {
    /// Its ID or type, as it stands in the table; null: the neurons whose type is null.
    pub name: CellText,
    /// Its type's place in [`GraphShape::types`], if it is known.
    pub type_at: Option<u32>,
    /// Its instance, if it is known.
    pub instance: Option<String>,
    /// How many neurons it is.
    pub neurons: u32,
    /// The weight of all connections to it.
    pub input: f64,
    /// The weight of all connections from it.
    pub output: f64,
}
