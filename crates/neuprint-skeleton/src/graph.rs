//! A skeleton as an undirected graph.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, adjacency};
//!
//! let skeleton = Skeleton::parse(b"1 0 0 0 0 1 -1\n2 0 5 0 0 1 1\n3 0 9 0 0 1 2\n")?;
//! let graph = adjacency(&skeleton);
//! let around: Vec<(u32, f64)> = graph.neighbours(1).collect();
//! assert_eq!(around, [(0, 5.0), (2, 4.0)]);
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```

use crate::skeleton::{NO_PARENT, Skeleton, UNSCALED};

/// The neighbours of all nodes side by side: compressed sparse rows, as scipy and graph libraries take them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Adjacency {
    /// Where each node's neighbours begin; one more at the end. Node `n` has those at `offsets[n]..offsets[n + 1]`.
    pub offsets: Vec<u32>,
    /// The indices of the neighbours, ascending for each node. Every edge is there twice.
    pub neighbours: Vec<u32>,
    /// The distance to each neighbour.
    pub lengths: Vec<f64>,
}

impl Adjacency {
    /// A node's neighbours and how far away they are; none if there is no such node.
    pub fn neighbours(&self, node: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
        let offset = |at: usize| self.offsets.get(at).copied().unwrap_or_default() as usize;
        let (start, end) = (offset(node as usize), offset(node as usize + 1));
        (start..end).map(|at| (self.neighbours[at], self.lengths[at]))
    }
}

/// The undirected graph of a skeleton.
pub fn adjacency(skeleton: &Skeleton) -> Adjacency {
    let edges = || (0u32..).zip(&skeleton.parents).filter(|edge| *edge.1 != NO_PARENT);
    let mut offsets = vec![0u32; skeleton.len() + 1];
    for (child, parent) in edges() {
        offsets[child as usize + 1] += 1;
        offsets[*parent as usize + 1] += 1;
    }
    for at in 1..offsets.len() {
        offsets[at] += offsets[at - 1];
    }
    let total = offsets.last().copied().unwrap_or_default() as usize;
    let mut neighbours = vec![0u32; total];
    let mut next = offsets.clone();
    let mut put = |node: u32, neighbour: u32| {
        let slot = &mut next[node as usize];
        neighbours[*slot as usize] = neighbour;
        *slot += 1;
    };
    // Edges come in the order of their children, so a node's children come ascending; its parent is put among them by its
    // own turn.
    for (child, parent) in edges() {
        put(child, *parent);
        put(*parent, child);
    }
    let mut lengths = Vec::with_capacity(total);
    for node in 0..skeleton.len() {
        let around = &mut neighbours[offsets[node] as usize..offsets[node + 1] as usize];
        sort_one(around, skeleton.parents[node]);
        lengths.extend(around.iter().map(|other| skeleton.distance(node, *other as usize, UNSCALED)));
    }
    Adjacency { offsets, neighbours, lengths }
}

/// Puts the parent, which stands anywhere among ascending children, in its place.
fn sort_one(around: &mut [u32], parent: u32) {
    let Some(mut at) = around.iter().position(|node| *node == parent) else { return };
    while at > 0 && around[at - 1] > parent {
        around.swap(at - 1, at);
        at -= 1;
    }
    while at + 1 < around.len() && around[at + 1] < parent {
        around.swap(at, at + 1);
        at += 1;
    }
}
