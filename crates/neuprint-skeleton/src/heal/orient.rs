//! Healed trees seen from their roots.

use super::{Bridge, Gap};
use crate::fragments::Fragments;
use crate::order;
use crate::skeleton::NO_PARENT;

/// Closes gaps in `parents` and gives the bridges. Only the paths from a fragment's new root to its old one are turned
/// round. A gap that is not to be closed, of which `closes` says so by its place, is left open after that: what was to hang
/// there is a root.
pub(super) fn orient(
    parents: &mut [u32],
    fragments: &Fragments,
    gaps: &[Gap],
    closes: &mut dyn FnMut(usize) -> bool,
    root: Option<u32>,
) -> Vec<Bridge> {
    let of_node = fragments.of_node();
    let ends = || {
        gaps.iter().zip(0u32..).flat_map(|(gap, at)| [(of_node[gap.from as usize], at), (of_node[gap.to as usize], at)])
    };
    // Compressed rows: the gaps of all fragments side by side.
    let mut starts = vec![0u32; fragments.count() + 1];
    for (fragment, _) in ends() {
        starts[fragment as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut around = vec![0u32; 2 * gaps.len()];
    for (fragment, at) in ends() {
        around[next[fragment as usize] as usize] = at;
        next[fragment as usize] += 1;
    }
    let gaps_of = |fragment: u32| starts[fragment as usize] as usize..starts[fragment as usize + 1] as usize;
    let is_joined = |node: u32| !gaps_of(of_node[node as usize]).is_empty();

    if let Some(root) = root {
        turn(parents, root, NO_PARENT);
    }
    let first = match root.filter(|root| is_joined(*root)) {
        Some(root) => Some(root),
        None => {
            let first = (0..parents.len() as u32).find(|node| is_joined(*node));
            if let Some(first) = first {
                turn(parents, first, NO_PARENT);
            }
            first
        }
    };

    let mut bridges = Vec::with_capacity(gaps.len());
    // Fragments to leave from, each with the gap by which it was entered.
    let mut reached: Vec<(u32, u32)> = first.map(|node| (of_node[node as usize], u32::MAX)).into_iter().collect();
    while let Some((fragment, entrance)) = reached.pop() {
        for at in around[gaps_of(fragment)].iter().filter(|at| **at != entrance) {
            let Gap { from, to, length } = gaps[*at as usize];
            let (parent, child) = if of_node[from as usize] == fragment { (from, to) } else { (to, from) };
            if closes(*at as usize) {
                turn(parents, child, parent);
                bridges.push(Bridge { child, parent, length });
            } else {
                turn(parents, child, NO_PARENT);
            }
            reached.push((of_node[child as usize], *at));
        }
    }
    let sorted = |bridges: Vec<Bridge>, key: fn(&Bridge) -> u64| -> Vec<Bridge> {
        order::by_key(bridges.iter().map(key)).into_iter().map(|place| bridges[place as usize]).collect()
    };
    let by_child = sorted(bridges, |bridge| u64::from(bridge.child));
    sorted(by_child, |bridge| order::longest_first(bridge.length))
}

/// Makes a node the root of its fragment and hangs it on another.
fn turn(parents: &mut [u32], node: u32, parent: u32) {
    let (mut above, mut at) = (parent, node);
    while at != NO_PARENT {
        (above, at) = (at, std::mem::replace(&mut parents[at as usize], above));
    }
}
