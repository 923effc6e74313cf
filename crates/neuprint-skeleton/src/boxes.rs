//! Boxes within boxes around the nodes of a skeleton: what finds near nodes without looking at all of them.
//!
//! ```text
//! let tree = BoxTree::along(&skeleton, |_| true).unwrap_or_else(|| BoxTree::across(&skeleton, |_| true));
//! let whole = tree.cell(BoxTree::WHOLE);
//! ```
//!
//! Boxes are halved by number, again and again, along the longest side of what they fill, so that no distribution of
//! the nodes makes the tree deep. The smallest hold up to [`LEAF`] places.
//!
//! Files mostly give the nodes of a branch one after another. Then a smallest box is a piece of a branch, the nodes stay
//! where they are in the skeleton, and only an eighth as many things have to be sorted ([`BoxTree::along`]). Where the
//! nodes come in another order, they are sorted themselves ([`BoxTree::across`]).

mod cell;
mod halving;

use std::borrow::Cow;

use crate::skeleton::Skeleton;

use cell::Bounds;
pub(crate) use cell::Cell;
pub(crate) use halving::Content;
use halving::{Halving, Item};

/// Places in the smallest boxes, at most.
pub(crate) const LEAF: usize = 8;

/// Boxes are worth while along the branches if these have at least so many nodes on end, on average.
const WORTH_WHILE: usize = 3;

/// A binary tree of boxes.
#[derive(Debug)]
pub(crate) struct BoxTree<'s> {
    halving: Halving,
    x: Cow<'s, [f32]>,
    y: Cow<'s, [f32]>,
    z: Cow<'s, [f32]>,
    /// Per place, which node it is; without them every node is at its own place.
    nodes: Option<Vec<u32>>,
}

impl<'s> BoxTree<'s> {
    /// The box that holds everything.
    pub(crate) const WHOLE: u32 = 0;

    /// A tree over these nodes whose smallest boxes are pieces of branches. `None` if the pieces are too short: the nodes
    /// of a branch do not stand one after another.
    pub(crate) fn along(skeleton: &'s Skeleton, taken: impl Fn(u32) -> bool) -> Option<Self> {
        let (mut items, mut nodes): (Vec<Item>, usize) = (Vec::new(), 0);
        let mut bounds = Bounds::EMPTY;
        for node in (0..skeleton.len() as u32).filter(|node| taken(*node)) {
            nodes += 1;
            let point = point(skeleton, node);
            if let Some(item) = items.last_mut() {
                let follows = item.first + item.count == node;
                let parent = skeleton.parents[node as usize];
                let hangs = (item.first..node).contains(&parent) || skeleton.parents[node as usize - 1] == node;
                if follows && hangs && item.count < LEAF as u32 {
                    item.count += 1;
                    bounds = bounds.with(point);
                    item.centre = bounds.centre();
                    continue;
                }
            }
            items.push(Item { centre: point, first: node, count: 1 });
            bounds = Bounds::EMPTY.with(point);
        }
        if items.len() * WORTH_WHILE > nodes {
            return None;
        }
        let (x, y, z) = (Cow::from(&skeleton.x), Cow::from(&skeleton.y), Cow::from(&skeleton.z));
        let mut halving = Halving::of(&mut items, 1);
        halving.relocate(|at| (items[at as usize].first, items[at as usize].count));
        drop(items);
        Some(Self { halving, x, y, z, nodes: None }.fitted())
    }

    /// A tree over these nodes whose smallest boxes are what is near to one another.
    pub(crate) fn across(skeleton: &Skeleton, taken: impl Fn(u32) -> bool) -> Self {
        let mut items: Vec<Item> = (0..skeleton.len() as u32)
            .filter(|node| taken(*node))
            .map(|node| Item { centre: point(skeleton, node), first: node, count: 1 })
            .collect();
        let halving = Halving::of(&mut items, LEAF);
        let axis = |axis: usize| items.iter().map(|item| item.centre[axis]).collect();
        let nodes = items.iter().map(|item| item.first).collect();
        Self { halving, x: axis(0), y: axis(1), z: axis(2), nodes: Some(nodes) }.fitted()
    }

    /// Lets every box just hold what is in it.
    fn fitted(mut self) -> Self {
        for at in self.halves_first() {
            self.cell_mut(at).bounds = match self.content(at) {
                Content::Places(first, end) => {
                    (first..end).fold(Bounds::EMPTY, |bounds, place| bounds.with(self.point(place)))
                }
                Content::Halves(first, second) => {
                    let second = self.cell(second).bounds;
                    self.cell(first).bounds.with(second.low).with(second.high)
                }
            };
        }
        self
    }

    /// Notes in every box the smallest index of a node in it.
    pub(crate) fn note_least(&mut self) {
        for at in self.halves_first() {
            self.cell_mut(at).note = match self.content(at) {
                Content::Places(first, end) => (first..end).map(|place| self.node(place)).min().unwrap_or(u32::MAX),
                Content::Halves(first, second) => self.cell(first).note.min(self.cell(second).note),
            };
        }
    }

    /// All boxes, each after its halves.
    pub(crate) fn halves_first(&self) -> impl Iterator<Item = u32> + use<> {
        (0..self.halving.len()).rev()
    }

    /// A box.
    pub(crate) fn cell(&self, at: u32) -> &Cell {
        self.halving.cell(at)
    }

    /// A box to note something in.
    pub(crate) fn cell_mut(&mut self, at: u32) -> &mut Cell {
        self.halving.cell_mut(at)
    }

    /// What is in a box.
    pub(crate) fn content(&self, at: u32) -> Content {
        self.halving.content(at)
    }

    /// Which node is at a place.
    pub(crate) fn node(&self, place: u32) -> u32 {
        self.nodes.as_ref().map_or(place, |nodes| nodes[place as usize])
    }

    /// The coordinates at a place.
    pub(crate) fn point(&self, place: u32) -> [f32; 3] {
        [self.x[place as usize], self.y[place as usize], self.z[place as usize]]
    }
}

fn point(skeleton: &Skeleton, node: u32) -> [f32; 3] {
    [skeleton.x[node as usize], skeleton.y[node as usize], skeleton.z[node as usize]]
}
