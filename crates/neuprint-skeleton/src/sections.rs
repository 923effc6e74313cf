//! The unbranched runs of a skeleton.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, sections};
//!
//! let text = b"1 0 0 0 0 1 -1\n2 0 5 0 0 1 1\n3 0 9 0 0 1 2\n4 0 9 4 0 1 3\n5 0 9 0 4 1 3\n";
//! let skeleton = Skeleton::parse(text)?;
//! let runs = sections(&skeleton);
//! assert_eq!(runs.iter().collect::<Vec<_>>(), [&[2, 1, 0][..], &[3, 2], &[4, 2]]);
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! navis calls them `small_segments`, MorphIO and NeuroM sections.

use crate::skeleton::{NO_PARENT, Skeleton, UNSCALED};
use crate::topology::child_counts;

/// Unbranched runs of nodes, each from its far end towards the root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sections {
    nodes: Vec<u32>,
    /// Where each run ends in `nodes`.
    ends: Vec<u32>,
}

impl Sections {
    /// These runs.
    pub(crate) fn of<'r>(runs: impl Iterator<Item = &'r [u32]>) -> Self {
        let mut found = Self::default();
        for run in runs {
            found.nodes.extend_from_slice(run);
            found.ends.push(found.nodes.len() as u32);
        }
        found
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none: no node has a parent.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The runs: node indices from an end or branch to the next branch or root, both included. At least two nodes each,
    /// in the order of their far ends.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| &self.nodes[*start as usize..*end as usize])
    }

    /// The nodes of all runs, one run after another.
    pub fn nodes(&self) -> &[u32] {
        &self.nodes
    }

    /// Where each run ends in [`Sections::nodes`].
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }
}

/// The unbranched runs of a skeleton. Every edge is in exactly one of them.
pub fn sections(skeleton: &Skeleton) -> Sections {
    sections_of(skeleton, &child_counts(skeleton))
}

/// The same for who knows how many children each node has.
pub(crate) fn sections_of(skeleton: &Skeleton, children: &[u32]) -> Sections {
    let mut found = Sections { nodes: Vec::with_capacity(skeleton.len()), ends: Vec::new() };
    for start in 0..skeleton.len() {
        if children[start] == 1 || skeleton.parents[start] == NO_PARENT {
            continue;
        }
        found.nodes.push(start as u32);
        let mut node = start;
        while skeleton.parents[node] != NO_PARENT && (node == start || children[node] == 1) {
            node = skeleton.parents[node] as usize;
            found.nodes.push(node as u32);
        }
        // There are fewer runs than nodes, and each node is at most once inside of a run: 2 n, which may exceed 32 bits
        // only for more nodes than memory holds.
        found.ends.push(found.nodes.len() as u32);
    }
    found
}

/// How long a run of nodes is.
pub(crate) fn run_length(skeleton: &Skeleton, run: &[u32]) -> f64 {
    run.windows(2).map(|edge| skeleton.distance(edge[0] as usize, edge[1] as usize, UNSCALED)).sum()
}
