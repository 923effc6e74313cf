//! Paths along the cable.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, longest_path, longest_path_from_root, path_between};
//!
//! let text = b"1 0 0 0 0 1 -1\n2 0 1 0 0 1 1\n3 0 1 9 0 1 2\n4 0 1 0 8 1 2\n";
//! let skeleton = Skeleton::parse(text)?;
//! assert_eq!(path_between(&skeleton, 0, 3).map(|path| (path.nodes, path.length)), Some((vec![0, 1, 3], 9.0)));
//! assert_eq!(longest_path_from_root(&skeleton).nodes, [0, 1, 2]);
//! assert_eq!(longest_path(&skeleton).nodes, [2, 1, 3]);
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```

use crate::distances::distances_from_root;
use crate::sections::run_length;
use crate::skeleton::{NO_PARENT, Skeleton};

/// Nodes of which each is joined to the next.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Path {
    /// The indices of the nodes, ends included; none only in a skeleton without nodes.
    pub nodes: Vec<u32>,
    /// The sum of the distances from each to the next.
    pub length: f64,
}

/// The path between two nodes; `None` if they are in different fragments or one does not exist.
pub fn path_between(skeleton: &Skeleton, from: u32, to: u32) -> Option<Path> {
    let mut up = rootwards(skeleton, from)?;
    let mut down = rootwards(skeleton, to)?;
    if up.last() != down.last() {
        return None;
    }
    // What both have in common, but for the node at which they meet, is a detour.
    while up.len() > 1 && down.len() > 1 && up[up.len() - 2] == down[down.len() - 2] {
        up.pop();
        down.pop();
    }
    down.pop();
    up.extend(down.into_iter().rev());
    Some(Path { length: run_length(skeleton, &up), nodes: up })
}

/// The longest of the paths from a root: the main neurite, as navis' `longest_neurite`. Of several fragments, the one with
/// the longest such path is taken; of equally long paths, the one that ends at the first node.
pub fn longest_path_from_root(skeleton: &Skeleton) -> Path {
    let Some(end) = farthest(&distances_from_root(skeleton)) else { return Path::default() };
    let mut nodes = rootwards(skeleton, end).unwrap_or_default();
    nodes.reverse();
    Path { length: run_length(skeleton, &nodes), nodes }
}

/// The longest path between any two nodes of a fragment, whatever its root: as navis' `longest_neurite` with
/// `from_root=False`. It begins at the end that stands first in the skeleton.
pub fn longest_path(skeleton: &Skeleton) -> Path {
    // In a tree, whoever is farthest from any node is an end of a longest path. One such node per fragment:
    let fragments = skeleton.fragments();
    let mut ends: Vec<Option<u32>> = vec![None; fragments.count()];
    let depths = distances_from_root(skeleton);
    for (node, fragment) in (0u32..).zip(fragments.of_node()) {
        let end = &mut ends[*fragment as usize];
        if end.is_none_or(|end| depths[node as usize] > depths[end as usize]) {
            *end = Some(node);
        }
    }
    // Seen from those ends all at once, the node that is farthest from its own is the other end.
    let mut turned = skeleton.clone();
    for end in ends.iter().flatten() {
        turned.turn(*end);
    }
    let lengths = distances_from_root(&turned);
    let Some(other) = farthest(&lengths) else { return Path::default() };
    let Some(mut nodes) = rootwards(&turned, other) else { return Path::default() };
    if nodes.first() > nodes.last() {
        nodes.reverse();
    }
    Path { length: run_length(skeleton, &nodes), nodes }
}

/// A node and all its ancestors; `None` if it does not exist.
fn rootwards(skeleton: &Skeleton, node: u32) -> Option<Vec<u32>> {
    let mut path = vec![node];
    let mut parent = *skeleton.parents.get(node as usize)?;
    while parent != NO_PARENT {
        path.push(parent);
        parent = skeleton.parents[parent as usize];
    }
    Some(path)
}

/// The first of the nodes with the largest distance.
fn farthest(distances: &[f64]) -> Option<u32> {
    let mut best = None;
    for (node, distance) in (0u32..).zip(distances) {
        if best.is_none_or(|(_, most)| *distance > most) {
            best = Some((node, *distance));
        }
    }
    best.map(|(node, _)| node)
}
