//! The shape of a skeleton in numbers: Sholl's spheres, Strahler's orders.

use neuprint::skeleton::{NO_PARENT, Skeleton, Unit, distances_to_parent, sholl, strahler_orders};

use crate::messages::{Morphology, OfOrder};

/// Spheres at most; with round steps there are at least half as many.
const SPHERES: f64 = 60.0;

/// Measures a tree from a node of it.
pub(super) fn of(skeleton: &Skeleton, root: u32) -> Morphology {
    let in_nanometres = skeleton.converted_to(Unit::Nanometre).ok();
    let skeleton = in_nanometres.as_ref().unwrap_or(skeleton);
    let at = root as usize;
    let (Some(x), Some(y), Some(z)) = (skeleton.x().get(at), skeleton.y().get(at), skeleton.z().get(at)) else {
        return Morphology::default();
    };
    let centre = [x, y, z].map(|part| f64::from(*part));
    let farthest = (0..skeleton.len()).map(|node| {
        let away = [skeleton.x()[node], skeleton.y()[node], skeleton.z()[node]];
        (0..3).map(|axis| (f64::from(away[axis]) - centre[axis]).powi(2)).sum::<f64>().sqrt()
    });
    let farthest = farthest.fold(0.0, f64::max);
    let step = round_step(farthest / SPHERES);
    let radii: Vec<f64> = (1..).map(|place| f64::from(place) * step).take_while(|radius| *radius <= farthest).collect();
    Morphology { step, crossings: sholl(skeleton, centre, &radii), orders: orders(skeleton) }
}

fn orders(skeleton: &Skeleton) -> Vec<OfOrder> {
    let of_nodes = strahler_orders(skeleton);
    let lengths = distances_to_parent(skeleton);
    let mut orders = vec![OfOrder::default(); of_nodes.iter().copied().max().unwrap_or_default() as usize];
    for (node, parent) in skeleton.parents().iter().enumerate() {
        let order = of_nodes[node];
        let Some(told) = orders.get_mut((order as usize).wrapping_sub(1)) else { continue };
        // An edge has the order of its lower end; a root has none.
        if *parent != NO_PARENT {
            told.cable += lengths[node];
            let is_first = of_nodes[*parent as usize] != order || skeleton.parents()[*parent as usize] == NO_PARENT;
            told.branches += u32::from(is_first);
        }
    }
    orders
}

/// The next number that is 1, 2 or 5 times a power of ten.
fn round_step(least: f64) -> f64 {
    if !(least > 0.0 && least.is_finite()) {
        return 1.0;
    }
    let power = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power).into_iter().find(|step| *step >= least).unwrap_or(least)
}
