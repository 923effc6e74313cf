//! The size of a component's picture, and nodes that stand on each other moved apart.

use std::collections::HashMap;

use super::Point;
use super::components::Component;

/// The mean distance from the centre, over the root of the count: room for names between nodes.
const ROOM: f64 = 0.95;
/// The least median length of a link.
const LINK: f64 = 2.2;
/// Rounds of moving apart.
const ROUNDS: usize = 40;

/// The places around the centre, so large that nodes are a unit apart.
pub(super) fn sized(component: &Component, places: &[Point]) -> Vec<Point> {
    let count = places.len() as f64;
    let centre = [0, 1].map(|axis| places.iter().map(|place| place[axis]).sum::<f64>() / count);
    let mut sized: Vec<Point> = places.iter().map(|place| [place[0] - centre[0], place[1] - centre[1]]).collect();
    let spread = (sized.iter().flatten().map(|value| value * value).sum::<f64>() / count).sqrt();
    let mut lengths: Vec<f64> = component
        .links
        .iter()
        .map(|(a, b, _)| {
            let [a, b] = [a, b].map(|at| sized[*at as usize]);
            (a[0] - b[0]).hypot(a[1] - b[1])
        })
        .collect();
    lengths.sort_by(f64::total_cmp);
    let median = lengths.get(lengths.len() / 2).copied().unwrap_or(0.0);
    let larger = |wanted: f64, is: f64| if is > 0.0 { wanted / is } else { 0.0 };
    let scale = larger(ROOM * count.sqrt(), spread).max(larger(LINK, median));
    sized.iter_mut().flatten().for_each(|value| *value *= scale);
    apart(&mut sized);
    sized
}

/// Moves nodes that are closer than a unit away from each other.
fn apart(places: &mut [Point]) {
    for _ in 0..ROUNDS {
        let square = |place: &Point| (place[0].floor() as i64, place[1].floor() as i64);
        let mut squares: HashMap<(i64, i64), Vec<u32>> = HashMap::new();
        for (at, place) in places.iter().enumerate() {
            squares.entry(square(place)).or_default().push(at as u32);
        }
        let mut moves = vec![[0.0; 2]; places.len()];
        let mut closest = 1.0_f64;
        for (at, place) in places.iter().enumerate() {
            let (x, y) = square(place);
            // In the order of places, whatever the order in the map is.
            for near in (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (x + dx, y + dy))) {
                for other in squares.get(&near).into_iter().flatten().map(|other| *other as usize) {
                    if other == at {
                        continue;
                    }
                    let away = [place[0] - places[other][0], place[1] - places[other][1]];
                    let distance = away[0].hypot(away[1]);
                    if distance >= 1.0 {
                        continue;
                    }
                    closest = closest.min(distance);
                    // Of two at one place the later one goes down.
                    let direction = if distance > 1e-9 {
                        away.map(|value| value / distance)
                    } else if at > other {
                        [0.0, 1.0]
                    } else {
                        [0.0, -1.0]
                    };
                    for axis in 0..2 {
                        moves[at][axis] += 0.55 * (1.0 - distance) * direction[axis];
                    }
                }
            }
        }
        if closest > 0.9 {
            return;
        }
        for (place, by) in places.iter_mut().zip(moves) {
            for axis in 0..2 {
                place[axis] += by[axis];
            }
        }
    }
}
