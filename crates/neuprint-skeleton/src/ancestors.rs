//! Where the paths from two nodes to their root meet.
//!
//! ```text
//! let ancestors = Ancestors::new(skeleton.parents());
//! let meeting = ancestors.lowest_common(a, b);            // None in different fragments
//! ```
//!
//! The tree is cut into paths, each going on with the child that has most nodes below it; from any node to the root
//! there are then at most log2(n) paths (Sleator and Tarjan 1983, heavy-path decomposition).

use crate::skeleton::NO_PARENT;
use crate::topology::parents_first;

pub(crate) struct Ancestors<'p> {
    parents: &'p [u32],
    /// Per node, the top of its path.
    tops: Vec<u32>,
    /// Per node, its place in an order in which parents precede their children.
    places: Vec<u32>,
}

impl<'p> Ancestors<'p> {
    pub(crate) fn new(parents: &'p [u32]) -> Self {
        let order = parents_first(parents);
        let mut below = vec![1u32; parents.len()];
        // The child with most nodes below it.
        let mut heavy = vec![NO_PARENT; parents.len()];
        for node in order.iter().rev() {
            let parent = parents[*node as usize];
            if parent == NO_PARENT {
                continue;
            }
            below[parent as usize] += below[*node as usize];
            let best = &mut heavy[parent as usize];
            if *best == NO_PARENT || below[*best as usize] < below[*node as usize] {
                *best = *node;
            }
        }
        let mut tops = vec![0; parents.len()];
        let mut places = vec![0; parents.len()];
        for (place, node) in order.iter().enumerate() {
            let parent = parents[*node as usize];
            let goes_on = parent != NO_PARENT && heavy[parent as usize] == *node;
            tops[*node as usize] = if goes_on { tops[parent as usize] } else { *node };
            places[*node as usize] = place as u32;
        }
        Self { parents, tops, places }
    }

    /// The node farthest from the root that is on both paths; `None` if the nodes are in different fragments or one does
    /// not exist.
    pub(crate) fn lowest_common(&self, mut a: u32, mut b: u32) -> Option<u32> {
        loop {
            let (top_a, top_b) = (*self.tops.get(a as usize)?, *self.tops.get(b as usize)?);
            if top_a == top_b {
                // On one path, whoever comes first is the other's ancestor.
                return Some(if self.places[a as usize] < self.places[b as usize] { a } else { b });
            }
            // The path whose top comes later cannot hold an ancestor of the other node's path.
            if self.places[top_a as usize] > self.places[top_b as usize] {
                a = self.parents[top_a as usize];
            } else {
                b = self.parents[top_b as usize];
            }
        }
    }
}
