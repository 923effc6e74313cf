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

use crate::sections::{Sections, run_length, sections_of};
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

/// The twigs that are at most this long: runs from an end to the next node with several children, both included. A fragment
/// without branches has no twigs.
///
/// ```
/// # use neuprint_skeleton::{Skeleton, short_twigs};
/// let skeleton = Skeleton::parse(b"1 0 0 0 0 1 -1\n2 0 50 0 0 1 1\n3 0 50 2 0 1 2\n4 0 50 0 30 1 2\n")?;
/// assert_eq!(short_twigs(&skeleton, 10.0).iter().collect::<Vec<_>>(), [&[2, 1]]);
/// # Ok::<(), neuprint_skeleton::ParseError>(())
/// ```
pub fn short_twigs(skeleton: &Skeleton, length: f64) -> Sections {
    let children = child_counts(skeleton);
    let runs = sections_of(skeleton, &children);
    let is_short = |run: &&[u32]| {
        let ends = run.first().zip(run.last());
        let is_twig = ends.is_some_and(|(end, stays)| children[*end as usize] == 0 && children[*stays as usize] > 1);
        is_twig && run_length(skeleton, run) <= length
    };
    Sections::of(runs.iter().filter(is_short))
}

/// The skeleton without its [`short_twigs`]; the nodes that they stand on stay. A branch all of whose twigs go is an end
/// afterwards and is not looked at again. As navis' `prune_twigs`.
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
    let twigs = short_twigs(skeleton, length);
    let mut gone = vec![false; skeleton.len()];
    for (_, twig) in twigs.iter().filter_map(<[u32]>::split_last) {
        twig.iter().for_each(|node| gone[*node as usize] = true);
    }
    (!twigs.is_empty()).then(|| retain(skeleton, |node| !gone[node as usize]))
}
