//! Neighbours in compressed rows: all edges of a node stand side by side.

use crate::store::{RelTypeId, Relationship};
use crate::value::{NodeId, RelId};

/// One relationship, seen from one of its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The relationship's type.
    pub rel_type: RelTypeId,
    /// The relationship.
    pub relationship: RelId,
    /// The node at the other end.
    pub other: NodeId,
}

/// The edges of all nodes in one direction.
#[derive(Debug)]
pub(crate) struct Adjacency {
    /// Where each node's edges begin; one entry more than there are nodes.
    offsets: Vec<u32>,
    edges: Vec<Edge>,
}

/// Which end of a relationship the edges belong to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Side {
    /// The edge belongs to the node where the relationship starts.
    Start,
    /// The edge belongs to the node where it ends.
    End,
}

impl Adjacency {
    /// Sorts relationships into rows: counting sort by node, then each row by type and other end.
    pub(crate) fn new(node_count: u32, rels: &[Relationship], side: Side) -> Self {
        let ends = |rel: &Relationship| match side {
            Side::Start => (rel.start, rel.end),
            Side::End => (rel.end, rel.start),
        };
        let mut offsets = vec![0u32; node_count as usize + 1];
        for rel in rels {
            offsets[ends(rel).0.0 as usize + 1] += 1;
        }
        for at in 1..offsets.len() {
            offsets[at] += offsets[at - 1];
        }
        let mut next = offsets.clone();
        let blank = Edge { rel_type: RelTypeId(0), relationship: RelId(0), other: NodeId(0) };
        let mut edges = vec![blank; rels.len()];
        for (at, rel) in rels.iter().enumerate() {
            let (own, other) = ends(rel);
            let slot = &mut next[own.0 as usize];
            edges[*slot as usize] = Edge { rel_type: rel.rel_type, relationship: RelId(at as u32), other };
            *slot += 1;
        }
        for node in 0..node_count as usize {
            edges[offsets[node] as usize..offsets[node + 1] as usize]
                .sort_unstable_by_key(|edge| (edge.rel_type, edge.other, edge.relationship));
        }
        Self { offsets, edges }
    }

    /// A node's edges.
    pub(crate) fn of(&self, node: NodeId) -> &[Edge] {
        let at = node.0 as usize;
        &self.edges[self.offsets[at] as usize..self.offsets[at + 1] as usize]
    }
}
