//! A read-only property graph in columns: the store that queries run over.
//!
//! ```
//! use neuprint_cypher::{GraphBuilder, Value};
//!
//! let mut builder = GraphBuilder::new();
//! let a = builder.add_node(&["Neuron"], [("bodyId", Value::Int(1))]);
//! let b = builder.add_node(&["Neuron"], [("bodyId", Value::Int(2))]);
//! builder.add_relationship(a, "ConnectsTo", b, [("weight", Value::Int(7))]);
//! let graph = builder.build();
//!
//! let weight = graph.relationship_key("weight").unwrap();
//! let edge = graph.outgoing(a).next().unwrap();
//! assert_eq!((edge.other, graph.relationship_property(edge.relationship, weight)), (b, Value::Int(7)));
//! ```
//!
//! Properties are stored per key ([`mod@column`]), neighbours in compressed rows for both directions ([`adjacency`]), and
//! an index over a key's values is made when it is first asked for ([`index`]). Nothing here knows of Cypher.

pub mod adjacency;
pub mod builder;
pub mod column;
pub mod gather;
pub mod index;
mod labelled;
mod parsed;

use std::sync::{Arc, OnceLock};

use crate::ast::BinaryOp;
use crate::value::{NodeId, RelId, Value};
use adjacency::Adjacency;
pub use adjacency::Edge;
pub use builder::GraphBuilder;
pub use column::{Column, ColumnData, Presence};
pub use gather::{Columns, Key, Labels};
use index::PropertyIndex;
use labelled::Labelled;
pub(crate) use parsed::ParsedTexts;

/// A node label of one graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelId(pub u16);

/// A relationship type of one graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelTypeId(pub u16);

/// A property key of the nodes, or of the relationships, of one graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub u16);

/// A read-only property graph. Made by [`GraphBuilder`].
#[derive(Debug)]
pub struct Graph {
    pub(crate) labels: Vec<Label>,
    pub(crate) node_count: u32,
    pub(crate) node_columns: Vec<NamedColumn>,
    pub(crate) node_indexes: Vec<OnceLock<PropertyIndex>>,
    pub(crate) rel_types: Vec<Arc<str>>,
    pub(crate) rels: Vec<Relationship>,
    pub(crate) rel_columns: Vec<NamedColumn>,
    pub(crate) outgoing: Adjacency,
    pub(crate) incoming: Adjacency,
    pub(crate) rel_type_counts: Vec<u32>,
    pub(crate) parsed: ParsedTexts,
}

/// A label and the nodes that bear it, in ascending order.
#[derive(Debug)]
pub(crate) struct Label {
    pub(crate) name: Arc<str>,
    pub(crate) nodes: Vec<NodeId>,
}

/// A property key and its values.
#[derive(Debug)]
pub(crate) struct NamedColumn {
    pub(crate) name: Arc<str>,
    pub(crate) column: Column,
}

/// The fixed part of a relationship.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Relationship {
    pub(crate) start: NodeId,
    pub(crate) end: NodeId,
    pub(crate) rel_type: RelTypeId,
}

impl Graph {
    /// How many nodes there are; their ids are `0..node_count`.
    pub fn node_count(&self) -> usize {
        self.node_count as usize
    }

    /// How many relationships there are; their ids are `0..relationship_count`.
    pub fn relationship_count(&self) -> usize {
        self.rels.len()
    }

    /// All labels, by id.
    pub fn labels(&self) -> impl ExactSizeIterator<Item = &Arc<str>> {
        self.labels.iter().map(|label| &label.name)
    }

    /// The label of this name.
    pub fn label(&self, name: &str) -> Option<LabelId> {
        self.labels.iter().position(|label| &*label.name == name).map(|at| LabelId(at as u16))
    }

    /// The nodes that bear a label, in ascending order.
    pub fn nodes_with_label(&self, label: LabelId) -> &[NodeId] {
        &self.labels[usize::from(label.0)].nodes
    }

    /// Whether a node bears a label.
    pub fn has_label(&self, node: NodeId, label: LabelId) -> bool {
        self.labelled(label).contains(node)
    }

