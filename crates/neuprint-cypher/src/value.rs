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

use std::sync::Arc;

use crate::store::Graph;
use crate::temporal::{Duration, Temporal};

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
    /// A cartesian point in three dimensions.
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

/// A cartesian point in three dimensions, in the dataset's own unit (voxels in neuPrint).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// First coordinate.
    pub x: f64,
    /// Second coordinate.
    pub y: f64,
    /// Third coordinate.
    pub z: f64,
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

/// A map from names to values, kept sorted by name so that equal maps look equal.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Map {
    entries: Vec<(Arc<str>, Value)>,
}

impl Map {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value under a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.find(name).ok().map(|at| &self.entries[at].1)
    }

    /// Sets a value; an earlier one of the same name is replaced.
    pub fn insert(&mut self, name: impl Into<Arc<str>>, value: Value) {
        let name = name.into();
        match self.find(&name) {
            Ok(at) => self.entries[at].1 = value,
            Err(at) => self.entries.insert(at, (name, value)),
        }
    }

    /// Takes a value out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.find(name).ok().map(|at| self.entries.remove(at).1)
    }

    /// Names and values, sorted by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Arc<str>, &Value)> {
        self.entries.iter().map(|(name, value)| (name, value))
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn find(&self, name: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|(key, _)| (**key).cmp(name))
    }
}

impl<N: Into<Arc<str>>> FromIterator<(N, Value)> for Map {
    /// Of several entries with one name the last is kept.
    fn from_iter<I: IntoIterator<Item = (N, Value)>>(pairs: I) -> Self {
        let mut entries: Vec<(Arc<str>, Value)> = pairs.into_iter().map(|(n, v)| (n.into(), v)).collect();
        // Stable, so that among equal names the later one stays later, and wins below.
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        let mut kept: Vec<(Arc<str>, Value)> = Vec::with_capacity(entries.len());
        for entry in entries {
            match kept.last_mut() {
                Some(last) if last.0 == entry.0 => *last = entry,
                _ => kept.push(entry),
            }
        }
        Self { entries: kept }
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
