//! The skeleton itself: nodes in columns, each with at most one parent.

use crate::extra::ExtraColumn;
use crate::fragments::Fragments;
use crate::unit::Unit;

/// The parent index of a root.
pub const NO_PARENT: u32 = u32::MAX;

/// The scale that leaves lengths in the unit of the coordinates.
pub(crate) const UNSCALED: [f64; 3] = [1.0; 3];

/// A neuron's skeleton: a forest of nodes, stored by column.
///
/// Every column has one entry per node. [`Skeleton::parents`] holds node *indices*, not SWC identifiers, and never has
/// a cycle. Made by [`Skeleton::parse`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Skeleton {
    pub(crate) header: String,
    pub(crate) unit: Unit,
    pub(crate) ids: Vec<i64>,
    pub(crate) kinds: Vec<i32>,
    pub(crate) x: Vec<f32>,
    pub(crate) y: Vec<f32>,
    pub(crate) z: Vec<f32>,
    pub(crate) radii: Vec<f32>,
    pub(crate) parents: Vec<u32>,
    pub(crate) extra: Vec<ExtraColumn>,
}

impl Skeleton {
    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The SWC identifiers (neuPrint's rowId), all different.
    pub fn ids(&self) -> &[i64] {
        &self.ids
    }

    /// The SWC types (structure identifiers); 0 is undefined.
    pub fn kinds(&self) -> &[i32] {
        &self.kinds
    }

    /// First coordinates.
    pub fn x(&self) -> &[f32] {
        &self.x
    }

    /// Second coordinates.
    pub fn y(&self) -> &[f32] {
        &self.y
    }

    /// Third coordinates.
    pub fn z(&self) -> &[f32] {
        &self.z
    }

    /// Radii, in the unit of the coordinates.
    pub fn radii(&self) -> &[f32] {
        &self.radii
    }

    /// The index of each node's parent; [`NO_PARENT`] at a root.
    pub fn parents(&self) -> &[u32] {
        &self.parents
    }

    /// The comment lines that stood before the first node, each with its `#`, joined by newlines.
    pub fn header(&self) -> &str {
        &self.header
    }

    /// The columns past the seventh, as the header names them.
    pub fn extra_columns(&self) -> &[ExtraColumn] {
        &self.extra
    }

    /// The column past the seventh that the header calls this.
    pub fn extra_column(&self, name: &str) -> Option<&ExtraColumn> {
        self.extra.iter().find(|column| column.name() == name)
    }

    /// The index of the node with this identifier.
    pub fn node_with_id(&self, id: i64) -> Option<u32> {
        self.ids.iter().position(|other| *other == id).map(|node| node as u32)
    }

    /// The indices of the roots, ascending.
    pub fn roots(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.len() as u32).filter(|node| self.parents[*node as usize] == NO_PARENT)
    }

    /// Which connected fragment each node belongs to.
    pub fn fragments(&self) -> Fragments {
        Fragments::of(&self.parents)
    }

    /// A node's coordinates.
    pub(crate) fn point(&self, node: u32) -> [f32; 3] {
        [self.x[node as usize], self.y[node as usize], self.z[node as usize]]
    }

    /// A node's position as float64, each axis multiplied by its factor.
    pub(crate) fn position(&self, node: usize, scale: [f64; 3]) -> [f64; 3] {
        [f64::from(self.x[node]) * scale[0], f64::from(self.y[node]) * scale[1], f64::from(self.z[node]) * scale[2]]
    }

    /// The distance between two nodes: float64, of the float32 coordinates multiplied by `scale`.
    pub(crate) fn distance(&self, a: usize, b: usize, scale: [f64; 3]) -> f64 {
        let (a, b) = (self.position(a, scale), self.position(b, scale));
        let d = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
        (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]).sqrt()
    }

    /// Rows of this skeleton, in this order: row `at` of the result is node `rows[at]`. A parent that is not among them
    /// makes a root. A node that is named several times stands there several times, to be told apart by the caller; its
    /// children hang on the last of them.
    pub(crate) fn picked(&self, rows: &[u32]) -> Self {
        let mut place = vec![NO_PARENT; self.len()];
        for (new, old) in rows.iter().enumerate() {
            place[*old as usize] = new as u32;
        }
        fn pick<T: Copy>(column: &[T], rows: &[u32]) -> Vec<T> {
            rows.iter().map(|row| column[*row as usize]).collect()
        }
        Self {
            header: self.header.clone(),
            unit: self.unit,
            ids: pick(&self.ids, rows),
            kinds: pick(&self.kinds, rows),
            x: pick(&self.x, rows),
            y: pick(&self.y, rows),
            z: pick(&self.z, rows),
            radii: pick(&self.radii, rows),
            parents: rows
                .iter()
                .map(|row| match self.parents[*row as usize] {
                    NO_PARENT => NO_PARENT,
                    parent => place[parent as usize],
                })
                .collect(),
            // As in a file: a column without a value is none.
            extra: self.extra.iter().map(|column| column.picked(rows)).filter(|column| !column.is_blank()).collect(),
        }
    }
}
