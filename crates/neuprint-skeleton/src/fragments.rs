//! The connected pieces of a skeleton.

use crate::skeleton::NO_PARENT;

/// Which connected piece each node belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragments {
    count: u32,
    of_node: Vec<u32>,
}

impl Fragments {
    /// Numbers the pieces of a forest in the order of their roots.
    pub(crate) fn of(parents: &[u32]) -> Self {
        const UNKNOWN: u32 = u32::MAX;
        let mut of_node = vec![UNKNOWN; parents.len()];
        let mut count = 0;
        for (node, parent) in parents.iter().enumerate() {
            if *parent == NO_PARENT {
                of_node[node] = count;
                count += 1;
            }
        }
        let mut path = Vec::new();
        for start in 0..parents.len() {
            if of_node[start] != UNKNOWN {
                continue;
            }
            let mut node = start;
            // Parents form a forest, so the walk ends at a known node, at the latest at the root.
            while of_node[node] == UNKNOWN {
                path.push(node);
                node = parents[node] as usize;
            }
            for passed in path.drain(..) {
                of_node[passed] = of_node[node];
            }
        }
        Self { count, of_node }
    }

    /// How many pieces there are: as many as roots.
    pub fn count(&self) -> usize {
        self.count as usize
    }

    /// How many nodes each piece has.
    pub fn sizes(&self) -> Vec<u32> {
        let mut sizes = vec![0; self.count()];
        for fragment in &self.of_node {
            sizes[*fragment as usize] += 1;
        }
        sizes
    }

    /// Per node, the number of its piece, `0..count`.
    pub fn of_node(&self) -> &[u32] {
        &self.of_node
    }
}
