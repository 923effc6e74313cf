//! Depth first, parents before children.

use crate::skeleton::NO_PARENT;

/// All nodes in depth-first preorder: roots, and the children of each node, in ascending order.
pub(super) fn preorder(parents: &[u32]) -> Vec<u32> {
    // Children as linked lists. Gone through backwards, the lists are ascending.
    let (mut first_child, mut next_sibling) = (vec![NO_PARENT; parents.len()], vec![NO_PARENT; parents.len()]);
    for (node, parent) in parents.iter().enumerate().rev() {
        if let Some(first) = first_child.get_mut(*parent as usize) {
            next_sibling[node] = std::mem::replace(first, node as u32);
        }
    }
    let mut order = Vec::with_capacity(parents.len());
    for root in (0..parents.len() as u32).filter(|node| parents[*node as usize] == NO_PARENT) {
        let mut node = root;
        loop {
            order.push(node);
            node = match first_child[node as usize] {
                NO_PARENT => match next_branch(node, parents, &next_sibling) {
                    Some(next) => next,
                    None => break,
                },
                child => child,
            };
        }
    }
    order
}

/// The next sibling of a node, or of the nearest of its ancestors that has one.
fn next_branch(mut node: u32, parents: &[u32], next_sibling: &[u32]) -> Option<u32> {
    while node != NO_PARENT {
        match next_sibling[node as usize] {
            NO_PARENT => node = parents[node as usize],
            sibling => return Some(sibling),
        }
    }
    None
}
