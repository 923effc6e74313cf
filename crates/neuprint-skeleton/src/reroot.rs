//! Another node as the root of its fragment.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, reroot, thickest_node};
//!
//! let skeleton = Skeleton::parse(b"1 0 0 0 0 1 -1\n2 0 5 0 0 1 1\n3 0 9 0 0 60 2\n")?;
//! let soma = thickest_node(&skeleton).ok_or("there is no node")?;
//! assert_eq!(reroot(&skeleton, soma).roots().collect::<Vec<u32>>(), [2]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Roots in neuPrint are arbitrary. What depends on them (Strahler orders, distances from the root, twigs) means more
//! with the root at the soma: the node nearest to where the soma is known to be, or the thickest.

use crate::skeleton::{NO_PARENT, Skeleton, UNSCALED};

/// Makes a node the root of its fragment by turning round the path from it to the old root. Other fragments stay as
/// they are. An index past the last node changes nothing.
pub fn reroot(skeleton: &Skeleton, node: u32) -> Skeleton {
    let mut turned = skeleton.clone();
    turned.turn(node);
    turned
}

impl Skeleton {
    /// Makes a node the root of its fragment.
    pub(crate) fn turn(&mut self, node: u32) {
        let (mut above, mut at) = (NO_PARENT, node);
        while at != NO_PARENT && (at as usize) < self.parents.len() {
            (above, at) = (at, std::mem::replace(&mut self.parents[at as usize], above));
        }
    }
}

/// The node that is nearest to a point; the first of several. `None` only if there is no node. For many points, an
/// index is faster.
pub fn node_near(skeleton: &Skeleton, point: [f64; 3]) -> Option<u32> {
    let squared = |node: usize| {
        let at = skeleton.position(node, UNSCALED);
        let d = [at[0] - point[0], at[1] - point[1], at[2] - point[2]];
        d[0] * d[0] + d[1] * d[1] + d[2] * d[2]
    };
    first_with_least((0..skeleton.len()).map(squared))
}

/// The node with the largest radius; the first of several. `None` only if there is no node.
pub fn thickest_node(skeleton: &Skeleton) -> Option<u32> {
    first_with_least(skeleton.radii.iter().map(|radius| -f64::from(*radius)))
}

fn first_with_least(values: impl Iterator<Item = f64>) -> Option<u32> {
    let mut best = None;
    for (node, value) in (0u32..).zip(values) {
        if best.is_none_or(|(_, least)| value < least) {
            best = Some((node, value));
        }
    }
    best.map(|(node, _)| node)
}
