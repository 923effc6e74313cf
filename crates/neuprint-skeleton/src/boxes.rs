//! Boxes within boxes around the nodes of a skeleton: what finds near nodes without looking at all of them.
//!
//! ```text
//! let tree = BoxTree::along(&skeleton, |_| true).unwrap_or_else(|| BoxTree::across(&skeleton, |_| true));
//! let whole = tree.cell(0);
//! ```
//!
//! Boxes are halved by number, again and again, along the longest side of what they fill, so that no distribution of
//! the nodes makes the tree deep. The smallest hold up to [`LEAF`] places.
//!
//! Files mostly give the nodes of a branch one after another. Then a smallest box is a piece of a branch, the nodes stay
//! where they are in the skeleton, and only an eighth as many things have to be sorted ([`BoxTree::along`]). Where the
//! nodes come in another order, they are sorted themselves ([`BoxTree::across`]).

mod cell;

use std::borrow::Cow;

use crate::skeleton::Skeleton;

use cell::Bounds;
pub(crate) use cell::{Cell, Content};

/// Places in the smallest boxes, at most.
pub(crate) const LEAF: usize = 8;

/// Boxes are worth while along the branches if these have at least so many nodes on end, on average.
const WORTH_WHILE: usize = 3;

/// A binary tree of boxes.
#[derive(Debug)]
pub(crate) struct BoxTree<'s> {
    /// The first holds everything; the first half of box `at` is `at + 1`.
    cells: Vec<Cell>,
    x: Cow<'s, [f32]>,
    y: Cow<'s, [f32]>,
    z: Cow<'s, [f32]>,
    /// Per place, which node it is; without them every node is at its own place.
    nodes: Option<Vec<u32>>,
}

impl<'s> BoxTree<'s> {
    /// A tree over these nodes whose smallest boxes are pieces of branches. `None` if the pieces are too short: the nodes
    /// of a branch do not stand one after another.
    pub(crate) fn along(skeleton: &'s Skeleton, taken: impl Fn(u32) -> bool) -> Option<Self> {
        let (mut items, mut nodes): (Vec<Item>, usize) = (Vec::new(), 0);
        let mut bounds = Bounds::EMPTY;
        for node in 0..skeleton.len() as u32 {
            if !taken(node) {
                continue;
            }
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
        let mut cells = halved(&mut items, 1);
        for cell in cells.iter_mut().filter(|cell| cell.count > 0) {
            let item = &items[cell.at as usize];
            (cell.at, cell.count) = (item.first, item.count);
        }
        drop(items);
        Some(Self { cells, x, y, z, nodes: None }.fitted())
    }

    /// A tree over these nodes whose smallest boxes are what is near to one another.
    pub(crate) fn across(skeleton: &Skeleton, taken: impl Fn(u32) -> bool) -> Self {
        let mut items: Vec<Item> = (0..skeleton.len() as u32)
            .filter(|node| taken(*node))
            .map(|node| Item { centre: point(skeleton, node), first: node, count: 1 })
            .collect();
        let cells = halved(&mut items, LEAF);
        let axis = |axis: usize| items.iter().map(|item| item.centre[axis]).collect();
        let nodes = items.iter().map(|item| item.first).collect();
        Self { cells, x: axis(0), y: axis(1), z: axis(2), nodes: Some(nodes) }.fitted()
    }

    /// Lets every box just hold what is in it.
    fn fitted(mut self) -> Self {
        // Halves stand behind what they are halves of.
        for at in (0..self.cells.len()).rev() {
            let (mut bounds, mut least) = (Bounds::EMPTY, u32::MAX);
            match self.cells[at].content(at as u32) {
                Content::Places(first, end) => {
                    for place in first..end {
                        bounds = bounds.with(self.point(place));
                        least = least.min(self.node(place));
                    }
                }
                Content::Halves(first, second) => {
                    let (first, second) = (&self.cells[first as usize], &self.cells[second as usize]);
                    bounds = first.bounds.with(second.bounds.low).with(second.bounds.high);
                    least = first.least.min(second.least);
                }
            }
            (self.cells[at].bounds, self.cells[at].least) = (bounds, least);
        }
        self
    }

    /// How many boxes there are: none if there is no place.
    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    /// A box; the first holds everything.
    pub(crate) fn cell(&self, at: u32) -> &Cell {
        &self.cells[at as usize]
    }

    /// What is in a box.
    pub(crate) fn content(&self, at: u32) -> Content {
        self.cells[at as usize].content(at)
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

/// What is sorted into boxes: a node, or some on end.
#[derive(Debug)]
struct Item {
    centre: [f32; 3],
    first: u32,
    count: u32,
}

/// Sorts items so that those of one box are neighbours. The smallest boxes have up to so many; their places are those of
/// the items. What the boxes hold is left open.
fn halved(items: &mut [Item], most: usize) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    // Ranges of items that wait for their box, with what they fill, and whose second half they are.
    let mut waiting = Vec::new();
    if !items.is_empty() {
        let whole = items.iter().fold(Bounds::EMPTY, |bounds, item| bounds.with(item.centre));
        waiting.push((0, items.len(), whole, None));
    }
    while let Some((first, end, bounds, whose)) = waiting.pop() {
        let (at, count) = (cells.len(), end - first);
        if let Some(whose) = whose {
            let whose: &mut Cell = &mut cells[whose];
            whose.at = at as u32;
        }
        if count <= most {
            cells.push(Cell::unfitted(first as u32, count as u32));
            continue;
        }
        cells.push(Cell::unfitted(0, 0));
        let axis = bounds.longest_axis();
        let half = count / 2;
        let own = &mut items[first..end];
        own.select_nth_unstable_by(half, |a, b| a.centre[axis].total_cmp(&b.centre[axis]));
        // Along the other axes the halves may fill less. This is enough to choose the next axis by.
        let (lower, upper) = bounds.cut(axis, own[half].centre[axis]);
        waiting.push((first + half, end, upper, Some(at)));
        waiting.push((first, first + half, lower, None));
    }
    cells
}

fn point(skeleton: &Skeleton, node: u32) -> [f32; 3] {
    [skeleton.x[node as usize], skeleton.y[node as usize], skeleton.z[node as usize]]
}
