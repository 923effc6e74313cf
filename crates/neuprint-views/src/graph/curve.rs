//! The line of a connection: bent to its left, so that the way there and the way back do not cover each other.

use super::camera::Point;

/// How far the middle is from the straight line, over its length.
const BEND: f64 = 0.14;

/// A line from one node to another, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Curve {
    /// Where it begins, at the rim of its source.
    pub(crate) from: Point,
    /// Its two control points (of a cubic Bézier curve).
    pub(crate) controls: [Point; 2],
    /// Where the line ends, below the arrowhead.
    pub(crate) to: Point,
    /// The arrowhead: its tip, at the rim of the target, and its other corners.
    pub(crate) head: [Point; 3],
}

impl Curve {
    /// From one circle to another; `None` if they overlap so far that nothing is between them.
    pub(crate) fn between(from: (Point, f64), to: (Point, f64), width: f64) -> Option<Self> {
        let ((a, radius_a), (b, radius_b)) = (from, to);
        let line = minus(b, a);
        let length = line[0].hypot(line[1]);
        let head = head_length(width);
        if length < radius_a + radius_b + head {
            return None;
        }
        let along = [line[0] / length, line[1] / length];
        let bend = length * BEND;
        let middle = [(a[0] + b[0]) / 2.0 + along[1] * bend * 2.0, (a[1] + b[1]) / 2.0 - along[0] * bend * 2.0];
        let leave = unit(minus(middle, a));
        let arrive = unit(minus(b, middle));
        let start = plus(a, leave, radius_a);
        let tip = plus(b, arrive, -radius_b - 1.5);
        let end = plus(tip, arrive, -head);
        // A quadratic curve as a cubic one.
        let control =
            |end: Point| [end[0] + (middle[0] - end[0]) * 2.0 / 3.0, end[1] + (middle[1] - end[1]) * 2.0 / 3.0];
        Some(Self { from: start, controls: [control(start), control(end)], to: end, head: head_of(tip, arrive, width) })
    }

    /// From a circle to itself: a loop over it.
    pub(crate) fn itself(at: Point, radius: f64, width: f64) -> Self {
        let rise = radius * 2.2 + 14.0;
        let start = [at[0] - radius * 0.6, at[1] - radius * 0.8];
        let tip = [at[0] + radius * 0.65, at[1] - radius * 0.85];
        let arrive = unit([-0.45, 1.0]);
        let end = plus(tip, arrive, -head_length(width));
        let controls = [[at[0] - rise * 0.7, at[1] - radius - rise], [at[0] + rise * 0.8, at[1] - radius - rise]];
        Self { from: start, controls, to: end, head: head_of(tip, arrive, width) }
    }

    /// The place at a part of the way, from 0 to 1.
    pub(crate) fn at(&self, part: f64) -> Point {
        let rest = 1.0 - part;
        let weights = [rest * rest * rest, 3.0 * rest * rest * part, 3.0 * rest * part * part, part * part * part];
        let points = [self.from, self.controls[0], self.controls[1], self.to];
        [0, 1].map(|axis| points.iter().zip(weights).map(|(point, weight)| point[axis] * weight).sum())
    }

    /// How far a place is from it, if that is less than `most`.
    pub(crate) fn distance(&self, place: Point, most: f64) -> Option<f64> {
        let points = [self.from, self.controls[0], self.controls[1], self.to];
        // The curve is within the box of its points: most are far away.
        let is_near = |axis: usize| {
            let low = points.iter().map(|point| point[axis]).fold(f64::INFINITY, f64::min);
            let high = points.iter().map(|point| point[axis]).fold(f64::NEG_INFINITY, f64::max);
            (low - most..=high + most).contains(&place[axis])
        };
        if !is_near(0) || !is_near(1) {
            return None;
        }
        let steps = 16;
        let points: Vec<Point> = (0..=steps).map(|step| self.at(f64::from(step) / f64::from(steps))).collect();
        let distances = points.windows(2).map(|pair| to_segment(place, pair[0], pair[1]));
        Some(distances.fold(f64::INFINITY, f64::min)).filter(|distance| *distance < most)
    }
}

fn head_length(width: f64) -> f64 {
    5.0 + width * 1.3
}

fn head_of(tip: Point, arrive: Point, width: f64) -> [Point; 3] {
    let (long, wide) = (head_length(width), 2.6 + width * 0.8);
    let back = plus(tip, arrive, -long);
    let across = [-arrive[1], arrive[0]];
    [tip, plus(back, across, wide), plus(back, across, -wide)]
}

fn to_segment(place: Point, a: Point, b: Point) -> f64 {
    let (line, from_a) = (minus(b, a), minus(place, a));
    let square = line[0] * line[0] + line[1] * line[1];
    let part = if square > 0.0 { ((from_a[0] * line[0] + from_a[1] * line[1]) / square).clamp(0.0, 1.0) } else { 0.0 };
    (from_a[0] - line[0] * part).hypot(from_a[1] - line[1] * part)
}

fn minus(a: Point, b: Point) -> Point {
    [a[0] - b[0], a[1] - b[1]]
}

fn plus(a: Point, direction: Point, by: f64) -> Point {
    [a[0] + direction[0] * by, a[1] + direction[1] * by]
}

fn unit(a: Point) -> Point {
    let length = a[0].hypot(a[1]).max(1e-9);
    [a[0] / length, a[1] / length]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_leaves_one_rim_and_points_at_the_other() {
        let curve = Curve::between(([0.0, 0.0], 10.0), ([200.0, 0.0], 20.0), 2.0).expect("there is room");
        assert!((curve.from[0].hypot(curve.from[1]) - 10.0).abs() < 1e-9);
        let tip = curve.head[0];
        assert!(((tip[0] - 200.0).hypot(tip[1]) - 21.5).abs() < 1e-9, "{tip:?}");
        // The way back is on the other side.
        let back = Curve::between(([200.0, 0.0], 20.0), ([0.0, 0.0], 10.0), 2.0).expect("there is room");
        assert!(curve.at(0.5)[1] * back.at(0.5)[1] < 0.0);
        assert!(curve.distance(curve.at(0.37), 5.0).is_some_and(|distance| distance < 1.0));
        assert_eq!([curve.distance([100.0, 60.0], 5.0), curve.distance([100.0, 1.0], 5.0)], [None; 2]);
        assert_eq!(Curve::between(([0.0, 0.0], 10.0), ([20.0, 0.0], 9.0), 2.0), None);
    }

    #[test]
    fn a_loop_is_over_its_node() {
        let curve = Curve::itself([50.0, 50.0], 8.0, 1.0);
        assert!(curve.at(0.5)[1] < 50.0 - 8.0);
        assert!((curve.head[0][0] - 50.0).hypot(curve.head[0][1] - 50.0) < 10.0);
    }
}
