//! The skeleton itself: nodes in columns, each with at most one parent.

use crate::fragments::Fragments;

/// The parent index of a root.
pub const NO_PARENT: u32 = u32::MAX;

/// The scale that leaves lengths in the unit of the coordinates.
pub(crate) const UNSCALED: [f64; 3] = [1.0; 3];

/// A neuron's skeleton: a forest of nodes, stored by column.
///
/// Every column has one entry per node. [`Skeleton::parents`] holds node *indices*, not SWC identifiers, and never has
/// a cycle. Made by [`Skeleton::parse`].
#[derive(Debug, Clone, PartialEq)]
pub struct Skeleton {
    pub(crate) header: String,
    pub(crate) ids: Vec<i64>,
    pub(crate) kinds: Vec<i32>,
    pub(crate) x: Vec<f32>,
    pub(crate) y: Vec<f32>,
    pub(crate) z: Vec<f32>,
    pub(crate) radii: Vec<f32>,
    pub(crate) parents: Vec<u32>,
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

    /// The indices of the roots, ascending.
    pub fn roots(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.len() as u32).filter(|node| self.parents[*node as usize] == NO_PARENT)
    }

    /// Which connected fragment each node belongs to.
    pub fn fragments(&self) -> Fragments {
        Fragments::of(&self.parents)
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

    /// The same nodes in another order: entry `at` of the new columns is node `order[at]`.
    pub(crate) fn reordered(&self, order: &[u32]) -> Self {
        let mut place = vec![0u32; self.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old as usize] = new as u32;
        }
        fn pick<T: Copy>(column: &[T], order: &[u32]) -> Vec<T> {
            order.iter().map(|at| column[*at as usize]).collect()
        }
        Self {
            header: self.header.clone(),
            ids: pick(&self.ids, order),
            kinds: pick(&self.kinds, order),
            x: pick(&self.x, order),
            y: pick(&self.y, order),
            z: pick(&self.z, order),
            radii: pick(&self.radii, order),
            parents: order
                .iter()
                .map(|at| match self.parents[*at as usize] {
                    NO_PARENT => NO_PARENT,
                    parent => place[parent as usize],
                })
                .collect(),
        }
    }
}