    /// The nodes with a label, to ask about many of them.
    pub(crate) fn labelled(&self, label: LabelId) -> Labelled<'_> {
        Labelled::new(self.nodes_with_label(label))
    }

    /// The labels of a node.
    pub fn labels_of(&self, node: NodeId) -> impl Iterator<Item = &Arc<str>> {
        (0..self.labels.len())
            .filter(move |at| self.has_label(node, LabelId(*at as u16)))
            .map(|at| &self.labels[at].name)
    }

    /// All relationship types, by id.
    pub fn relationship_types(&self) -> impl ExactSizeIterator<Item = &Arc<str>> {
        self.rel_types.iter()
    }

    /// The relationship type of this name.
    pub fn relationship_type(&self, name: &str) -> Option<RelTypeId> {
        self.rel_types.iter().position(|t| &**t == name).map(|at| RelTypeId(at as u16))
    }

    /// How many relationships are of a type.
    pub fn relationships_of_type(&self, rel_type: RelTypeId) -> usize {
        self.rel_type_counts[usize::from(rel_type.0)] as usize
    }

    /// The fixed parts of relationships that stand side by side.
    pub(crate) fn relationships(&self, numbers: std::ops::Range<usize>) -> &[Relationship] {
        &self.rels[numbers]
    }

    /// A relationship's type.
    pub fn type_of(&self, relationship: RelId) -> RelTypeId {
        self.rels[relationship.0 as usize].rel_type
    }

    /// The name of a relationship's type.
    pub fn type_name_of(&self, relationship: RelId) -> &Arc<str> {
        &self.rel_types[usize::from(self.type_of(relationship).0)]
    }

    /// Where a relationship starts.
    pub fn start(&self, relationship: RelId) -> NodeId {
        self.rels[relationship.0 as usize].start
    }

    /// Where a relationship ends.
    pub fn end(&self, relationship: RelId) -> NodeId {
        self.rels[relationship.0 as usize].end
    }

    /// The relationships that start at a node, sorted by type, then by the node at the other end.
    pub fn outgoing(&self, node: NodeId) -> impl ExactSizeIterator<Item = Edge> + '_ {
        self.outgoing.of(node).iter().copied()
    }

    /// The relationships that end at a node, sorted by type, then by the node at the other end.
    pub fn incoming(&self, node: NodeId) -> impl ExactSizeIterator<Item = Edge> + '_ {
        self.incoming.of(node).iter().copied()
    }

    /// [`Graph::outgoing`] as a slice: for operators that pause in the middle of it.
    pub fn outgoing_edges(&self, node: NodeId) -> &[Edge] {
        self.outgoing.of(node)
    }

    /// [`Graph::incoming`] as a slice.
    pub fn incoming_edges(&self, node: NodeId) -> &[Edge] {
        self.incoming.of(node)
    }

    /// Names of the nodes' property keys, by id.
    pub fn node_keys(&self) -> impl ExactSizeIterator<Item = &Arc<str>> {
        self.node_columns.iter().map(|c| &c.name)
    }

    /// The nodes' property key of this name.
    pub fn node_key(&self, name: &str) -> Option<KeyId> {
        position(&self.node_columns, name)
    }

    /// A node's value under a key; null if it has none.
    pub fn node_property(&self, node: NodeId, key: KeyId) -> Value {
        self.node_columns[usize::from(key.0)].column.get(node.0)
    }

    /// All properties of a node.
    pub fn node_properties(&self, node: NodeId) -> impl Iterator<Item = (&Arc<str>, Value)> {
        present(&self.node_columns, node.0)
    }

    /// The nodes' column under a key.
    pub fn node_column(&self, key: KeyId) -> &Column {
        &self.node_columns[usize::from(key.0)].column
    }

    /// Names of the relationships' property keys, by id.
    pub fn relationship_keys(&self) -> impl ExactSizeIterator<Item = &Arc<str>> {
        self.rel_columns.iter().map(|c| &c.name)
    }

    /// The relationships' property key of this name.
    pub fn relationship_key(&self, name: &str) -> Option<KeyId> {
        position(&self.rel_columns, name)
    }

    /// A relationship's value under a key; null if it has none.
    pub fn relationship_property(&self, relationship: RelId, key: KeyId) -> Value {
        self.rel_columns[usize::from(key.0)].column.get(relationship.0)
    }

    /// The relationships' column under a key.
    pub fn relationship_column(&self, key: KeyId) -> &Column {
        &self.rel_columns[usize::from(key.0)].column
    }

    /// All properties of a relationship.
    pub fn relationship_properties(&self, relationship: RelId) -> impl Iterator<Item = (&Arc<str>, Value)> {
        present(&self.rel_columns, relationship.0)
    }

    /// The nodes whose value under a key equals this integer, text or boolean, ascending, whatever their labels.
    /// `None` if such a value cannot be looked up (another kind, or a column of mixed kinds): scan instead.
    pub fn lookup(&self, key: KeyId, value: &Value) -> Option<Vec<NodeId>> {
        self.index(key).find(value)
    }

    /// The integers under a key that are less or more than a bound, ascending, each with its node. `None` if it is no
    /// column of integers.
    pub(crate) fn in_range(&self, key: KeyId, operator: BinaryOp, bound: i64) -> Option<&[(i64, u32)]> {
        self.index(key).range(operator, bound)
    }

    fn index(&self, key: KeyId) -> &PropertyIndex {
        let at = usize::from(key.0);
        self.node_indexes[at].get_or_init(|| PropertyIndex::over(&self.node_columns[at].column))
    }
}

fn position(columns: &[NamedColumn], name: &str) -> Option<KeyId> {
    columns.iter().position(|c| &*c.name == name).map(|at| KeyId(at as u16))
}

fn present(columns: &[NamedColumn], row: u32) -> impl Iterator<Item = (&Arc<str>, Value)> {
    columns.iter().filter_map(move |c| match c.column.get(row) {
        Value::Null => None,
        value => Some((&c.name, value)),
    })
}
