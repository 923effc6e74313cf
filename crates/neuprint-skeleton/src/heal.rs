//! Joining the fragments of a skeleton by the least cable.
//!
//! ```
//! use neuprint_skeleton::{HealOptions, Skeleton, heal};
//!
//! let gaps = Skeleton::parse(b"1 0 0 0 0 1 -1\n2 0 7 0 0 1 -1\n3 0 19 0 0 1 -1\n")?;
//! let healed = heal(&gaps, HealOptions { max_distance: Some(8.0), ..HealOptions::default() });
//! assert_eq!((healed.fragments_before, healed.fragments_after), (3, 2));
//! assert_eq!(healed.bridges.len(), 1);
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! The bridges are the edges of an exact Euclidean minimum spanning tree over the fragments: no other set of edges that
//! joins them is shorter in sum. What comes out is as in neuprint-python's `heal_skeleton`: nodes sorted by identifier;
//! the tree rooted at the smallest one; a maximum distance applied after the whole tree was oriented, so that it cuts
//! bridges and makes the child a root; a bridge exactly as long as the maximum kept; a skeleton of one piece not
//! re-oriented. Which fragments and which nodes may be joined can be narrowed as in navis's `heal_skeleton`.
//!
//! Where bridges tie, neuprint-python takes any of them. Here the one whose two identifiers are smallest is taken, the
//! smaller of the two counting first, so that the order of a file's lines does not matter.

mod components;
mod edge;
mod gaps;
mod orient;
mod spanning;

pub use gaps::{Gap, GapOptions, Gaps};

use crate::fragments::Fragments;
use crate::skeleton::{Skeleton, UNSCALED};

/// How to heal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HealOptions<'m> {
    /// Bridges longer than this are dropped, in the unit that `scale` leads to. `None` joins everything.
    pub max_distance: Option<f64>,
    /// What a unit of each axis measures: lengths are taken after the coordinates were multiplied by this. With the
    /// voxel size in nanometres, lengths are nanometres and the least cable is so in space, even if voxels are no cubes.
    pub scale: [f64; 3],
    /// Fragments of fewer nodes are not joined: they stay as they are.
    pub min_fragment_size: usize,
    /// Per node of the skeleton, whether it may become an end of a bridge; a node past its end may not. A fragment
    /// without such a node is not joined. `None` allows all nodes.
    pub mask: Option<&'m [bool]>,
    /// The identifier of the node that becomes the root of its tree. Without it, or if no node has it, the root is the
    /// node with the smallest identifier of all that are joined.
    pub root: Option<i64>,
}

impl Default for HealOptions<'_> {
    /// Joins everything and measures in the unit of the coordinates.
    fn default() -> Self {
        Self { max_distance: None, scale: UNSCALED, min_fragment_size: 0, mask: None, root: None }
    }
}

/// An edge that healing added.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bridge {
    /// The node index, in the healed skeleton, whose parent is new.
    pub child: u32,
    /// Its new parent's index.
    pub parent: u32,
    /// The distance between them, in the unit that [`HealOptions::scale`] leads to.
    pub length: f64,
}

/// A healed skeleton and what was done to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Healed {
    /// The nodes of the original, all of them, sorted by identifier, with bridges.
    pub skeleton: Skeleton,
    /// The edges that were added and kept, longest first; of equal length, that of the first child first.
    pub bridges: Vec<Bridge>,
    /// Which fragment each node of the healed skeleton belonged to.
    pub fragments: Fragments,
    /// Fragments before.
    pub fragments_before: usize,
    /// Fragments after: more than one only if a maximum distance dropped bridges or not all fragments were to be joined.
    pub fragments_after: usize,
}

/// Joins the fragments of a skeleton by the least total length. To try several maximum distances or roots, compute
/// [`Gaps`] once.
pub fn heal(skeleton: &Skeleton, options: HealOptions<'_>) -> Healed {
    let HealOptions { max_distance, scale, min_fragment_size, mask, root } = options;
    Gaps::of(skeleton, GapOptions { scale, min_fragment_size, mask }).into_healed(max_distance, root)
}
