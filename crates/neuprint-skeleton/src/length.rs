//! How much cable a skeleton has.

use crate::skeleton::{NO_PARENT, Skeleton};

/// The sum of the distances of all nodes to their parents, in the unit of the coordinates.
pub fn cable_length(skeleton: &Skeleton) -> f64 {
    let edges = skeleton.parents.iter().enumerate().filter(|edge| *edge.1 != NO_PARENT);
    edges.map(|(node, parent)| skeleton.distance(node, *parent as usize)).sum()
}
