//! Components side by side, in rows like words on a page.

use super::Point;

/// The free space around a component.
const MARGIN: f64 = 1.5;
/// The width of the whole over its height.
const ASPECT: f64 = 1.5;

/// Moves the components, which are each around the origin, so that none overlap and all are around the origin.
pub(super) fn side_by_side(parts: &mut [Vec<Point>]) {
    let boxes: Vec<[Point; 2]> = parts.iter().map(|places| bounds(places)).collect();
    let size = |at: usize| [0, 1].map(|axis| boxes[at][1][axis] - boxes[at][0][axis] + 2.0 * MARGIN);
    let area: f64 = (0..parts.len()).map(|at| size(at)[0] * size(at)[1]).sum();
    let widest = (0..parts.len()).map(|at| size(at)[0]).fold(0.0, f64::max);
    let width = (area * ASPECT).sqrt().max(widest) * 1.05;
    // The highest first: rows are then filled well.
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|a, b| size(*b)[1].total_cmp(&size(*a)[1]).then(a.cmp(b)));
    let (mut x, mut y, mut height) = (0.0, 0.0, 0.0_f64);
    for at in order {
        let [wide, high] = size(at);
        if x > 0.0 && x + wide > width {
            (x, y, height) = (0.0, y + height, 0.0);
        }
        let to = [x + MARGIN - boxes[at][0][0], y + MARGIN - boxes[at][0][1]];
        parts[at].iter_mut().for_each(|place| *place = [place[0] + to[0], place[1] + to[1]]);
        x += wide;
        height = height.max(high);
    }
    let all: Vec<Point> = parts.iter().flatten().copied().collect();
    let [low, high] = bounds(&all);
    let centre = [0, 1].map(|axis| (low[axis] + high[axis]) / 2.0);
    parts.iter_mut().flatten().for_each(|place| *place = [place[0] - centre[0], place[1] - centre[1]]);
}

fn bounds(places: &[Point]) -> [Point; 2] {
    let Some(first) = places.first() else { return [[0.0; 2]; 2] };
    places.iter().fold([*first; 2], |[low, high], place| {
        [[0, 1].map(|axis| low[axis].min(place[axis])), [0, 1].map(|axis| high[axis].max(place[axis]))]
    })
}
