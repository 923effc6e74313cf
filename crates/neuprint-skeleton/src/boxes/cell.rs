//! A single box.

/// Coordinates up to this can be subtracted, and their difference doubled, without leaving what a float32 holds.
const TAME: f32 = f32::MAX / 8.0;

/// A point to be compared with boxes. What is beyond [`TAME`] is taken to be there, as in the boxes.
pub(crate) fn tame(point: [f64; 3]) -> [f64; 3] {
    point.map(|value| value.clamp(-f64::from(TAME), f64::from(TAME)))
}

/// A box of a tree.
#[derive(Debug)]
pub(crate) struct Cell {
    pub(super) bounds: Bounds,
    /// Which pair of boxes or which leaf is in it.
    pub(super) content: u32,
    /// What a search notes about it.
    pub(crate) note: u32,
}

impl Cell {
    /// Where its nodes are. What is beyond [`TAME`] is taken to be there, by which no distance becomes larger.
    pub(super) fn fit(&mut self, bounds: Bounds) {
        let tame = |value: f32| value.clamp(-TAME, TAME);
        self.bounds = Bounds { low: bounds.low.map(tame), high: bounds.high.map(tame) };
    }

    /// A box of which is not yet known where it is.
    pub(super) fn with(content: u32) -> Self {
        Self { bounds: Bounds::EMPTY, content, note: 0 }
    }

    /// The squared distance of the nearest places that a node here and a node there can have. It is computed as that of
    /// two nodes is, step by step, so that rounding cannot make it larger.
    pub(crate) fn squared_distance(&self, other: &Self, scale: [f64; 3]) -> f64 {
        let (own, other) = (&self.bounds, &other.bounds);
        let gap = |axis: usize| {
            let before = f64::from(own.low[axis]) - f64::from(other.high[axis]);
            let after = f64::from(other.low[axis]) - f64::from(own.high[axis]);
            positive(before, after) * scale[axis]
        };
        let (x, y, z) = (gap(0), gap(1), gap(2));
        x * x + y * y + z * z
    }

    /// Nearly the same, but never more, in less time. It is a number in any case.
    pub(crate) fn roughly_squared_distance(&self, other: &Self, scale: [f64; 3]) -> f32 {
        let (own, other) = (&self.bounds, &other.bounds);
        let gap = |axis: usize| {
            let (before, after) = (own.low[axis] - other.high[axis], other.low[axis] - own.high[axis]);
            // As `positive`.
            f64::from(0.5 * ((before + before.abs()) + (after + after.abs()))) * scale[axis]
        };
        let (x, y, z) = (gap(0), gap(1), gap(2));
        // The differences and the sum are rounded to float32, by up to 2⁻²⁴ of their value.
        let squared = ((x * x + y * y + z * z) * (1.0 - 1.0 / f64::from(1 << 21))) as f32;
        if squared < f32::MAX { squared } else { f32::MAX }
    }

    /// Where it begins along an axis, or where it ends.
    pub(crate) fn end(&self, axis: usize, low: bool) -> f32 {
        if low { self.bounds.low[axis] } else { self.bounds.high[axis] }
    }

    /// The sum of its sides.
    pub(crate) fn extent(&self, scale: [f64; 3]) -> f64 {
        let side = |axis: usize| (f64::from(self.bounds.high[axis]) - f64::from(self.bounds.low[axis])) * scale[axis];
        side(0) + side(1) + side(2)
    }
}

/// The one of two numbers that is positive, or zero. V8 computes absolute values without a branch, a maximum with one.
fn positive(a: f64, b: f64) -> f64 {
    0.5 * ((a + a.abs()) + (b + b.abs()))
}

/// What a box holds reaches from one corner to the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) low: [f32; 3],
    pub(super) high: [f32; 3],
}

impl Bounds {
    pub(super) const EMPTY: Self = Self { low: [f32::INFINITY; 3], high: [f32::NEG_INFINITY; 3] };

    pub(super) fn with(mut self, point: [f32; 3]) -> Self {
        for ((low, high), value) in self.low.iter_mut().zip(&mut self.high).zip(point) {
            (*low, *high) = (smaller(*low, value), larger(*high, value));
        }
        self
    }

    pub(super) fn centre(&self) -> [f32; 3] {
        // Halved before they are added: their sum may be beyond what a float holds.
        [0, 1, 2].map(|axis| self.low[axis] / 2.0 + self.high[axis] / 2.0)
    }

    pub(super) fn longest_axis(&self) -> usize {
        let side = |axis: usize| f64::from(self.high[axis]) - f64::from(self.low[axis]);
        (1..3).fold(0, |longest, axis| if side(axis) > side(longest) { axis } else { longest })
    }

    /// What is below a value and what is above.
    pub(super) fn cut(self, axis: usize, value: f32) -> (Self, Self) {
        let (mut lower, mut upper) = (self, self);
        lower.high[axis] = value;
        upper.low[axis] = value;
        (lower, upper)
    }
}

/// The smaller number. `f32::min` minds what is no number, for which WebAssembly has to call a function.
fn smaller(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

/// The larger number, of which the same is true.
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}
