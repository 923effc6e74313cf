//! Strahler's order of branches.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, strahler_orders};
//!
//! let text = b"1 0 0 0 0 1 -1\n2 0 5 0 0 1 1\n3 0 9 0 0 1 2\n4 0 9 4 0 1 3\n5 0 9 0 4 1 3\n";
//! assert_eq!(strahler_orders(&Skeleton::parse(text)?), [2, 2, 2, 1, 1]);
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! Ends have order 1; where branches meet, the highest order goes on, one higher if two or more have it (Strahler 1957).
//! As navis' `strahler_index`. The orders depend on the roots, which in neuPrint are arbitrary: reroot first, for example
//! at the soma.

use crate::skeleton::{NO_PARENT, Skeleton};
use crate::topology::parents_first;

/// Per node, its Strahler order as seen from the root of its fragment.
pub fn strahler_orders(skeleton: &Skeleton) -> Vec<u32> {
    // Per node the highest order among its children so far, until its own turn comes, and whether two have it.
    let mut orders = vec![0u32; skeleton.len()];
    let mut shared = vec![false; skeleton.len()];
    for node in parents_first(&skeleton.parents).into_iter().rev() {
        let at = node as usize;
        let order = (orders[at] + u32::from(shared[at])).max(1);
        orders[at] = order;
        let parent = skeleton.parents[at];
        if parent == NO_PARENT {
            continue;
        }
        let above = &mut orders[parent as usize];
        shared[parent as usize] = order == *above || (order < *above && shared[parent as usize]);
        *above = order.max(*above);
    }
    orders
}
