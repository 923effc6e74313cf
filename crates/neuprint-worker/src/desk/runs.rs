//! A skeleton's unbranched runs, for the table of them.

use neuprint::skeleton::{NO_PARENT, Skeleton, Unit, sections, segments, strahler_orders};

use super::Bulk;

/// What [`ShapeAsk::Runs`](crate::messages::ShapeAsk::Runs) is answered with. `skeleton` may lack nodes: `index` tells which of
/// `count` nodes one of it is.
pub(super) fn of(skeleton: &Skeleton, count: usize, index: impl Fn(u32) -> u32) -> Vec<Bulk> {
    let in_nanometres = skeleton.converted_to(Unit::Nanometre).ok();
    let skeleton = in_nanometres.as_ref().unwrap_or(skeleton);
    let (runs, orders) = (sections(skeleton), strahler_orders(skeleton));
    let mut run_of = vec![u32::MAX; count];
    let mut ends = Vec::with_capacity(3 * runs.len());
    // An edge is the one that leads from its child.
    let mut at_run = vec![0; skeleton.len()];
    for (run, at) in runs.iter().zip(0..) {
        let (Some(far), Some((near, inside))) = (run.first(), run.split_last()) else { continue };
        ends.extend([index(*far), index(*near), orders[*far as usize]]);
        for node in inside {
            at_run[*node as usize] = at;
            run_of[index(*node) as usize] = at;
        }
        // A root is on the first that ends there.
        if skeleton.parents()[*near as usize] == NO_PARENT {
            let of_root = &mut run_of[index(*near) as usize];
            *of_root = at.min(*of_root);
        }
    }
    let edges = segments(skeleton);
    // Length, radius times length, volume.
    let mut sums = vec![[0.0; 3]; runs.len()];
    for at in 0..edges.children.len() {
        let length = edges.lengths[at];
        let told = [length, length * edges.average_radii[at], edges.volumes[at]];
        let sum = &mut sums[at_run[edges.children[at] as usize] as usize];
        sum.iter_mut().zip(told).for_each(|(sum, told)| *sum += told);
    }
    // A run of no length has no mean along it: that of its far end is as good.
    let radius = |[length, weighted, _]: [f64; 3], far: u32| match length > 0.0 {
        true => weighted / length,
        false => f64::from(skeleton.radii()[far as usize]),
    };
    let far_ends = runs.iter().filter_map(<[u32]>::first);
    let numbers = sums.iter().zip(far_ends).flat_map(|(sum, far)| [sum[0], radius(*sum, *far), sum[2]]);
    vec![Bulk::Floats(numbers.map(|number| number as f32).collect()), Bulk::Words(ends), Bulk::Words(run_of)]
}
