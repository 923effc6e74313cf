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
//! re-oriented. Where bridges tie, neuprint-python may choose others of the same length.

mod kdtree;
mod spanning;

use crate::order;
use crate::skeleton::{NO_PARENT, Skeleton, UNSCALED};

/// How to heal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HealOptions {
    /// Bridges longer than this are dropped, in the unit that `scale` leads to. `None` joins everything.
    pub max_distance: Option<f64>,
    /// What a unit of each axis measures: lengths are taken after the coordinates were multiplied by this. With the
    /// voxel size in nanometres, lengths are nanometres and the least cable is so in space, even if voxels are no cubes.
    pub scale: [f64; 3],
}

impl Default for HealOptions {
    /// Joins everything and measures in the unit of the coordinates.
    fn default() -> Self {
        Self { max_distance: None, scale: UNSCALED }
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
    /// The nodes of the original, sorted by identifier, with bridges.
    pub skeleton: Skeleton,
    /// The edges that were added and kept, longest first.
    pub bridges: Vec<Bridge>,
    /// Fragments before.
    pub fragments_before: usize,
    /// Fragments after: more than one only if a maximum distance dropped bridges.
    pub fragments_after: usize,
}

/// Joins the fragments of a skeleton by the least total length.
pub fn heal(skeleton: &Skeleton, options: HealOptions) -> Healed {
    let order = order::by_key(skeleton.ids.iter().map(|id| order::signed(*id)));
    let mut healed = skeleton.picked(&order);
    let fragments = healed.fragments();
    let before = fragments.count();
    if before <= 1 {
        return Healed { skeleton: healed, bridges: Vec::new(), fragments_before: before, fragments_after: before };
    }

    let joins = spanning::joins(&healed, &fragments, options.scale);
    let is_join = |a: u32, b: u32| joins.binary_search(&(a.min(b), a.max(b))).is_ok();
    healed.parents = oriented_from_first(&healed.parents, &joins);

    let mut bridges = Vec::with_capacity(joins.len());
    for node in 0..healed.len() as u32 {
        let parent = healed.parents[node as usize];
        if parent == NO_PARENT || !is_join(node, parent) {
            continue;
        }
        let length = healed.distance(node as usize, parent as usize, options.scale);
        if options.max_distance.is_some_and(|max| length > max) {
            healed.parents[node as usize] = NO_PARENT;
        } else {
            bridges.push(Bridge { child: node, parent, length });
        }
    }
    // Of equal length, that of the first child comes first: the nodes were gone through in order.
    let longest = order::by_key(bridges.iter().map(|bridge| order::longest_first(bridge.length)));
    let bridges: Vec<Bridge> = longest.into_iter().map(|place| bridges[place as usize]).collect();
    let after = before - bridges.len();
    Healed { skeleton: healed, bridges, fragments_before: before, fragments_after: after }
}

/// The parents of the tree of old edges and joins, seen from node 0.
fn oriented_from_first(parents: &[u32], joins: &[(u32, u32)]) -> Vec<u32> {
    let edges = || {
        let old = parents.iter().enumerate().filter(|edge| *edge.1 != NO_PARENT);
        old.map(|(node, parent)| (node as u32, *parent)).chain(joins.iter().copied())
    };
    // Compressed rows: the neighbours of all nodes side by side.
    let mut offsets = vec![0u32; parents.len() + 1];
    for (a, b) in edges() {
        offsets[a as usize + 1] += 1;
        offsets[b as usize + 1] += 1;
    }
    for at in 1..offsets.len() {
        offsets[at] += offsets[at - 1];
    }
    let mut next = offsets.clone();
    let mut neighbours = vec![0u32; offsets[parents.len()] as usize];
    for (a, b) in edges() {
        for (from, to) in [(a, b), (b, a)] {
            neighbours[next[from as usize] as usize] = to;
            next[from as usize] += 1;
        }
    }
    let mut oriented = vec![NO_PARENT; parents.len()];
    let mut stack = vec![0u32];
    while let Some(node) = stack.pop() {
        let at = node as usize;
        for neighbour in &neighbours[offsets[at] as usize..offsets[at + 1] as usize] {
            if *neighbour != oriented[at] {
                oriented[*neighbour as usize] = node;
                stack.push(*neighbour);
            }
        }
    }
    oriented
}
