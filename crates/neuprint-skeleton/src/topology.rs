//! Which nodes are roots, branches and ends.
//!
//! ```
//! use neuprint_skeleton::{NodeKind, Skeleton, branch_nodes, end_nodes, node_kinds};
//!
//! // A trunk of three nodes that ends in two twigs.
//! let text = b"1 0 0 0 0 1 -1\n2 0 5 0 0 1 1\n3 0 9 0 0 1 2\n4 0 9 4 0 1 3\n5 0 9 0 4 1 3\n";
//! let skeleton = Skeleton::parse(text)?;
//! assert_eq!((branch_nodes(&skeleton), end_nodes(&skeleton)), (vec![2], vec![3, 4]));
//! assert_eq!(node_kinds(&skeleton)[1], NodeKind::Slab);
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! The names are those of navis and CATMAID. A root is a root however many children it has, as there.

use crate::skeleton::{NO_PARENT, Skeleton};

/// What a node is to the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// It has no parent.
    Root,
    /// It has a parent and several children.
    Branch,
    /// It has a parent and no child.
    End,
    /// It has a parent and one child.
    Slab,
}

/// Per node, what it is to the tree.
pub fn node_kinds(skeleton: &Skeleton) -> Vec<NodeKind> {
    let counts = child_counts(skeleton);
    let nodes = skeleton.parents.iter().zip(counts);
    nodes
        .map(|(parent, children)| match (*parent, children) {
            (NO_PARENT, _) => NodeKind::Root,
            (_, 0) => NodeKind::End,
            (_, 1) => NodeKind::Slab,
            _ => NodeKind::Branch,
        })
        .collect()
}

/// The nodes with a parent and several children, ascending.
pub fn branch_nodes(skeleton: &Skeleton) -> Vec<u32> {
    nodes_of_kind(skeleton, NodeKind::Branch)
}

/// The nodes with a parent and no child, ascending.
pub fn end_nodes(skeleton: &Skeleton) -> Vec<u32> {
    nodes_of_kind(skeleton, NodeKind::End)
}

fn nodes_of_kind(skeleton: &Skeleton, wanted: NodeKind) -> Vec<u32> {
    let kinds = node_kinds(skeleton);
    (0..skeleton.len() as u32).filter(|node| kinds[*node as usize] == wanted).collect()
}

/// Per node, how many children it has.
pub(crate) fn child_counts(skeleton: &Skeleton) -> Vec<u32> {
    let mut counts = vec![0; skeleton.len()];
    for parent in skeleton.parents.iter().filter(|parent| **parent != NO_PARENT) {
        counts[*parent as usize] += 1;
    }
    counts
}

/// All nodes in an order in which parents precede their children. neuPrint's own order mostly is one.
pub(crate) fn parents_first(parents: &[u32]) -> Vec<u32> {
    let is_one = parents.iter().zip(0u32..).all(|(parent, node)| *parent == NO_PARENT || *parent < node);
    if is_one {
        return (0..parents.len() as u32).collect();
    }
    let mut order = Vec::with_capacity(parents.len());
    let mut placed = vec![false; parents.len()];
    let mut path = Vec::new();
    for start in 0..parents.len() as u32 {
        let mut node = start;
        while node != NO_PARENT && !placed[node as usize] {
            placed[node as usize] = true;
            path.push(node);
            node = parents[node as usize];
        }
        order.extend(path.drain(..).rev());
    }
    order
}
