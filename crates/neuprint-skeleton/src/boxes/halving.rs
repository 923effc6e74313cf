//! Halves of halves of things in space, in memory so that what is looked at together lies together.

use super::cell::{Bounds, Cell};

/// What is sorted into boxes: a node, or some on end.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) centre: [f32; 3],
    pub(super) first: u32,
    pub(super) count: u32,
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
    pairs: Vec<[Cell; 2]>,
    /// Of each smallest box, its first place and how many there are.
    leaves: Vec<(u32, u32)>,
}

/// Marks a box whose content is the number of a leaf. Boxes are fewer than that.
const IS_LEAF: u32 = 1 << 31;
/// The leaf without places.
const NOTHING: u32 = IS_LEAF;

impl Halving {
    /// Sorts items so that those of one box are neighbours; the smallest boxes have up to so many. Their places are those
    /// of the items, and where they are in space is left open.
    pub(super) fn of(items: &mut [Item], most: usize) -> Self {
        let mut halving = Self { pairs: vec![[Cell::with(NOTHING), Cell::with(NOTHING)]], leaves: vec![(0, 0)] };
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
            halving.pairs.push([Cell::with(NOTHING), Cell::with(NOTHING)]);
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

    /// Says where the places of the smallest boxes are, given the first of each.
    pub(super) fn relocate(&mut self, place: impl Fn(u32) -> (u32, u32)) {
        for leaf in self.leaves.iter_mut().filter(|leaf| leaf.1 > 0) {
            *leaf = place(leaf.0);
        }
    }

    /// How many boxes there are.
    pub(super) fn len(&self) -> u32 {
        2 * self.pairs.len() as u32
    }

    pub(super) fn cell(&self, at: u32) -> &Cell {
        &self.pairs[at as usize / 2][at as usize % 2]
    }

    pub(super) fn cell_mut(&mut self, at: u32) -> &mut Cell {
        &mut self.pairs[at as usize / 2][at as usize % 2]
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
