//! Synapses on a skeleton: the nearest node of each.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, attach};
//!
//! let skeleton = Skeleton::parse(b"1 0 0 0 0 1 -1\n2 0 10 0 0 1 1\n")?;
//! let attached = attach(&skeleton, &[[1.0, 0.0, 0.0], [14.0, 3.0, 0.0]]);
//! assert_eq!(attached[1].map(|nearest| (nearest.node, nearest.distance)), Some((1, 5.0)));
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! The nodes are those on which neuprint-python's `attach_synapses_to_skeleton` hangs its new ones; where several are as
//! near, it takes any of them, and this the one with the smallest index.

use crate::nearest::{Nearest, NodeIndex, Waiting};
use crate::order;
use crate::skeleton::Skeleton;

/// So many points are fetched from where they lie before the first of them is asked about: memory brings them all at once,
/// and one at a time each would be waited for.
const FETCHED: usize = 64;

/// Per point, the nearest node; `None` if there is no node or a coordinate is not finite. Points are in the unit of the
/// skeleton's coordinates.
pub fn attach(skeleton: &Skeleton, points: &[[f64; 3]]) -> Vec<Option<Nearest>> {
    let index = NodeIndex::new(skeleton);
    let mut attached = vec![None; points.len()];
    let mut waiting = Waiting::default();
    let mut some = Vec::with_capacity(FETCHED);
    // Points that are near one another lead through the same boxes, which are then at hand.
    for places in order::by_key(along_a_curve(points)).chunks(FETCHED) {
        some.clear();
        some.extend(places.iter().map(|at| points[*at as usize]));
        for (at, point) in places.iter().zip(&some) {
            attached[*at as usize] = index.nearest_with(*point, &mut waiting);
        }
    }
    attached
}

/// Keys in whose order points that follow one another are mostly near one another: Morton's curve through 2¹⁰ places on
/// each axis.
fn along_a_curve(points: &[[f64; 3]]) -> impl Iterator<Item = u64> {
    let ends = |axis: usize| {
        let values = points.iter().map(|point| point[axis]).filter(|value| value.is_finite());
        let (low, high) =
            values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        (low, 1023.0 / (high - low))
    };
    let ends = [0, 1, 2].map(ends);
    // Between two bits there is room for those of the other axes.
    let spread = |bits: u32| {
        let bits = (bits | bits << 16) & 0x0300_00ff;
        let bits = (bits | bits << 8) & 0x0300_f00f;
        let bits = (bits | bits << 4) & 0x030c_30c3;
        (bits | bits << 2) & 0x0924_9249
    };
    points.iter().map(move |point| {
        let place = |axis: usize| {
            let (low, scale) = ends[axis];
            // What is no number becomes 0.
            u64::from(spread((((point[axis] - low) * scale) as u32).min(1023)))
        };
        place(0) | place(1) << 1 | place(2) << 2
    })
}
