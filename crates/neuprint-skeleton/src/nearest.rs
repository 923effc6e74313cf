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

mod halves;

use crate::boxes::{BoxTree, tame};
use crate::skeleton::Skeleton;
use halves::{Boxes, Inside, Opened};

/// An index of the nodes of a skeleton by where they are.
#[derive(Debug)]
pub struct NodeIndex<'s> {
    /// Where the nodes are.
    tree: BoxTree<'s>,
    boxes: Boxes,
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

/// The boxes that wait to be looked into.
#[derive(Debug)]
pub(crate) struct Waiting([Unopened; LEVELS]);

/// A box that waits.
#[derive(Debug, Clone, Copy, Default)]
struct Unopened {
    squared: f64,
    inside: Inside,
    /// The smallest index of a node in it.
    least: u32,
}

impl Default for Waiting {
    fn default() -> Self {
        Self([Unopened::default(); LEVELS])
    }
}

/// Nodes in the smallest boxes, at most: to go through them costs less than to open smaller ones.
const LEAF: usize = 16;

impl<'s> NodeIndex<'s> {
    /// An index of all nodes.
    pub fn new(skeleton: &'s Skeleton) -> Self {
        let mut tree = BoxTree::across(skeleton, None, LEAF);
        tree.note_least();
        let boxes = Boxes::of(&tree);
        Self { tree, boxes }
    }

    /// The node that is nearest to a point; of several, the one with the smallest index. `None` if there is no node, or
    /// if a coordinate is not finite.
    pub fn nearest(&self, point: [f64; 3]) -> Option<Nearest> {
        self.nearest_with(point, &mut Waiting::default())
    }

    /// The same for who asks often: room for what waits is made once.
    #[cfg_attr(target_family = "wasm", target_feature(enable = "simd128"))]
    pub(crate) fn nearest_with(&self, point: [f64; 3], Waiting(waiting): &mut Waiting) -> Option<Nearest> {
        if !point.iter().all(|value| value.is_finite()) {
            return None;
        }
        let tamed = tame(point);
        let (mut squared, mut node) = (f64::INFINITY, u32::MAX);
        let (mut at, mut count) = (self.boxes.whole, 0);
        loop {
            match self.boxes.open(at) {
                Opened::Halves(halves) => {
                    let [one, other] = halves.squared_distances(tamed);
                    let mut wait = |half: usize, distance: f64| {
                        if distance <= squared {
                            let (inside, least) = (halves.inside[half], halves.least[half]);
                            waiting[count] = Unopened { squared: distance, inside, least };
                            count += 1;
                        }
                    };
                    // Two ways, of which the processor begins the likelier one before it knows which is right.
                    let near = if one <= other {
                        wait(1, other);
                        (0, one)
                    } else {
                        wait(0, one);
                        (1, other)
                    };
                    if near.1 <= squared {
                        at = halves.inside[near.0];
                        continue;
                    }
                }
                Opened::Places(first) => {
                    // Those of the next box may be among them, which are nodes, too.
                    let (distances, least) = squared_distances(self.tree.coordinates(first), point);
                    if least <= squared {
                        let as_near = (first..).zip(&distances).filter(|(_, distance)| **distance == least);
                        let other = as_near.map(|(place, _)| self.tree.node(place)).min().unwrap_or(u32::MAX);
                        node = if least < squared { other } else { node.min(other) };
                        squared = least;
                    }
                }
            }
            // As near as the best so far is worth a look if it holds a smaller index.
            let next = waiting[..count]
                .iter()
                .rposition(|other| other.squared < squared || (other.squared == squared && other.least < node));
            let Some(next) = next else { break };
            (at, count) = (waiting[next].inside, next);
        }
        (node != u32::MAX).then(|| Nearest { node, distance: squared.sqrt() })
    }
}

/// Numbers that are compared side by side.
const LANES: usize = 4;

/// The squared distances of some places from a point, and the least of them that is a number.
///
/// Without a branch and always as many, so that the compiler takes several at a time.
#[cfg_attr(target_family = "wasm", target_feature(enable = "simd128"))]
fn squared_distances([x, y, z]: [&[f32; LEAF]; 3], point: [f64; 3]) -> ([f64; LEAF], f64) {
    let mut distances = [0.0; LEAF];
    for at in 0..LEAF {
        let part = |axis: &[f32; LEAF], value: f64| f64::from(axis[at]) - value;
        let (x, y, z) = (part(x, point[0]), part(y, point[1]), part(z, point[2]));
        distances[at] = x * x + y * y + z * z;
    }
    let mut least = [f64::INFINITY; LANES];
    for distances in distances.as_chunks::<LANES>().0 {
        for (least, distance) in least.iter_mut().zip(distances) {
            *least = if distance < least { *distance } else { *least };
        }
    }
    let least = least.into_iter().fold(f64::INFINITY, |least, other| if other < least { other } else { least });
    (distances, least)
}
