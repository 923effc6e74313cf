//! The gaps between fragments: computed once, healed for any distance.
//!
//! ```
//! use neuprint_skeleton::{GapOptions, Gaps, Skeleton};
//!
//! let skeleton = Skeleton::parse(b"1 0 0 0 0 1 -1\n2 0 7 0 0 1 -1\n3 0 19 0 0 1 -1\n")?;
//! let gaps = Gaps::of(&skeleton, GapOptions::default());
//! assert_eq!([0.0, 7.0, 12.0].map(|distance| gaps.fragments_at(distance)), [3, 2, 1]);
//! assert_eq!(gaps.healed(Some(8.0), None).fragments_after, 2);
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! The edges of the minimum spanning tree, shortest first, say at which distance which fragments become one: whatever the
//! maximum distance is, healing keeps the edges up to it. So a distance can be tried without searching again.

use super::components::Components;
use super::edge::Edge;
use super::spanning::{Haste, Spanning, span};
use super::{Healed, orient};
use crate::boxes::{BoxTree, LEAF};
use crate::fragments::Fragments;
use crate::order;
use crate::skeleton::{Skeleton, UNSCALED};

/// Which gaps are looked for. The fields are those of [`HealOptions`](super::HealOptions).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GapOptions<'m> {
    /// What a unit of each axis measures.
    pub scale: [f64; 3],
    /// Fragments of fewer nodes are not joined.
    pub min_fragment_size: usize,
    /// Per node of the skeleton, whether it may become an end of a bridge; `None` allows all nodes.
    pub mask: Option<&'m [bool]>,
}

impl Default for GapOptions<'_> {
    /// All gaps, in the unit of the coordinates.
    fn default() -> Self {
        Self { scale: UNSCALED, min_fragment_size: 0, mask: None }
    }
}

/// A gap between two fragments, with the nodes between which it is narrowest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The node index in [`Gaps::skeleton`] with the smaller identifier.
    pub from: u32,
    /// The other node's index.
    pub to: u32,
    /// The distance between them, in the unit that [`GapOptions::scale`] leads to.
    pub length: f64,
}

/// The gaps that healing closes: an exact minimum spanning tree over the fragments.
#[derive(Debug, Clone, PartialEq)]
pub struct Gaps {
    skeleton: Skeleton,
    fragments: Fragments,
    gaps: Vec<Gap>,
    distance_evaluations: u64,
}

impl Gaps {
    /// Computes the gaps of a skeleton.
    pub fn of(skeleton: &Skeleton, options: GapOptions<'_>) -> Self {
        let order =
            (!skeleton.ids.is_sorted()).then(|| order::by_key(skeleton.ids.iter().map(|id| order::signed(*id))));
        let sorted = order.as_ref().map_or_else(|| skeleton.clone(), |order| skeleton.picked(order));
        let fragments = sorted.fragments();

        let taken = taken(&fragments, order.as_deref(), options);
        drop(order);
        let tree = spanning(&sorted, &fragments, taken.as_deref(), options.scale.map(f64::abs));
        let gap = |edge: &Edge| {
            let [from, to] = edge.nodes;
            Gap { from, to, length: edge.squared.sqrt() }
        };
        let gaps = tree.edges.iter().map(gap).collect();
        Self { skeleton: sorted, fragments, gaps, distance_evaluations: tree.evaluations }
    }

    /// The skeleton, its nodes sorted by identifier, not healed.
    pub fn skeleton(&self) -> &Skeleton {
        &self.skeleton
    }

    /// Which fragment each node of [`Gaps::skeleton`] belongs to.
    pub fn fragments(&self) -> &Fragments {
        &self.fragments
    }

    /// The gaps, shortest first.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// How many fragments there are once all gaps up to this length are closed.
    pub fn fragments_at(&self, distance: f64) -> usize {
        self.fragments.count() - self.gaps.partition_point(|gap| gap.length <= distance)
    }

    /// How many distances, between two nodes or two boxes around nodes, were computed to find the gaps.
    pub fn distance_evaluations(&self) -> u64 {
        self.distance_evaluations
    }

    /// What [`heal`](super::heal) makes of the skeleton with this maximum distance and root.
    pub fn healed(&self, max_distance: Option<f64>, root: Option<i64>) -> Healed {
        self.clone().into_healed(max_distance, root)
    }

