//! Distances along the cable between any two nodes.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, distances_from_node, geodesic_distances};
//!
//! let text = b"1 0 0 0 0 1 -1\n2 0 5 0 0 1 1\n3 0 5 4 0 1 2\n4 0 5 0 3 1 2\n5 0 9 9 9 1 -1\n";
//! let skeleton = Skeleton::parse(text)?;
//! assert_eq!(distances_from_node(&skeleton, 2), [9.0, 4.0, 0.0, 7.0, f64::INFINITY]);
//! assert_eq!(geodesic_distances(&skeleton, &[(2, 3), (0, 4)]), [7.0, f64::INFINITY]);
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! As navis' `geodesic_matrix`. They do not depend on the root. Nodes of different fragments are infinitely far apart,
//! and so is a node that does not exist from all others.

use crate::ancestors::Ancestors;
use crate::distances::distances_from_root;
use crate::skeleton::{NO_PARENT, Skeleton, UNSCALED};
use crate::topology::parents_first;

/// Per node, the length of the path from `source`.
pub fn distances_from_node(skeleton: &Skeleton, source: u32) -> Vec<f64> {
    let mut distances = vec![f64::INFINITY; skeleton.len()];
    if source as usize >= skeleton.len() {
        return distances;
    }
    let edge = |child: u32, parent: u32| skeleton.distance(child as usize, parent as usize, UNSCALED);
    // Up to the root, and from there down to everything else.
    let mut node = source;
    distances[node as usize] = 0.0;
    while skeleton.parents[node as usize] != NO_PARENT {
        let parent = skeleton.parents[node as usize];
        distances[parent as usize] = distances[node as usize] + edge(node, parent);
        node = parent;
    }
    for node in parents_first(&skeleton.parents) {
        let parent = skeleton.parents[node as usize];
        if parent != NO_PARENT && distances[node as usize] == f64::INFINITY {
            distances[node as usize] = distances[parent as usize] + edge(node, parent);
        }
    }
    distances
}

/// The lengths of the paths between pairs of nodes. Each pair takes time that grows with the logarithm of the number of
/// nodes, so that many pairs of a large skeleton need no matrix.
pub fn geodesic_distances(skeleton: &Skeleton, pairs: &[(u32, u32)]) -> Vec<f64> {
    let depths = distances_from_root(skeleton);
    let ancestors = Ancestors::new(&skeleton.parents);
    let distance = |(a, b): &(u32, u32)| match ancestors.lowest_common(*a, *b) {
        // Sums of the same edges differ in their last bits by where they begin: a node and itself are still 0 apart.
        Some(meeting) => {
            let from = |node: u32| depths[node as usize] - depths[meeting as usize];
            from(*a) + from(*b)
        }
        None => f64::INFINITY,
    };
    pairs.iter().map(distance).collect()
}
