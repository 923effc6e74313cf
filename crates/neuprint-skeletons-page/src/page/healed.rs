//! What healing makes of one skeleton. All gaps are known from the start, so this is a matter of choosing among them:
//! nothing is searched, and nobody is asked, while a limit is dragged.
//!
//! ```text
//! let healed = Healed::of(&summary, healing.closing(&summary).as_ref());
//! let (parents, bridges) = healed.edges(&summary, &parents_of_one_tree);
//! ```
//!
//! What is pruned after that is the worker's to find, which has the nodes: [`Pruned`].

use std::collections::HashMap;
use std::sync::Arc;

use neuprint_worker::messages::{self, Closing, Shaping, SkeletonSummary};

/// What is left of a skeleton without short twigs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pruned {
    /// How the skeleton is shaped.
    pub(super) shaping: Shaping,
    /// What was left out, and what is left.
    pub(super) told: messages::Pruned,
    /// The nodes that are left out, ascending.
    pub(super) gone: Vec<u32>,
}

/// What the picture shows of a skeleton's edges.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawn {
    bridges: Vec<u32>,
    pruned: Option<Arc<Pruned>>,
}

impl PartialEq for Drawn {
    fn eq(&self, other: &Self) -> bool {
        let pruned = (self.pruned.as_ref().map(Arc::as_ptr), other.pruned.as_ref().map(Arc::as_ptr));
        self.bridges == other.bridges && pruned.0 == pruned.1
    }
}

/// A skeleton's measures as it is healed and pruned. Lengths are in the summary's unit.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Healed {
    /// The gaps that are closed, by their place in the summary, shortest first.
    pub(super) bridges: Vec<u32>,
    /// Gaps in reach that stay open since they were refused.
    pub(super) refused: u32,
    /// Gaps that stay open since they are too long.
    pub(super) too_long: u32,
    /// Connected fragments.
    pub(super) fragments: u32,
    /// Nodes.
    pub(super) nodes: u32,
    /// Cable, bridges included.
    pub(super) cable: f64,
    /// What the bridges add to it.
    pub(super) added: f64,
    /// The longest bridge.
    pub(super) longest: Option<f64>,
    /// Nodes with three neighbours or more.
    pub(super) branch_points: u32,
    /// Nodes with one neighbour or none.
    pub(super) ends: u32,
    /// What was left out of all that, but for the bridges, which are told as they were before.
    pub(super) pruned: Option<Arc<Pruned>>,
}

impl Healed {
    /// With these gaps closed; `None` leaves all of them open.
    pub(super) fn of(summary: &SkeletonSummary, closing: Option<&Closing>) -> Self {
        let mut healed = Self {
            fragments: summary.fragments,
            nodes: summary.nodes,
            cable: summary.cable,
            branch_points: summary.branch_points,
            ends: summary.ends,
            ..Self::default()
        };
        let Some(closing) = closing else { return healed };
        // What bridges add to the neighbours of their ends.
        let mut neighbours: HashMap<u32, (u32, u32)> = HashMap::new();
        for (gap, place) in summary.gaps.iter().zip(0_u32..) {
            if !closing.is_in_reach(gap.length) {
                healed.too_long += 1;
            } else if !closing.closes(place as usize, gap.length) {
                healed.refused += 1;
            } else {
                healed.bridges.push(place);
                healed.added += gap.length;
                healed.longest = Some(gap.length);
                for end in gap.ends {
                    neighbours.entry(end.node).or_insert((end.neighbours, end.neighbours)).1 += 1;
                }
            }
        }
        let turned = |is: fn(u32) -> bool, was: bool| {
            neighbours.values().filter(|(before, now)| is(*before) == was && is(*now) != was).count() as u32
        };
        healed.branch_points += turned(|count| count >= 3, false);
        healed.ends = healed.ends.saturating_sub(turned(|count| count <= 1, true));
        healed.fragments = healed.fragments.saturating_sub(healed.bridges.len() as u32);
        healed.cable += healed.added;
        healed
    }

    /// The same without the twigs that are left out.
    pub(super) fn without(self, pruned: Arc<Pruned>) -> Self {
        let told = pruned.told;
        Self {
            nodes: told.nodes,
            cable: (self.cable - told.left_out).max(0.0),
            branch_points: told.branch_points,
            ends: told.ends,
            pruned: Some(pruned),
            ..self
        }
    }

    /// What the picture is to show.
    pub(super) fn drawn(&self) -> Drawn {
        Drawn { bridges: self.bridges.clone(), pruned: self.pruned.clone() }
    }

    /// The cable of the twigs that are left out.
    pub(super) fn left_out(&self) -> f64 {
        self.pruned.as_ref().map_or(0.0, |pruned| pruned.told.left_out)
    }

    /// The share of the cable, before it was pruned, that bridges are, 0…1.
    pub(super) fn share(&self) -> f64 {
        let cable = self.cable + self.left_out();
        if cable > 0.0 { self.added / cable } else { 0.0 }
    }

