//! From the layout's plane to the picture and back.

/// A place, in units of the layout or in CSS pixels.
pub(crate) type Point = [f64; 2];

/// Pixels per unit at most: a few nodes do not become balloons.
const NEAREST: f64 = 160.0;
const FARTHEST: f64 = 0.5;
/// Room around a picture that fits, in CSS pixels: names stand there.
const MARGIN: Point = [64.0, 36.0];

/// Where one looks from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Camera {
    /// The place in the middle of the picture.
    pub(crate) centre: Point,
    /// CSS pixels per unit.
    pub(crate) scale: f64,
}

impl Camera {
    /// Shows all of these places in a picture of this size.
    pub(crate) fn fit(places: &[[f32; 2]], size: Point) -> Self {
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for place in places {
            for axis in 0..2 {
                low[axis] = low[axis].min(f64::from(place[axis]));
                high[axis] = high[axis].max(f64::from(place[axis]));
            }
        }
        if places.is_empty() {
            return Self { centre: [0.0; 2], scale: 1.0 };
        }
        let room = |axis: usize| (size[axis] - 2.0 * MARGIN[axis]).max(size[axis] / 3.0);
        let scale = [0, 1].map(|axis| room(axis) / (high[axis] - low[axis]).max(1e-6));
        // One or two nodes stay small.
        let scale = scale[0].min(scale[1]).clamp(FARTHEST, 90.0);
        Self { centre: [0, 1].map(|axis| (low[axis] + high[axis]) / 2.0), scale }
    }

    /// Where a place of the plane is in the picture.
    pub(crate) fn to_screen(self, place: [f32; 2], size: Point) -> Point {
        [0, 1].map(|axis| size[axis] / 2.0 + (f64::from(place[axis]) - self.centre[axis]) * self.scale)
    }

    /// Moves the picture by so many pixels.
    pub(crate) fn pan(&mut self, by: Point) {
        for (centre, by) in self.centre.iter_mut().zip(by) {
            *centre -= by / self.scale;
        }
    }

    /// Comes nearer by a factor; what is at a place of the picture stays there.
    pub(crate) fn zoom(&mut self, factor: f64, at: Point, size: Point) {
        let scale = (self.scale * factor).clamp(FARTHEST, NEAREST);
        for axis in 0..2 {
            let offset = at[axis] - size[axis] / 2.0;
            self.centre[axis] += offset / self.scale - offset / scale;
        }
        self.scale = scale;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_within_the_picture() {
        let places = [[-10.0, -4.0], [30.0, 2.0]];
        let camera = Camera::fit(&places, [800.0, 600.0]);
        for place in places {
            let at = camera.to_screen(place, [800.0, 600.0]);
            assert!((63.9..=736.1).contains(&at[0]) && (35.9..=564.1).contains(&at[1]), "{at:?}");
        }
        assert_eq!(Camera::fit(&[], [10.0, 10.0]).scale, 1.0);
        assert_eq!(Camera::fit(&[[3.0, 4.0]], [400.0, 300.0]).to_screen([3.0, 4.0], [400.0, 300.0]), [200.0, 150.0]);
    }

    #[test]
    fn zooming_keeps_what_is_under_the_finger() {
        let size = [400.0, 300.0];
        let mut camera = Camera { centre: [1.0, 2.0], scale: 10.0 };
        let before = camera.to_screen([5.0, 5.0], size);
        camera.zoom(2.0, before, size);
        assert_eq!(camera.scale, 20.0);
        let after = camera.to_screen([5.0, 5.0], size);
        assert!((before[0] - after[0]).hypot(before[1] - after[1]) < 1e-9);
        camera.pan([7.0, -3.0]);
        let moved = camera.to_screen([5.0, 5.0], size);
        assert!((moved[0] - after[0] - 7.0).abs() < 1e-9 && (moved[1] - after[1] + 3.0).abs() < 1e-9);
    }
}
