//! The nodes that have a label, to be asked about many nodes.

use crate::value::NodeId;

/// The nodes with a label.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Labelled<'g> {
    nodes: &'g [NodeId],
    /// The first and the last, if all between them have it, too: labels are mostly on nodes that stand side by side.
    run: Option<(NodeId, NodeId)>,
}

impl<'g> Labelled<'g> {
    /// These nodes, ascending.
    pub(super) fn new(nodes: &'g [NodeId]) -> Self {
        let ends = nodes.first().zip(nodes.last());
        let run = ends.filter(|(first, last)| nodes.len() == (last.0 - first.0 + 1) as usize);
        Self { nodes, run: run.map(|(first, last)| (*first, *last)) }
    }

    /// Whether all of some nodes, given by their numbers, are among them, as far as that is told at a glance.
    pub(crate) fn contains_all(self, nodes: &[u32]) -> bool {
        self.run.is_some_and(|(first, last)| {
            // Counted without a way out, for which a compiler has wide instructions.
            let within = |node: &&u32| node.wrapping_sub(first.0) <= last.0 - first.0;
            nodes.iter().filter(within).count() == nodes.len()
        })
    }

    /// Whether a node is one of them.
    pub(crate) fn contains(self, node: NodeId) -> bool {
        match self.run {
            Some((first, last)) => first <= node && node <= last,
            None => self.nodes.binary_search(&node).is_ok(),
        }
    }
}
