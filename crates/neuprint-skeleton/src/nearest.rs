//! The node that is nearest to a point.
//!
//! ```
//! use neuprint_skeleton::{NodeIndex, Skeleton};
//!
//! let skeleton = Skeleton::parse(b"1 0 0 0 0 1 -1\n2 0 10 0 0 1 1\n")?;
//! let nearest = NodeIndex::new(&skeleton).nearest([9.0, 0.0, 2.0]).ok_or("there are nodes")?;
//! assert_eq!((nearest.node, nearest.distance), (1, 5.0_f64.sqrt()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Distances are float64, of the float32 coordinates of the nodes and the float64 coordinates of the point. It makes no
//! difference what the nodes hang on: a point between two nodes that are far apart may be nearer to a third.

use crate::boxes::{BoxTree, Content, tame};
use crate::skeleton::Skeleton;

/// An index of the nodes of a skeleton by where they are.
#[derive(Debug)]
pub struct NodeIndex<'s> {
    /// Every box is noted the smallest index of a node in it.
    tree: BoxTree<'s>,
}

/// The node that is nearest to a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// Its index.
    pub node: u32,
    /// How far it is from the point, in the unit of the coordinates.
    pub distance: f64,
}

/// Boxes that may wait: one on each level of the tree, and a tree of 2³² nodes has no more levels.
const LEVELS: usize = 40;

/// The boxes that wait to be looked into, each with its squared distance.
#[derive(Debug)]
pub(crate) struct Waiting([(f64, u32); LEVELS]);

impl Default for Waiting {
    fn default() -> Self {
        Self([(0.0, 0); LEVELS])
    }
}

/// Nodes in the smallest boxes, at most: to go through them costs less than to open smaller ones.
const LEAF: usize = 16;

impl<'s> NodeIndex<'s> {
    /// An index of all nodes.
    pub fn new(skeleton: &'s Skeleton) -> Self {
        let mut tree = BoxTree::across(skeleton, None, LEAF);
        tree.note_least();
        Self { tree }
    }

    /// The node that is nearest to a point; of several, the one with the smallest index. `None` if there is no node, or
    /// if a coordinate is not finite.
    pub fn nearest(&self, point: [f64; 3]) -> Option<Nearest> {
        self.nearest_with(point, &mut Waiting::default())
    }

    /// The same for who asks often: room for what waits is made once.
    pub(crate) fn nearest_with(&self, point: [f64; 3], Waiting(waiting): &mut Waiting) -> Option<Nearest> {
        if !point.iter().all(|value| value.is_finite()) {
            return None;
        }
        let tamed = tame(point);
        let (mut squared, mut node) = (f64::INFINITY, u32::MAX);
        let (mut at, mut count) = (BoxTree::WHOLE, 0);
        loop {
            match self.tree.content(at) {
                Content::Halves(first, second) => {
                    let one = self.tree.cell(first).squared_distance_to(tamed);
                    let other = self.tree.cell(second).squared_distance_to(tamed);
                    let (near, far) =
                        if one <= other { ((one, first), (other, second)) } else { ((other, second), (one, first)) };
                    if far.0 <= squared {
                        waiting[count] = far;
                        count += 1;
                    }
                    if near.0 <= squared {
                        at = near.1;
                        continue;
                    }
                }
                Content::Places(first, end) => {
                    for (place, at) in (first..end).zip(self.tree.points(first, end)) {
                        let distance = squared_distance(at, point);
                        if distance <= squared {
                            let other = self.tree.node(place);
                            node = if distance < squared { other } else { node.min(other) };
                            squared = distance;
                        }
                    }
                }
            }
            // As near as the best so far is worth a look if it holds a smaller index.
            let next = waiting[..count].iter().rposition(|(distance, at)| {
                *distance < squared || (*distance == squared && self.tree.cell(*at).note < node)
            });
            let Some(next) = next else { break };
            (at, count) = (waiting[next].1, next);
        }
        (node != u32::MAX).then(|| Nearest { node, distance: squared.sqrt() })
    }
}

fn squared_distance(node: [f32; 3], point: [f64; 3]) -> f64 {
    let part = |axis: usize| f64::from(node[axis]) - point[axis];
    let (x, y, z) = (part(0), part(1), part(2));
    x * x + y * y + z * z
}
