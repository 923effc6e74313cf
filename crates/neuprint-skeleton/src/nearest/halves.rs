//! Boxes within boxes as the search for a near node goes through them: the halves of each side by side.
//!
//! [`BoxTree`] has a box's numbers together, as two boxes are compared. A point is compared with both halves of a box, so
//! here the numbers of both stand together, axis by axis: that takes half the steps where two numbers fit into a register.

use crate::boxes::{BoxTree, Content};

/// What is in a box, in one number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Inside(u32);

/// Marks the number of a leaf; others are those of halves. There are fewer boxes than that.
const IS_LEAF: u32 = 1 << 31;

/// What a box turned out to hold.
pub(super) enum Opened<'b> {
    /// Two boxes.
    Halves(&'b Halves),
    /// Places, from this one on.
    Places(u32),
}

/// The halves of a box.
#[derive(Debug)]
#[repr(align(64))]
pub(super) struct Halves {
    low: [[f32; 2]; 3],
    high: [[f32; 2]; 3],
    pub(super) inside: [Inside; 2],
    /// The smallest index of a node in each.
    pub(super) least: [u32; 2],
}

/// All of them, and where the nodes of the smallest boxes begin.
#[derive(Debug)]
pub(super) struct Boxes {
    /// What is in the box that holds everything.
    pub(super) whole: Inside,
    halves: Vec<Halves>,
    leaves: Vec<u32>,
}

impl Boxes {
    /// Those of a tree in which the smallest index of a node is noted.
    pub(super) fn of(tree: &BoxTree<'_>) -> Self {
        let mut leaves = Vec::new();
        let mut inside = |at: u32| match tree.content(at) {
            // The halves of a box stand side by side, and so do those of all boxes.
            Content::Halves(first, _) => Inside(first / 2),
            Content::Places(first, _) => {
                leaves.push(first);
                Inside(IS_LEAF | (leaves.len() - 1) as u32)
            }
        };
        let whole = inside(BoxTree::WHOLE);
        let halves = (0..tree.len() / 2).map(|pair| {
            let numbers = [2 * pair, 2 * pair + 1];
            let [one, other] = numbers.map(|at| tree.cell(at));
            let side = |low: bool| [0, 1, 2].map(|axis| [one.end(axis, low), other.end(axis, low)]);
            Halves {
                low: side(true),
                high: side(false),
                inside: numbers.map(&mut inside),
                least: [one.note, other.note],
            }
        });
        Self { whole, halves: halves.collect(), leaves }
    }

    /// Looks into a box.
    pub(super) fn open(&self, Inside(number): Inside) -> Opened<'_> {
        if number & IS_LEAF == 0 {
            Opened::Halves(&self.halves[number as usize])
        } else {
            Opened::Places(self.leaves[(number & !IS_LEAF) as usize])
        }
    }
}

impl Halves {
    /// Of each half, a squared distance than which no node in it is nearer to a point, which is tame. It is computed as
    /// that of a node is, step by step, so that rounding cannot make it larger.
    #[inline]
    pub(super) fn squared_distances(&self, point: [f64; 3]) -> [f64; 2] {
        let gaps = [0, 1, 2].map(|axis| {
            let before = two(|half| f64::from(self.low[axis][half]) - point[axis]);
            let after = two(|half| point[axis] - f64::from(self.high[axis][half]));
            let outside = two(|half| larger(before[half], after[half]));
            two(|half| larger(0.0, outside[half]))
        });
        two(|half| {
            let [x, y, z] = gaps.map(|gap| gap[half]);
            x * x + y * y + z * z
        })
    }
}

/// A number for each half.
#[inline]
fn two(of: impl Fn(usize) -> f64) -> [f64; 2] {
    [of(0), of(1)]
}

/// The larger number, in the way for which there is one instruction.
#[inline]
fn larger(a: f64, b: f64) -> f64 {
    if a < b { b } else { a }
}
