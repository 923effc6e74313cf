//! Where nodes begin: classical scaling of their distances to a few pivots.

use std::collections::VecDeque;
use std::f64::consts::TAU;

use super::Point;
use super::components::Component;

/// Nodes to which distances are measured.
const PIVOTS: usize = 40;
/// Rounds of the power iteration: the picture is improved afterwards anyhow.
const ROUNDS: usize = 60;
/// The turn from one node to the next by which nodes that are alike come apart: no two get the same direction.
const GOLDEN_TURN: f64 = 0.381_966_011_250_105;

/// A place for each node, no two of them the same.
pub(super) fn places(component: &Component) -> Vec<Point> {
    let count = component.nodes.len();
    if count < 3 {
        return (0..count).map(|node| [node as f64, 0.0]).collect();
    }
    let columns = centred(&distances(component), count);
    let axes = axes(&columns);
    let mut places: Vec<Point> = (0..count)
        .map(|node| {
            axes.each_ref().map(|axis| columns.iter().zip(axis).map(|(column, part)| column[node] * part).sum())
        })
        .collect();
    let size = places.iter().flatten().map(|value| value * value).sum::<f64>() / count as f64;
    let scale = if size > 0.0 { (count as f64).sqrt() / size.sqrt() } else { 1.0 };
    for (node, place) in places.iter_mut().enumerate() {
        let turn = TAU * (node as f64 * GOLDEN_TURN).fract();
        *place = [place[0] * scale + 0.3 * turn.cos(), place[1] * scale + 0.3 * turn.sin()];
    }
    places
}

/// The distances of all nodes to each pivot, in links. The first pivot is the node with the most neighbours, each
/// further one is as far from the others as can be.
fn distances(component: &Component) -> Vec<Vec<f64>> {
    let count = component.nodes.len();
    let neighbours = component.neighbours();
    let mut nearest = vec![f64::INFINITY; count];
    let mut pivot = first_largest(neighbours.iter().map(|of| of.len() as f64));
    let mut all = Vec::new();
    while all.len() < PIVOTS.min(count) {
        let mut from = vec![f64::NAN; count];
        from[pivot] = 0.0;
        let mut queue = VecDeque::from([pivot]);
        while let Some(node) = queue.pop_front() {
            for next in neighbours[node].iter().map(|next| *next as usize) {
                if from[next].is_nan() {
                    from[next] = from[node] + 1.0;
                    queue.push_back(next);
                }
            }
        }
        nearest.iter_mut().zip(&from).for_each(|(nearest, from)| *nearest = nearest.min(*from));
        all.push(from);
        pivot = first_largest(nearest.iter().copied());
    }
    all
}

fn first_largest(values: impl Iterator<Item = f64>) -> usize {
    let start = (0, f64::NEG_INFINITY);
    values.enumerate().fold(start, |best, next| if next.1 > best.1 { next } else { best }).0
}

/// Squared distances, without the means of rows and columns.
fn centred(distances: &[Vec<f64>], count: usize) -> Vec<Vec<f64>> {
    let pivots = distances.len() as f64;
    let square = |value: f64| value * value;
    let of_node: Vec<f64> =
        (0..count).map(|node| distances.iter().map(|from| square(from[node])).sum::<f64>() / pivots).collect();
    let of_all = of_node.iter().sum::<f64>() / count as f64;
    distances
        .iter()
        .map(|from| {
            let mean = from.iter().map(|value| square(*value)).sum::<f64>() / count as f64;
            from.iter()
                .zip(&of_node)
                .map(|(value, of_node)| -0.5 * (square(*value) - mean - of_node + of_all))
                .collect()
        })
        .collect()
}

/// The two directions in which the columns spread the most: eigenvectors of their products, by power iteration.
fn axes(columns: &[Vec<f64>]) -> [Vec<f64>; 2] {
    let count = columns.len();
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let products: Vec<Vec<f64>> = columns.iter().map(|a| columns.iter().map(|b| dot(a, b)).collect()).collect();
    // Begun with numbers that no symmetry has.
    let begin =
        |at: usize| -> Vec<f64> { (0..count).map(|place| 1.0 / (1.0 + ((place * 7 + at * 3) % 11) as f64)).collect() };
    let mut axes = [begin(0), begin(1)];
    for at in 0..2 {
        let (known, rest) = axes.split_at_mut(at);
        let axis = &mut rest[0];
        for _ in 0..ROUNDS {
            let mut next: Vec<f64> = products.iter().map(|row| dot(row, axis)).collect();
            for known in known.iter() {
                let along = dot(&next, known);
                next.iter_mut().zip(known).for_each(|(value, part)| *value -= along * part);
            }
            let length = dot(&next, &next).sqrt();
            // Nothing spreads in this direction: the nodes stay on a line until they are moved.
            if length < 1e-9 {
                axis.fill(0.0);
                break;
            }
            next.iter_mut().for_each(|value| *value /= length);
            *axis = next;
        }
    }
    axes
}
