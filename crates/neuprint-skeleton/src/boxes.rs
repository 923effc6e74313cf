//! Boxes within boxes around the nodes of a skeleton: what finds near nodes without looking at all of them.
//!
//! ```text
//! let tree = BoxTree::along(&skeleton, None).unwrap_or_else(|| BoxTree::across(&skeleton, None, LEAF));
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
pub(crate) use cell::{Cell, tame};
pub(crate) use halving::Content;
use halving::{Halving, Item};

/// Places in the smallest boxes along a branch, at most.
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

    /// A tree over nodes, all of them or those for which `taken` is true, whose smallest boxes are pieces of branches.
    /// `None` if the pieces are too short: the nodes of a branch do not stand one after another.
    pub(crate) fn along(skeleton: &'s Skeleton, taken: Option<&[bool]>) -> Option<Self> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut count = 0;
        for node in nodes(skeleton, taken) {
            // Where pieces are short from the beginning, there is no need to see all.
            if pieces.len() * WORTH_WHILE > count + 10_000 {
                return None;
            }
            count += 1;
            let point = skeleton.point(node);
            match pieces.last_mut() {
                Some(piece) if piece.ends_before(node, &skeleton.parents) => {
                    piece.count += 1;
                    piece.bounds = piece.bounds.with(point);
                }
                _ => pieces.push(Piece { first: node, count: 1, bounds: Bounds::EMPTY.with(point) }),
            }
        }
        if pieces.len() * WORTH_WHILE >= count {
            return None;
        }
        let item = |(piece, number): (&Piece, u32)| Item { centre: piece.bounds.centre(), number };
        let mut items: Vec<Item> = pieces.iter().zip(0..).map(item).collect();
        let mut halving = Halving::of(&mut items, 1);
        halving.fit(&|first, _| {
            let piece = &pieces[items[first as usize].number as usize];
            (piece.bounds, piece.first, piece.count)
        });
        let (x, y, z) = (Cow::from(&skeleton.x), Cow::from(&skeleton.y), Cow::from(&skeleton.z));
        Some(Self { halving, x, y, z, nodes: None })
    }

    /// A tree over nodes, all of them or those for which `taken` is true, whose smallest boxes are what is near to one
    /// another, up to `most` of them.
    pub(crate) fn across(skeleton: &Skeleton, taken: Option<&[bool]>, most: usize) -> Self {
        let mut items: Vec<Item> =
            nodes(skeleton, taken).map(|node| Item { centre: skeleton.point(node), number: node }).collect();
        let mut halving = Halving::of(&mut items, most);
        halving.fit(&|first, count| {
            let own = &items[first as usize..(first + count) as usize];
            (own.iter().fold(Bounds::EMPTY, |bounds, item| bounds.with(item.centre)), first, count)
        });
        // As many may be read from any place on.
        let behind = std::iter::repeat_n(f32::NAN, most);
        let axis = |axis: usize| items.iter().map(|item| item.centre[axis]).chain(behind.clone()).collect();
        let nodes = items.iter().map(|item| item.number).collect();
        Self { halving, x: axis(0), y: axis(1), z: axis(2), nodes: Some(nodes) }
    }

    /// Whether all places of a smallest box belong to one branch.
    pub(crate) fn is_along(&self) -> bool {
        self.nodes.is_none()
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
        (0..self.len()).rev()
    }

    /// How many boxes there are.
    pub(crate) fn len(&self) -> u32 {
        self.halving.len()
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

    /// The coordinates at so many places, each axis for itself; behind the last place NaN. For a tree across branches of
    /// which the smallest boxes hold as many.
    pub(crate) fn coordinates<const MOST: usize>(&self, first: u32) -> [&[f32; MOST]; 3] {
        [&self.x, &self.y, &self.z].map(|axis| axis[first as usize..].first_chunk().unwrap_or(&[f32::NAN; MOST]))
    }

    /// The coordinates at a place.
    pub(crate) fn point(&self, place: u32) -> [f32; 3] {
        [self.x[place as usize], self.y[place as usize], self.z[place as usize]]
    }
}

/// Some nodes on end in a file and in a branch.
#[derive(Debug)]
struct Piece {
    first: u32,
    count: u32,
    bounds: Bounds,
}

impl Piece {
    /// Whether a node goes on with it.
    fn ends_before(&self, node: u32, parents: &[u32]) -> bool {
        let hangs = || (self.first..node).contains(&parents[node as usize]) || parents[node as usize - 1] == node;
        self.first + self.count == node && self.count < LEAF as u32 && hangs()
    }
}

/// The nodes of a skeleton that are taken.
fn nodes<'a>(skeleton: &Skeleton, taken: Option<&'a [bool]>) -> impl Iterator<Item = u32> + use<'a> {
    (0..skeleton.len() as u32).filter(move |node| taken.is_none_or(|taken| taken[*node as usize]))
}
