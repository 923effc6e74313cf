//! How much cable a skeleton has.

use crate::skeleton::{NO_PARENT, Skeleton, UNSCALED};

/// The sum of the distances of all nodes to their parents, in the unit of the coordinates.
pub fn cable_length(skeleton: &Skeleton) -> f64 {
    scaled_cable_length(skeleton, UNSCALED)
}

/// The same after the coordinates were multiplied by `scale`: with the voxel size in nanometres, the cable in
/// nanometres, even if voxels are no cubes.
pub fn scaled_cable_length(skeleton: &Skeleton, scale: [f64; 3]) -> f64 {
    let edges = skeleton.parents.iter().enumerate().filter(|edge| *edge.1 != NO_PARENT);
    edges.map(|(node, parent)| skeleton.distance(node, *parent as usize, scale)).sum()
}
