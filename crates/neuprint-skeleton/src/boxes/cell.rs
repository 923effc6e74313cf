//! A single box.

/// A box of a tree. Two of them, which are halves of one, share a line of the processor's cache.
#[derive(Debug)]
#[repr(align(32))]
pub(crate) struct Cell {
    pub(super) bounds: Bounds,
    /// Which pair of boxes or which leaf is in it.
    pub(super) content: u32,
    /// What a search notes about it.
    pub(crate) note: u32,
}

impl Cell {
    /// A box of which is not yet known where it is.
    pub(super) fn with(content: u32) -> Self {
        Self { bounds: Bounds::EMPTY, content, note: 0 }
    }

    /// A squared distance than which no node here and node there are nearer. It is computed as that of two nodes is, step
    /// by step, so that rounding cannot make it larger.
    pub(crate) fn squared_distance(&self, other: &Self, scale: [f64; 3]) -> f64 {
        let (own, other) = (&self.bounds, &other.bounds);
        let gap = |axis: usize| {
            let after = f64::from(own.low[axis]) - f64::from(other.high[axis]);
            let before = f64::from(other.low[axis]) - f64::from(own.high[axis]);
            after.max(before).max(0.0) * scale[axis]
        };
        let (x, y, z) = (gap(0), gap(1), gap(2));
        x * x + y * y + z * z
    }

    /// The sum of its sides.
    pub(crate) fn extent(&self, scale: [f64; 3]) -> f64 {
        let side = |axis: usize| (f64::from(self.bounds.high[axis]) - f64::from(self.bounds.low[axis])) * scale[axis];
        side(0) + side(1) + side(2)
    }
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
        for axis in 0..3 {
            self.low[axis] = self.low[axis].min(point[axis]);
            self.high[axis] = self.high[axis].max(point[axis]);
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
