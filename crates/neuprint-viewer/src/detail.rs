//! Levels of detail of a skeleton that keep its branches.
//!
//! ```
//! use neuprint_viewer::detail::Detail;
//! use neuprint_viewer::edges::pairs;
//!
//! // A nearly straight neurite with a twig of one voxel.
//! let nodes = [[0.0, 0.0, 0.0, 1.0], [50.0, 0.1, 0.0, 1.0], [100.0, 0.0, 0.0, 1.0], [50.0, 1.0, 0.0, 0.0]];
//! let pairs = pairs(&[u32::MAX, 0, 1, 1], &[]);
//! let detail = Detail::of(&nodes, &pairs);
//! assert_eq!(detail.pairs(&pairs, 0.0), pairs);
//! assert_eq!(detail.pairs(&pairs, 2.0), [[2, 0]]);
//! ```
//!
//! Each node is given the largest tolerance at which it is still needed. The tree is cut into paths, the longest one from
//! a root first, then the longest ones that leave it, and so on. A path that does not reach farther than the tolerance is
//! left out. The nodes of the others are thinned out as Douglas and Peucker do it (Cartographica 1973), with the radius
//! as a fourth coordinate; a node where a path begins is kept as long as that path. So nothing of what is left out is
//! farther from what is drawn than the tolerance, and no longer branch is ever lost.

use crate::edges::BRIDGE;

/// How many powers of two are counted; the largest is 2³¹ voxels.
const POWERS: usize = 48;
/// The smallest power that is counted: 2⁻¹⁶ voxels.
const SMALLEST: i32 = -16;
/// Nodes of a path that are looked at together.
const LONG: usize = 128;
const NONE: u32 = u32::MAX;

/// What is needed of a skeleton at which tolerance.
#[derive(Debug, Clone)]
pub struct Detail {
    /// Per node, the tolerance (voxels) below which it is needed.
    needed_below: Vec<f32>,
    /// Per power of two, how many nodes a tolerance of that size keeps.
    kept: [u32; POWERS],
}

impl Detail {
    /// Weighs the nodes (x, y, z, radius) of a skeleton with these [`pairs`](crate::edges::pairs).
    pub fn of(nodes: &[[f32; 4]], pairs: &[[u32; 2]]) -> Self {
        let parents = parents(nodes.len(), pairs);
        // Bridges are drawn whatever the tolerance, and so are their ends.
        let bridges = pairs.iter().filter(|[node, _]| node & BRIDGE != 0);
        let mut needed_below =
            Tree::of(nodes, &parents, bridges.flat_map(|[node, parent]| [node & !BRIDGE, *parent])).weigh();
        // What is in no pair is left out whatever the tolerance.
        let mut is_drawn = vec![false; nodes.len()];
        pairs.iter().flatten().for_each(|&node| is_drawn[(node & !BRIDGE) as usize] = true);
        needed_below.iter_mut().zip(is_drawn).filter(|(_, drawn)| !drawn).for_each(|(weight, _)| *weight = 0.0);
        let mut kept = [0; POWERS];
        for &weight in &needed_below {
            let powers = if weight.is_infinite() { POWERS } else { power_of(weight) };
            kept[..powers.min(POWERS)].iter_mut().for_each(|count| *count += 1);
        }
        Self { needed_below, kept }
    }

    /// How many nodes are kept at a tolerance of 2^`power` voxels.
    pub fn kept(&self, power: i32) -> usize {
        let at = usize::try_from(power - SMALLEST).unwrap_or(0);
        self.kept[at.min(POWERS - 1)] as usize
    }

    /// The pairs to draw when errors up to `tolerance` voxels cannot be seen; all of them at 0.
    pub fn pairs(&self, pairs: &[[u32; 2]], tolerance: f32) -> Vec<[u32; 2]> {
        let parents = parents(self.needed_below.len(), pairs);
        let is_kept = |node: u32| tolerance <= 0.0 || self.needed_below[node as usize] > tolerance;
        let mut reduced = Vec::new();
        for &[node, parent] in pairs {
            if node & BRIDGE != 0 || node == parent {
                reduced.push([node, parent]);
            } else if is_kept(node) {
                // A kept node's ancestors are kept or have one that is: the root always is.
                let mut ancestors = std::iter::successors(Some(parent), |&at| next(&parents, at));
                let end = ancestors.find(|&at| is_kept(at));
                reduced.push([node, end.unwrap_or(parent)]);
            }
        }
        reduced
    }
}

/// The number of powers of two, from the smallest, that are less than `weight`.
fn power_of(weight: f32) -> usize {
    if weight <= 0.0 { 0 } else { (weight.log2().ceil() as i32 - SMALLEST).max(0) as usize }
}

/// Each node's parent; none over bridges.
fn parents(count: usize, pairs: &[[u32; 2]]) -> Vec<u32> {
    let mut parents = vec![NONE; count];
    for &[node, parent] in pairs.iter().filter(|[node, parent]| node & BRIDGE == 0 && node != parent) {
        parents[node as usize] = parent;
    }
    parents
}

