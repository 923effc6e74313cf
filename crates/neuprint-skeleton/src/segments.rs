//! The edges of a skeleton as truncated cones.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, segments};
//!
//! let skeleton = Skeleton::parse(b"1 0 0 0 0 2 -1\n2 0 3 4 0 1 1\n")?;
//! let edges = segments(&skeleton);
//! assert_eq!((edges.children[0], edges.parents[0], edges.lengths[0]), (1, 0, 5.0));
//! assert_eq!((edges.average_radii[0], edges.volumes[0].round()), (1.5, 37.0));
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! As neuprint-python's `skeleton_segments`. Radii are estimates of whoever made the skeleton, so volumes are
//! approximate.

use std::f64::consts::PI;

use crate::skeleton::{NO_PARENT, Skeleton, UNSCALED};

/// The edges of a skeleton by column, in the order of the children.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Segments {
    /// The index of the node that is farther from the root.
    pub children: Vec<u32>,
    /// The index of its parent.
    pub parents: Vec<u32>,
    /// The distance between the two.
    pub lengths: Vec<f64>,
    /// The mean of their radii.
    pub average_radii: Vec<f64>,
    /// The approximate volume: that of the truncated cone between balls of their radii, `π h (R² + r² + R r) / 3`.
    pub volumes: Vec<f64>,
}

/// The edges of a skeleton.
pub fn segments(skeleton: &Skeleton) -> Segments {
    let count = skeleton.parents.iter().filter(|parent| **parent != NO_PARENT).count();
    let mut found = Segments {
        children: Vec::with_capacity(count),
        parents: Vec::with_capacity(count),
        lengths: Vec::with_capacity(count),
        average_radii: Vec::with_capacity(count),
        volumes: Vec::with_capacity(count),
    };
    for (child, parent) in skeleton.parents.iter().enumerate().filter(|edge| *edge.1 != NO_PARENT) {
        let length = skeleton.distance(child, *parent as usize, UNSCALED);
        let (near, far) = (f64::from(skeleton.radii[*parent as usize]), f64::from(skeleton.radii[child]));
        found.children.push(child as u32);
        found.parents.push(*parent);
        found.lengths.push(length);
        found.average_radii.push((near + far) / 2.0);
        found.volumes.push(PI * length * (near * near + far * far + near * far) / 3.0);
    }
    found
}