    /// Per node its parent, and the nodes whose edge to their parent is a bridge. A node that is left out is its own. `whole` are the parents with all gaps closed:
    /// where one stays open, what hangs on it is a tree of its own.
    pub(super) fn edges(&self, summary: &SkeletonSummary, whole: &[u32]) -> (Vec<u32>, Vec<u32>) {
        let child = |place: u32| summary.gaps[place as usize].ends[0].node;
        let mut parents = whole.to_vec();
        let mut closed = self.bridges.iter().copied().peekable();
        for place in 0..summary.gaps.len() as u32 {
            if closed.next_if_eq(&place).is_none()
                && let Some(parent) = parents.get_mut(child(place) as usize)
            {
                *parent = u32::MAX;
            }
        }
        let mut bridges: Vec<u32> = self.bridges.iter().map(|place| child(*place)).collect();
        if let Some(pruned) = &self.pruned {
            for node in &pruned.gone {
                if let Some(parent) = parents.get_mut(*node as usize) {
                    *parent = *node;
                }
            }
            bridges.retain(|node| pruned.gone.binary_search(node).is_err());
        }
        (parents, bridges)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use neuprint_worker::messages::{Gap, GapEnd, Root, RootReason};

    /// Three lines of two nodes, one behind the other: 0-1, 2-3, 4-5, with gaps of 5 and 40 between them.
    pub(in crate::page) fn summary() -> SkeletonSummary {
        let end = |node: u32| GapEnd { node, id: i64::from(node) + 1, place: [node as f32, 0.0, 0.0], neighbours: 1 };
        SkeletonSummary {
            body: 754_538_881,
            neuron_type: None,
            instance: None,
            pre: None,
            post: None,
            nodes: 6,
            fragments: 3,
            branch_points: 0,
            ends: 6,
            cable: 300.0,
            bounds: [[0.0; 3], [5.0, 0.0, 0.0]],
            root: Root { node: 0, reason: RootReason::Thickest },
            gaps: vec![Gap { ends: [end(2), end(1)], length: 5.0 }, Gap { ends: [end(4), end(2)], length: 40.0 }],
        }
    }

    const ALL: Closing = Closing { within: None, refused: Vec::new() };
    /// With both gaps closed: 0 ← 1 ← 2 ← 3, 2 ← 4 ← 5.
    const WHOLE: [u32; 6] = [u32::MAX, 0, 1, 2, 2, 4];

    #[test]
    fn measures_follow_the_bridges() {
        let summary = summary();
        let off = Healed::of(&summary, None);
        assert_eq!((off.fragments, off.branch_points, off.ends, off.cable), (3, 0, 6, 300.0));
        let all = Healed::of(&summary, Some(&ALL));
        // Node 2 has three neighbours now; 1, 2 and 4 are no ends.
        assert_eq!((all.fragments, all.branch_points, all.ends), (1, 1, 3));
        assert_eq!((all.cable, all.added, all.longest, all.share()), (345.0, 45.0, Some(40.0), 45.0 / 345.0));
        let near = Healed::of(&summary, Some(&Closing { within: Some(5.0), refused: vec![] }));
        assert_eq!((near.bridges.as_slice(), near.too_long, near.refused, near.fragments), ([0].as_slice(), 1, 0, 2));
        let far = Healed::of(&summary, Some(&Closing { within: None, refused: vec![0] }));
        assert_eq!(
            (far.bridges.as_slice(), far.too_long, far.refused, far.longest),
            ([1].as_slice(), 0, 1, Some(40.0))
        );
    }

    /// The second bridge with what hangs on it is left out.
    pub(in crate::page) fn pruned() -> Arc<Pruned> {
        let told = messages::Pruned { twigs: 1, left_out: 140.0, nodes: 4, branch_points: 0, ends: 2 };
        let shaping = Shaping { closing: Some(ALL), prune: Some(150.0) };
        Arc::new(Pruned { shaping, told, gone: vec![4, 5] })
    }

    #[test]
    fn what_is_pruned_is_neither_measured_nor_drawn() {
        let summary = summary();
        let healed = Healed::of(&summary, Some(&ALL));
        let left = healed.clone().without(pruned());
        assert_eq!((left.nodes, left.branch_points, left.ends, left.cable), (4, 0, 2, 205.0));
        assert_eq!((left.share(), left.bridges.len()), (healed.share(), 2), "healing is told as it was");
        assert_eq!(left.edges(&summary, &WHOLE), (vec![u32::MAX, 0, 1, 2, 4, 5], vec![2]));
        assert!(healed.drawn() != left.drawn());
    }

    #[test]
    fn open_gaps_leave_trees_of_their_own() {
        let summary = summary();
        let edges = |closing: Option<&Closing>| Healed::of(&summary, closing).edges(&summary, &WHOLE);
        assert_eq!(edges(Some(&ALL)), (WHOLE.to_vec(), vec![2, 4]));
        assert_eq!(edges(None), (vec![u32::MAX, 0, u32::MAX, 2, u32::MAX, 4], vec![]));
        let first = Closing { within: None, refused: vec![0] };
        assert_eq!(edges(Some(&first)), (vec![u32::MAX, 0, u32::MAX, 2, 2, 4], vec![4]));
    }
}