/// The parent or child of a node, if it has one.
fn next(nodes: &[u32], at: u32) -> Option<u32> {
    Some(nodes[at as usize]).filter(|&next| next != NONE)
}

/// What weighing needs to know of a skeleton.
struct Tree<'a> {
    nodes: &'a [[f32; 4]],
    parents: &'a [u32],
    /// Per node, how far away along the neurite is what is below it, with its radius; infinite if a bridge is there.
    height: Vec<f32>,
    /// Per node, the child towards that end.
    towards: Vec<u32>,
    /// Per node, the longest path that begins there, or what else keeps it.
    forced: Vec<f32>,
    /// Children before parents; nodes of cycles are missing.
    order: Vec<u32>,
}

impl<'a> Tree<'a> {
    fn of(nodes: &'a [[f32; 4]], parents: &'a [u32], ends_of_bridges: impl Iterator<Item = u32>) -> Self {
        let mut children = vec![0_u32; nodes.len()];
        parents.iter().filter(|&&parent| parent != NONE).for_each(|&parent| children[parent as usize] += 1);
        let mut order: Vec<u32> = (0..nodes.len() as u32).filter(|&node| children[node as usize] == 0).collect();
        let mut at = 0;
        while let Some(&node) = order.get(at) {
            at += 1;
            let parent = parents[node as usize];
            if parent != NONE {
                children[parent as usize] -= 1;
                if children[parent as usize] == 0 {
                    order.push(parent);
                }
            }
        }
        let mut height: Vec<f32> = nodes.iter().map(|node| node[3]).collect();
        let mut towards = vec![NONE; nodes.len()];
        let mut forced = vec![0.0_f32; nodes.len()];
        for end in ends_of_bridges {
            (height[end as usize], forced[end as usize]) = (f32::INFINITY, f32::INFINITY);
        }
        for &node in &order {
            let Some(parent) = next(parents, node) else { continue };
            let (node_at, parent_at) = (node as usize, parent as usize);
            let reach = height[node_at] + distance(&nodes[node_at], &nodes[parent_at]);
            let longest = height[parent_at];
            match towards[parent_at] {
                NONE => towards[parent_at] = node,
                // What was the longest so far is a path of its own.
                _ if reach > longest => {
                    forced[parent_at] = forced[parent_at].max(longest);
                    towards[parent_at] = node;
                }
                _ => forced[parent_at] = forced[parent_at].max(reach),
            }
            height[parent_at] = longest.max(reach);
        }
        Self { nodes, parents, height, towards, forced, order }
    }

    fn weigh(&self) -> Vec<f32> {
        // What is in no path, that is, on a cycle, is always kept.
        let mut weights = vec![f32::INFINITY; self.nodes.len()];
        let mut path = Vec::new();
        for &node in self.order.iter().rev() {
            let at = node as usize;
            let parent = self.parents[at];
            path.clear();
            let cap = if parent == NONE {
                f32::INFINITY
            } else if self.towards[parent as usize] != node {
                path.push(parent);
                self.height[at] + distance(&self.nodes[at], &self.nodes[parent as usize])
            } else {
                continue;
            };
            path.push(node);
            path.extend(std::iter::successors(next(&self.towards, node), |&at| next(&self.towards, at)));
            self.weigh_path(&path, cap, parent != NONE, &mut weights);
        }
        weights
    }

    /// Weighs a path's nodes, none of which is needed longer than the path itself, `cap`.
    fn weigh_path(&self, path: &[u32], cap: f32, attached: bool, weights: &mut [f32]) {
        let last = path.len() - 1;
        if !attached {
            weights[path[0] as usize] = cap;
        }
        // A root's path is kept from end to end.
        weights[path[last] as usize] = cap;
        let mut spans = vec![(0, last, cap)];
        while let Some((from, to, above)) = spans.pop() {
            let inner = (from + 1..to).map(|at| (at, self.deviation(path[at], path[from], path[to])));
            let Some((split, weight)) = inner.max_by(|one, other| one.1.total_cmp(&other.1)) else { continue };
            let weight = weight.min(above);
            // In the middle a long span is cut with the same right, and in less time if it is regular.
            let split = if to - from > LONG { (from + to) / 2 } else { split };
            weights[path[split] as usize] = weight;
            spans.extend([(from, split, weight), (split, to, weight)]);
        }
    }

    /// How far a node, with what hangs on it, is from the cone between two others.
    fn deviation(&self, node: u32, from: u32, to: u32) -> f32 {
        let [node_at, from, to] = [node, from, to].map(|at| glam::Vec4::from_array(self.nodes[at as usize]));
        let along = (to - from).truncate();
        let length2 = along.length_squared();
        let share =
            if length2 > 0.0 { ((node_at - from).truncate().dot(along) / length2).clamp(0.0, 1.0) } else { 0.0 };
        let off = node_at - from.lerp(to, share);
        off.truncate().length() + off.w.abs() + self.forced[node as usize]
    }
}

fn distance(a: &[f32; 4], b: &[f32; 4]) -> f32 {
    (glam::Vec4::from_array(*a) - glam::Vec4::from_array(*b)).truncate().length()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
