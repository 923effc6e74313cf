//! An axis-parallel box that grows with what is put in.
//!
//! ```
//! use glam::DVec3;
//! use neuprint_viewer::Bounds;
//!
//! let bounds: Bounds = [DVec3::ZERO, DVec3::new(4.0, 2.0, 0.0)].into_iter().collect();
//! assert_eq!(bounds.centre(), Some(DVec3::new(2.0, 1.0, 0.0)));
//! ```

use glam::DVec3;

/// The smallest axis-parallel box around some points; may be empty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    low: DVec3,
    high: DVec3,
}

impl Bounds {
    /// The box around nothing.
    pub const EMPTY: Self = Self { low: DVec3::INFINITY, high: DVec3::NEG_INFINITY };

    /// Grows to hold `point` with everything up to `radius` around it.
    pub fn add(&mut self, point: DVec3, radius: f64) {
        self.low = self.low.min(point - radius);
        self.high = self.high.max(point + radius);
    }

    /// Grows to hold another box.
    pub fn join(&mut self, other: &Bounds) {
        self.low = self.low.min(other.low);
        self.high = self.high.max(other.high);
    }

    /// Whether nothing was put in.
    pub fn is_empty(&self) -> bool {
        !(self.low.cmple(self.high).all())
    }

    /// The box between two corners, in whatever order; `None` if a number is not finite.
    pub fn between(one: DVec3, other: DVec3) -> Option<Self> {
        (one.is_finite() && other.is_finite()).then(|| Self { low: one.min(other), high: one.max(other) })
    }

    /// The corner with the least and the one with the greatest coordinates.
    pub fn corners(&self) -> (DVec3, DVec3) {
        (self.low, self.high)
    }

    /// The middle.
    pub fn centre(&self) -> Option<DVec3> {
        (!self.is_empty()).then(|| (self.low + self.high) / 2.0)
    }

    /// Where the part of a straight line from `one` to `other` that is inside begins and ends, as shares of its length;
    /// `None` if no part is.
    pub fn cut(&self, one: DVec3, other: DVec3) -> Option<(f64, f64)> {
        let (mut from, mut to) = (0.0_f64, 1.0_f64);
        for axis in 0..3 {
            let (start, way) = (one[axis], other[axis] - one[axis]);
            let (low, high) = (self.low[axis] - start, self.high[axis] - start);
            if way == 0.0 {
                if low > 0.0 || high < 0.0 {
                    return None;
                }
            } else {
                from = from.max((low / way).min(high / way));
                to = to.min((low / way).max(high / way));
            }
        }
        (from <= to).then_some((from, to))
    }

    /// The lengths of the sides; zero if empty.
    pub fn size(&self) -> DVec3 {
        if self.is_empty() { DVec3::ZERO } else { self.high - self.low }
    }
}

impl FromIterator<DVec3> for Bounds {
    fn from_iter<I: IntoIterator<Item = DVec3>>(points: I) -> Self {
        let mut bounds = Self::EMPTY;
        points.into_iter().for_each(|point| bounds.add(point, 0.0));
        bounds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_may_come_in_any_order() {
        let (one, other) = (DVec3::new(1.0, 5.0, 3.0), DVec3::new(4.0, 2.0, 3.0));
        let expected = (DVec3::new(1.0, 2.0, 3.0), DVec3::new(4.0, 5.0, 3.0));
        assert_eq!(Bounds::between(one, other).map(|bounds| bounds.corners()), Some(expected));
        assert_eq!(Bounds::between(one, DVec3::NAN), None);
    }

    #[test]
    fn lines_are_cut_at_the_sides() {
        let bounds = Bounds::between(DVec3::ZERO, DVec3::splat(10.0)).unwrap();
        let x = |x: f64| DVec3::new(x, 5.0, 5.0);
        assert_eq!(bounds.cut(x(-10.0), x(10.0)), Some((0.5, 1.0)));
        assert_eq!(bounds.cut(x(5.0), x(15.0)), Some((0.0, 0.5)));
        assert_eq!(bounds.cut(x(2.0), x(3.0)), Some((0.0, 1.0)));
        assert_eq!(bounds.cut(x(11.0), x(12.0)), None);
        assert_eq!(bounds.cut(DVec3::new(5.0, 11.0, 5.0), DVec3::new(6.0, 11.0, 5.0)), None);
        assert_eq!(bounds.cut(x(5.0), x(5.0)), Some((0.0, 1.0)));
    }

    #[test]
    fn the_empty_box_has_no_centre_and_joins_as_nothing() {
        let mut bounds = Bounds::EMPTY;
        bounds.join(&Bounds::EMPTY);
        assert!(bounds.is_empty());
        assert_eq!((bounds.centre(), bounds.size()), (None, DVec3::ZERO));
        bounds.add(DVec3::ONE, 2.0);
        assert_eq!((bounds.centre(), bounds.size()), (Some(DVec3::ONE), DVec3::splat(4.0)));
    }
}
