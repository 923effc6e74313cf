//! Edges between nodes, and the order in which they are taken.

use std::cmp::Ordering;

/// An edge of the tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    /// Its nodes, the smaller index first.
    pub(super) nodes: [u32; 2],
    /// The square of its length.
    pub(super) squared: f64,
}

impl Edge {
    /// The square of the distance between two points.
    pub(super) fn squared(a: [f64; 3], b: [f64; 3], scale: [f64; 3]) -> f64 {
        let part = |axis: usize| (a[axis] - b[axis]) * scale[axis];
        let (x, y, z) = (part(0), part(1), part(2));
        x * x + y * y + z * z
    }

    /// What edges are ordered by. Squares are not negative, and of such floats the bits have the order of the numbers; what
    /// is no number comes last.
    pub(super) fn key(&self) -> (u64, u64) {
        (self.squared.to_bits(), u64::from(self.nodes[0]) << 32 | u64::from(self.nodes[1]))
    }
}

/// Two boxes with an edge between them, or, of each part of its key, what it cannot be less than.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) edge: Edge,
    pub(super) a: u32,
    pub(super) b: u32,
}

impl Ord for Pair {
    fn cmp(&self, other: &Self) -> Ordering {
        self.edge.key().cmp(&other.edge.key())
    }
}

impl PartialOrd for Pair {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Pair {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Pair {}
