//! Another node as the root of its fragment.

use crate::skeleton::{NO_PARENT, Skeleton};

/// Makes a node the root of its fragment by turning round the path from it to the old root. Other fragments stay as
/// they are. An index past the last node changes nothing.
pub fn reroot(skeleton: &Skeleton, node: u32) -> Skeleton {
    let mut turned = skeleton.clone();
    let (mut above, mut at) = (NO_PARENT, node);
    while at != NO_PARENT && (at as usize) < turned.parents.len() {
        (above, at) = (at, std::mem::replace(&mut turned.parents[at as usize], above));
    }
    turned
}
