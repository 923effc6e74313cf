//! Taking nodes away.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, prune_strahler, prune_twigs, retain};
//!
//! // A trunk with a twig of 2 and one of 30.
//! let text = b"1 0 0 0 0 1 -1\n2 0 50 0 0 1 1\n3 0 50 2 0 1 2\n4 0 50 0 30 1 2\n";
//! let skeleton = Skeleton::parse(text)?;
//! assert_eq!(prune_twigs(&skeleton, 10.0).ids(), [1, 2, 4]);
//! assert_eq!(prune_strahler(&skeleton, &[1]).ids(), [1, 2]);
//! assert_eq!(retain(&skeleton, |node| skeleton.z()[node as usize] < 10.0).ids(), [1, 2, 3]);
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! A node whose parent is taken away becomes a root. Names and results are those of navis.

use crate::sections::{run_length, sections_of};
use crate::skeleton::Skeleton;
use crate::strahler::strahler_orders;
use crate::topology::child_counts;

/// The nodes for which `keep` says so, by their index.
pub fn retain(skeleton: &Skeleton, mut keep: impl FnMut(u32) -> bool) -> Skeleton {
    let kept: Vec<u32> = (0..skeleton.len() as u32).filter(|node| keep(*node)).collect();
    skeleton.picked(&kept)
}

/// The skeleton without its nodes of these Strahler orders, which depend on its roots. As navis' `prune_by_strahler`.
pub fn prune_strahler(skeleton: &Skeleton, orders: &[u32]) -> Skeleton {
    let of_nodes = strahler_orders(skeleton);
    retain(skeleton, |node| !orders.contains(&of_nodes[node as usize]))
}

/// The skeleton without the twigs that are at most this long: runs from an end to the next node with several children,
/// which stays. A branch all of whose twigs go is an end afterwards and is not looked at again. A fragment without branches
/// has no twigs. As navis' `prune_twigs`.
pub fn prune_twigs(skeleton: &Skeleton, length: f64) -> Skeleton {
    prune_once(skeleton, length).unwrap_or_else(|| skeleton.clone())
}

/// The same over again until no twig is left that is so short: as navis' with `recursive=True`.
pub fn prune_twigs_recursively(skeleton: &Skeleton, length: f64) -> Skeleton {
    let mut pruned = skeleton.clone();
    // An end that a round makes stood on two that it took away, so the rounds are at most log2(n).
    while let Some(next) = prune_once(&pruned, length) {
        pruned = next;
    }
    pruned
}

/// `None` if there is nothing to prune.
fn prune_once(skeleton: &Skeleton, length: f64) -> Option<Skeleton> {
    let children = child_counts(skeleton);
    let mut gone = vec![false; skeleton.len()];
    let mut any = false;
    for run in sections_of(skeleton, &children).iter() {
        let (Some(end), Some((stays, twig))) = (run.first(), run.split_last()) else { continue };
        let is_twig = children[*end as usize] == 0 && children[*stays as usize] > 1;
        if is_twig && run_length(skeleton, run) <= length {
            any = true;
            twig.iter().for_each(|node| gone[*node as usize] = true);
        }
    }
    any.then(|| retain(skeleton, |node| !gone[node as usize]))
}
