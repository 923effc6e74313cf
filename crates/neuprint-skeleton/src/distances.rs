//! Distances along a skeleton.
//!
//! As in neuprint-python: the distance of a node to its parent is infinite at a root, and distances from the root are
//! zero there.

use crate::skeleton::{NO_PARENT, Skeleton, UNSCALED};

/// Per node, the distance to its parent; infinity at a root. neuprint-python's `calc_segment_distances`.
pub fn distances_to_parent(skeleton: &Skeleton) -> Vec<f64> {
    let edges = skeleton.parents.iter().enumerate();
    edges
        .map(|(node, parent)| match *parent {
            NO_PARENT => f64::INFINITY,
            parent => skeleton.distance(node, parent as usize, UNSCALED),
        })
        .collect()
}

/// Per node, the length of the path to the root of its fragment; zero at a root. neuprint-python's
/// `distances_from_root`.
pub fn distances_from_root(skeleton: &Skeleton) -> Vec<f64> {
    let mut distances: Vec<f64> =
        skeleton.parents.iter().map(|parent| if *parent == NO_PARENT { 0.0 } else { f64::NAN }).collect();
    let mut path = Vec::new();
    for start in 0..skeleton.len() {
        let mut node = start;
        while distances[node].is_nan() {
            path.push(node);
            node = skeleton.parents[node] as usize;
        }
        // Added from the root outwards, so that a node's sum is its parent's sum and one edge.
        while let Some(child) = path.pop() {
            distances[child] = distances[node] + skeleton.distance(child, node, UNSCALED);
            node = child;
        }
    }
    distances
}
