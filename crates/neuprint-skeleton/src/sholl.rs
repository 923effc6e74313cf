//! How often the cable crosses spheres around a centre.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, sholl};
//!
//! let skeleton = Skeleton::parse(b"1 0 0 0 0 1 -1\n2 0 10 0 0 1 1\n3 0 20 0 0 1 2\n4 0 10 30 0 1 2\n")?;
//! assert_eq!(sholl(&skeleton, [0.0; 3], &[5.0, 15.0, 40.0]), [1, 2, 0]);
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! Sholl (1953). The centre is said by the caller, usually the soma: neuPrint's roots are arbitrary, and nothing here
//! takes one for the soma.

use crate::order;
use crate::skeleton::{NO_PARENT, Skeleton, UNSCALED};

/// Per radius, how many edges have one end within it (or on it) and the other beyond. The radii may come in any order.
pub fn sholl(skeleton: &Skeleton, centre: [f64; 3], radii: &[f64]) -> Vec<u32> {
    // NaN is never crossed; it stands last.
    let usable = radii.iter().map(|radius| if *radius >= 0.0 { radius.to_bits() } else { u64::MAX });
    let ascending = order::by_key(usable);
    let sorted: Vec<f64> = ascending.iter().map(|place| radii[*place as usize]).collect();
    let from_centre: Vec<f64> = (0..skeleton.len())
        .map(|node| {
            let at = skeleton.position(node, UNSCALED);
            let d = [at[0] - centre[0], at[1] - centre[1], at[2] - centre[2]];
            (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]).sqrt()
        })
        .collect();
    // Each edge counts for the radii from its near end to before its far end: +1 where they begin, -1 where they end.
    let mut steps = vec![0i64; radii.len() + 1];
    for (child, parent) in skeleton.parents.iter().enumerate().filter(|edge| *edge.1 != NO_PARENT) {
        let (a, b) = (from_centre[child], from_centre[*parent as usize]);
        let first_from = |distance: f64| sorted.partition_point(|radius| *radius < distance);
        steps[first_from(a.min(b))] += 1;
        steps[first_from(a.max(b))] -= 1;
    }
    let mut crossings = vec![0; radii.len()];
    let mut now = 0;
    for (step, place) in steps.iter().zip(&ascending) {
        now += step;
        crossings[*place as usize] = now as u32;
    }
    crossings
}
