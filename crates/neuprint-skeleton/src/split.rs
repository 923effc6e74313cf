//! Cutting a skeleton in two.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, split};
//!
//! let skeleton = Skeleton::parse(b"1 0 0 0 0 1 -1\n2 0 5 0 0 1 1\n3 0 9 0 0 1 2\n")?;
//! let cut = split(&skeleton, 1).ok_or("a root cannot be cut off")?;
//! assert_eq!((cut.distal.ids(), cut.proximal.ids()), (&[2, 3][..], &[1, 2][..]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::prune::retain;
use crate::skeleton::{NO_PARENT, Skeleton};
use crate::topology::parents_first;

/// The two sides of a cut. The node at which it was made is in both, so that no cable is lost.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// The node and all that is farther from the root.
    pub distal: Skeleton,
    /// Everything else, other fragments too, and the node.
    pub proximal: Skeleton,
}

/// Cuts a skeleton at a node, as navis' `cut_skeleton`. `None` if there is no such node or it is a root, from which nothing
/// leads on.
pub fn split(skeleton: &Skeleton, node: u32) -> Option<Split> {
    if *skeleton.parents.get(node as usize)? == NO_PARENT {
        return None;
    }
    let below = descendants(skeleton, node);
    Some(Split {
        distal: retain(skeleton, |other| below[other as usize]),
        proximal: retain(skeleton, |other| other == node || !below[other as usize]),
    })
}

/// Per node, whether it is this one or has it among its ancestors.
fn descendants(skeleton: &Skeleton, node: u32) -> Vec<bool> {
    let mut below = vec![false; skeleton.len()];
    for other in parents_first(&skeleton.parents) {
        let parent = skeleton.parents[other as usize];
        below[other as usize] = other == node || (parent != NO_PARENT && below[parent as usize]);
    }
    below
}
