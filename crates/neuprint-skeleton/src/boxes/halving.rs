//! Halves of halves of things in space, in memory so that what is looked at together lies together.

use super::cell::{Bounds, Cell};

/// What is sorted into boxes: a node, or some on end.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) centre: [f32; 3],
    /// Which one it is.
    pub(super) number: u32,
}

/// What is in a box.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content {
    /// The places from the first to before the second; none if there is no place at all.
    Places(u32, u32),
    /// Two boxes.
    Halves(u32, u32),
}

/// Boxes, the halves of each side by side and behind it. Box 0 holds everything; box 1, beside it, nothing.
#[derive(Debug)]
pub(super) struct Halving {
    pairs: Vec<Pair>,
    /// Of each smallest box, its first place and how many there are.
    leaves: Vec<(u32, u32)>,
}

/// Two boxes in one line of the processor's cache.
#[derive(Debug)]
#[repr(align(64))]
struct Pair([Cell; 2]);

/// Marks a box whose content is the number of a leaf. Boxes are fewer than that.
const IS_LEAF: u32 = 1 << 31;
/// The leaf without places.
const NOTHING: u32 = IS_LEAF;

impl Pair {
    fn new() -> Self {
        Self([Cell::with(NOTHING), Cell::with(NOTHING)])
    }
}

impl Halving {
    /// Sorts items so that those of one box are neighbours; the smallest boxes have up to so many. Their places are those
    /// of the items, until they are fitted.
    pub(super) fn of(items: &mut [Item], most: usize) -> Self {
        // All leaves are on two neighbouring levels, and there are as many pairs as leaves.
        let leaves = items.len().div_ceil(most).next_power_of_two().min(items.len()) + 1;
        let mut halving = Self { pairs: Vec::with_capacity(leaves), leaves: Vec::with_capacity(leaves) };
        halving.pairs.push(Pair::new());
        halving.leaves.push((0, 0));
        let whole = items.iter().fold(Bounds::EMPTY, |bounds, item| bounds.with(item.centre));
        // Boxes that wait for their content: a range of the items, and what it fills at most.
        let mut waiting = vec![(0, 0, items.len(), whole)];
        while let Some((at, first, end, bounds)) = waiting.pop() {
            let count = end - first;
            if count <= most {
                halving.cell_mut(at).content = IS_LEAF | halving.leaves.len() as u32;
                halving.leaves.push((first as u32, count as u32));
                continue;
            }
            let pair = halving.pairs.len() as u32;
            halving.cell_mut(at).content = pair;
            halving.pairs.push(Pair::new());
            let axis = bounds.longest_axis();
            let half = count / 2;
            let own = &mut items[first..end];
            own.select_nth_unstable_by(half, |a, b| a.centre[axis].total_cmp(&b.centre[axis]));
            // Along the other axes the halves may fill less. This is enough to choose the next axis by.
            let (lower, upper) = bounds.cut(axis, own[half].centre[axis]);
            waiting.push((2 * pair + 1, first + half, end, upper));
            waiting.push((2 * pair, first, first + half, lower));
        }
        halving
    }

    /// Lets every box just hold what is in it. `leaf` says, of the first item of a leaf and their number, where they reach
    /// and what their first place and the number of their places are.
    pub(super) fn fit(&mut self, leaf: &dyn Fn(u32, u32) -> (Bounds, u32, u32)) {
        for at in (0..self.len()).rev() {
            let content = self.cell(at).content;
            let bounds = if content & IS_LEAF == 0 {
                let second = self.cell(2 * content + 1).bounds;
                self.cell(2 * content).bounds.with(second.low).with(second.high)
            } else if content == NOTHING {
                Bounds::EMPTY
            } else {
                let places = &mut self.leaves[(content & !IS_LEAF) as usize];
                let (bounds, first, count) = leaf(places.0, places.1);
                *places = (first, count);
                bounds
            };
            self.cell_mut(at).fit(bounds);
        }
    }

    /// How many boxes there are.
    pub(super) fn len(&self) -> u32 {
        2 * self.pairs.len() as u32
    }

    pub(super) fn cell(&self, at: u32) -> &Cell {
        &self.pairs[at as usize / 2].0[at as usize % 2]
    }

    pub(super) fn cell_mut(&mut self, at: u32) -> &mut Cell {
        &mut self.pairs[at as usize / 2].0[at as usize % 2]
    }

    pub(super) fn content(&self, at: u32) -> Content {
        let content = self.cell(at).content;
        if content & IS_LEAF == 0 {
            Content::Halves(2 * content, 2 * content + 1)
        } else {
            let (first, count) = self.leaves[(content & !IS_LEAF) as usize];
            Content::Places(first, first + count)
        }
    }
}
