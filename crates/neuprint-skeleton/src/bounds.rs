//! Boxes around nodes.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, bounding_box};
//!
//! let skeleton = Skeleton::parse(b"1 0 1 2 3 1 -1\n2 0 -4 5 3 1 1\n")?;
//! let bounds = bounding_box(&skeleton).ok_or("there is no node")?;
//! assert_eq!((bounds.low, bounds.high), ([-4.0, 2.0, 3.0], [1.0, 5.0, 3.0]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::skeleton::{Skeleton, UNSCALED};

/// A box along the axes, in the unit of the coordinates. Its faces belong to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The smallest x, y and z.
    pub low: [f64; 3],
    /// The largest x, y and z.
    pub high: [f64; 3],
}

impl Bounds {
    /// Whether a point is in the box or on its faces.
    pub fn contains(&self, point: [f64; 3]) -> bool {
        (0..3).all(|axis| self.low[axis] <= point[axis] && point[axis] <= self.high[axis])
    }
}

/// The smallest box around all nodes, without their radii; `None` if there is no node.
pub fn bounding_box(skeleton: &Skeleton) -> Option<Bounds> {
    if skeleton.is_empty() {
        return None;
    }
    let ends = |values: &[f32]| values.iter().fold((f32::MAX, f32::MIN), |(low, high), v| (low.min(*v), high.max(*v)));
    let [x, y, z] = [&skeleton.x, &skeleton.y, &skeleton.z].map(|column| ends(column));
    let of = |pick: fn((f32, f32)) -> f32| [x, y, z].map(|ends| f64::from(pick(ends)));
    Some(Bounds { low: of(|ends| ends.0), high: of(|ends| ends.1) })
}

/// Per node, whether it is in a box.
pub fn nodes_within(skeleton: &Skeleton, bounds: &Bounds) -> Vec<bool> {
    (0..skeleton.len()).map(|node| bounds.contains(skeleton.position(node, UNSCALED))).collect()
}
