//! A skeleton's edges as the GPU draws them: pairs of node indices.
//!
//! ```
//! use neuprint_viewer::edges::{BRIDGE, pairs};
//!
//! // Node 0 is a root, 1 hangs on it, 2 was joined to 1 by healing, 3 stands alone.
//! let parents = [u32::MAX, 0, 1, u32::MAX];
//! assert_eq!(pairs(&parents, &[2]), [[1, 0], [3, 3], [2 | BRIDGE, 1], [2 | BRIDGE, 2], [1 | BRIDGE, 1]]);
//! // A node that is its own parent is left out, as those of a twig that was pruned.
//! assert_eq!(pairs(&[u32::MAX, 0, 2, 3], &[]), [[1, 0]]);
//! ```
//!
//! One pair is 8 bytes on the GPU. Positions and radii are in a texture of their own, so healing swaps only this list.

use neuprint_skeleton::NO_PARENT;

/// Set in the first index of an edge that healing added.
pub const BRIDGE: u32 = 1 << 31;

/// One pair (node, parent) per edge. A node paired with itself is drawn as a ball: a root without children, and both ends of
/// a bridge, so that a short bridge is seen from afar. A node that is its own parent is in none. `bridges` are the nodes whose edge to the parent was added by healing.
///
/// Every index must be valid; [`Scene::set_skeleton`](crate::Scene::set_skeleton) checks that.
pub fn pairs(parents: &[u32], bridges: &[u32]) -> Vec<[u32; 2]> {
    let mut bears = vec![false; parents.len()];
    let mut added = vec![false; parents.len()];
    parents.iter().filter(|&&parent| parent != NO_PARENT).for_each(|&parent| bears[parent as usize] = true);
    bridges.iter().for_each(|&node| added[node as usize] = true);
    let mut pairs = Vec::with_capacity(parents.len());
    for (node, &parent) in parents.iter().enumerate() {
        match parent {
            NO_PARENT if bears[node] => {}
            NO_PARENT => pairs.push([node as u32, node as u32]),
            parent if parent as usize == node => {}
            _ if added[node] => {}
            parent => pairs.push([node as u32, parent]),
        }
    }
    for (node, &parent) in parents.iter().enumerate().filter(|&(node, _)| added[node]) {
        let node = node as u32;
        pairs.extend([[node | BRIDGE, parent], [node | BRIDGE, node], [parent | BRIDGE, parent]]);
    }
    pairs
}
