//! The values that a query computes with.
//!
//! ```
//! use neuprint_cypher::Value;
//!
//! let id = Value::Int(720_575_940_628_857_210);
//! assert_eq!(id.type_name(), "Integer");
//! assert_ne!(id, Value::Float(720_575_940_628_857_210.0));
//! ```
//!
//! `==` on [`Value`] is structural (same kind, same content) and is meant for tests and for storing. Cypher's own
//! equality, where `1 = 1.0` is true and `null = null` is null, belongs to the evaluator.

mod map;
mod packed;

use std::sync::Arc;

use crate::store::Graph;
use crate::temporal::{Duration, Temporal};
pub use map::Map;
pub(crate) use packed::{Packed, PackedBuilder};

/// A node of one [`Graph`]: its place in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// A relationship of one [`Graph`]: its place in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelId(pub u32);

/// A value of the property graph model. Copies are cheap: everything that grows is shared.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Absent or unknown.
    Null,
    /// true or false.
    Bool(bool),
    /// A 64-bit signed integer, always exact.
    Int(i64),
    /// A 64-bit float.
    Float(f64),
    /// Text.
    Str(Arc<str>),
    /// A list.
    List(Arc<[Value]>),
    /// A map.
    Map(Arc<Map>),
    /// A cartesian point.
    Point(Point),
    /// A date or a time.
    Temporal(Temporal),
    /// A duration.
    Duration(Duration),
    /// A node.
    Node(NodeId),
    /// A relationship.
    Relationship(RelId),
    /// A path.
    Path(Arc<Path>),
}

/// A cartesian point in three dimensions or in two, in the dataset's own unit (voxels in neuPrint).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// First coordinate.
    pub x: f64,
    /// Second coordinate.
    pub y: f64,
    /// Third coordinate; `None` in a plane.
    pub z: Option<f64>,
}

impl Point {
    /// A point in space.
    pub const fn new(x: f64, y: f64, z: f64) -> Self {
        Self { x, y, z: Some(z) }
    }

    /// Two or three coordinates.
    pub fn coordinates(&self) -> impl Iterator<Item = f64> + use<> {
        [self.x, self.y].into_iter().chain(self.z)
    }

    /// Name and number of the coordinates' system, as Neo4j has them.
    pub fn system(&self) -> (&'static str, i64) {
        if self.z.is_some() { ("cartesian-3d", 9157) } else { ("cartesian", 7203) }
    }
}

/// Nodes joined by relationships: `nodes[i]` and `nodes[i + 1]` are the ends of `relationships[i]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// One more than there are relationships.
    pub nodes: Vec<NodeId>,
    /// In the order of the path, whatever their direction.
    pub relationships: Vec<RelId>,
}

impl Path {
    /// Goes on along a relationship of the last node.
    pub(crate) fn follow(&mut self, graph: &Graph, relationship: RelId) {
        let (start, end) = (graph.start(relationship), graph.end(relationship));
        let next = if self.nodes.last() == Some(&start) { end } else { start };
        self.nodes.push(next);
        self.relationships.push(relationship);
    }
}

impl Value {
    /// Text as a value.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Self::Str(text.into())
    }

    /// A list as a value.
    pub fn list(items: impl IntoIterator<Item = Value>) -> Self {
        Self::List(items.into_iter().collect())
    }

    /// Whether this is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The kind's name as Neo4j's messages write it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "Null",
            Self::Bool(_) => "Boolean",
            Self::Int(_) => "Integer",
            Self::Float(_) => "Float",
            Self::Str(_) => "String",
            Self::List(_) => "List",
            Self::Map(_) => "Map",
            Self::Point(_) => "Point",
            Self::Temporal(v) => v.kind().name(),
            Self::Duration(_) => "Duration",
            Self::Node(_) => "Node",
            Self::Relationship(_) => "Relationship",
            Self::Path(_) => "Path",
        }
    }
}