    /// The same, without a copy of the skeleton.
    pub fn into_healed(self, max_distance: Option<f64>, root: Option<i64>) -> Healed {
        self.into_closed(|_, gap| !max_distance.is_some_and(|max| gap.length > max), root)
    }

    /// The skeleton with the gaps closed for which `closes` says so, told their place in [`Gaps::gaps`]; the others stay
    /// open, as those do that are too long for a maximum distance.
    ///
    /// ```
    /// # use neuprint_skeleton::{GapOptions, Gaps, Skeleton};
    /// let skeleton = Skeleton::parse(b"1 0 0 0 0 1 -1\n2 0 7 0 0 1 -1\n3 0 19 0 0 1 -1\n")?;
    /// let gaps = Gaps::of(&skeleton, GapOptions::default());
    /// let closed = gaps.closed(|place, _| place == 1, Some(3));
    /// assert_eq!((closed.fragments_after, closed.skeleton.parents()), (2, [u32::MAX, 2, u32::MAX].as_slice()));
    /// # Ok::<(), neuprint_skeleton::ParseError>(())
    /// ```
    pub fn closed(&self, closes: impl FnMut(usize, &Gap) -> bool, root: Option<i64>) -> Healed {
        self.clone().into_closed(closes, root)
    }

    fn into_closed(self, mut closes: impl FnMut(usize, &Gap) -> bool, root: Option<i64>) -> Healed {
        let Self { mut skeleton, fragments, gaps, .. } = self;
        // Sorted by identifier, they can be searched.
        let root = root.and_then(|id| skeleton.ids.binary_search(&id).ok()).map(|node| node as u32);
        let bridges = orient::orient(&mut skeleton.parents, &fragments, &gaps, &mut |at| closes(at, &gaps[at]), root);
        let fragments_before = fragments.count();
        let fragments_after = fragments_before - bridges.len();
        Healed { skeleton, bridges, fragments, fragments_before, fragments_after }
    }
}

/// Per node, whether it may become an end of a bridge; `None` if all may. `order` says in which row of the mask a node is.
fn taken(fragments: &Fragments, order: Option<&[u32]>, options: GapOptions<'_>) -> Option<Vec<bool>> {
    if options.mask.is_none() && options.min_fragment_size <= 1 {
        return None;
    }
    let sizes = fragments.sizes();
    let taken = |(node, fragment): (usize, &u32)| {
        let row = order.map_or(node, |order| order[node] as usize);
        sizes[*fragment as usize] as usize >= options.min_fragment_size
            && options.mask.is_none_or(|mask| mask.get(row).is_some_and(|allowed| *allowed))
    };
    Some(fragments.of_node().iter().enumerate().map(taken).collect())
}

/// The minimum spanning tree over the fragments that have a node which is taken.
fn spanning(skeleton: &Skeleton, fragments: &Fragments, taken: Option<&[bool]>, scale: [f64; 3]) -> Spanning {
    let joined = match taken {
        None => fragments.count(),
        Some(taken) => {
            let mut has_node = vec![false; fragments.count()];
            for (fragment, taken) in fragments.of_node().iter().zip(taken) {
                has_node[*fragment as usize] |= taken;
            }
            has_node.into_iter().filter(|has| *has).count()
        }
    };
    if joined < 2 {
        return Spanning::default();
    }
    let components = || Components::new(fragments.count(), joined);
    let span = |tree: &mut BoxTree<'_>, how| span(tree, fragments.of_node(), scale, components(), how);
    let nodes = skeleton.len() as u64;
    let mut evaluations = 0;
    // Boxes along branches are quickly made, and small if a branch's nodes are near one another, as in a neuron. If they
    // are not, that shows soon, and then boxes that are small in any case are worth their while.
    if let Some(mut tree) = BoxTree::along(skeleton, taken) {
        let (spanning, finished) = span(&mut tree, (Haste::Strides, 24 * nodes));
        if finished {
            return spanning;
        }
        evaluations += spanning.evaluations;
    }
    let mut tree = BoxTree::across(skeleton, taken, LEAF);
    let (mut spanning, finished) = span(&mut tree, (Haste::Strides, 100 * nodes));
    evaluations += spanning.evaluations;
    if !finished {
        (spanning, _) = span(&mut tree, (Haste::Steps, u64::MAX));
        evaluations += spanning.evaluations;
    }
    Spanning { evaluations, ..spanning }
}
