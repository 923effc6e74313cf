//! The exact minimum spanning tree over the fragments of a skeleton.
//!
//! Kruskal's algorithm takes all edges between nodes, shortest first, and keeps those that join two components. Here the
//! edges are not made: pairs of boxes are taken, nearest first, and replaced by pairs of what is in them, at the end by
//! the shortest edge between their nodes (the incremental distance join of Hjaltason and Samet, "Incremental distance
//! join algorithms for spatial databases", SIGMOD 1998). A pair whose nodes all belong to one component is dropped, so
//! that the search never looks into what is joined already, and hardly farther around a component than to its neighbour.
//!
//! To open a pair too early costs time but changes nothing, and it costs less than to find out which pair is the very
//! next. So pairs are opened in any order up to some distance, and those that are farther apart wait until all shorter
//! edges are taken ([`Haste::Strides`]). Only where very many nodes stand in one place, all pairs of their boxes are at the
//! same distance, and it does matter which is opened ([`Haste::Steps`]).
//!
//! Edges are ordered by their squared lengths, then by the smaller and then by the larger index of their two nodes. No
//! two are equal, so there is one minimum spanning tree, and no choice is left to the order in which it is searched.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::components::Components;
use super::edge::{Edge, Pair};
use crate::boxes::{BoxTree, Content, LEAF};
use crate::order;

/// The tree, or a part of it.
#[derive(Debug, Default)]
pub(super) struct Spanning {
    /// Its edges, shortest first.
    pub(super) edges: Vec<Edge>,
    /// How many distances between two nodes or two boxes were computed.
    pub(super) evaluations: u64,
}

/// How pairs of boxes are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Haste {
    /// Many at once.
    Strides,
    /// One by one, in the order of the least edges that they can have.
    Steps,
}

/// Joins fragments until there is one component left. Gives up when `limit` distances were computed: false.
pub(super) fn span(
    tree: &mut BoxTree<'_>,
    of_node: &[u32],
    scale: [f64; 3],
    components: Components,
    (haste, limit): (Haste, u64),
) -> (Spanning, bool) {
    let leasts = if haste == Haste::Steps { leasts(tree) } else { Vec::new() };
    let mut search = Search {
        tree,
        of_node,
        scale,
        components,
        haste,
        near: vec![(BoxTree::WHOLE, BoxTree::WHOLE)],
        reach: 0.0,
        far: Vec::new(),
        leasts,
        steps: BinaryHeap::new(),
        edges: BinaryHeap::new(),
        evaluations: 0,
    };
    for at in search.tree.halves_first() {
        search.tree.cell_mut(at).note = MIXED;
    }
    search.paint();
    let mut edges = Vec::new();
    let mut painted = search.components.count();
    while search.components.count() > 1 && search.evaluations <= limit {
        if let Some((a, b)) = search.near.pop() {
            search.open(a, b);
            continue;
        }
        let Some((edge, a, b)) = search.next_edge() else {
            if !search.go_farther() {
                break;
            }
            continue;
        };
        if search.components.join(of_node[edge.nodes[0] as usize], of_node[edge.nodes[1] as usize]) {
            edges.push(edge);
            if search.components.count() * 2 <= painted {
                painted = search.components.count();
                search.paint();
            }
        }
        // Boxes with nodes of several components may have further edges.
        if search.colour(a) == MIXED || search.colour(b) == MIXED {
            search.push_shortest(a, b);
        }
    }
    let finished = search.components.count() <= 1;
    (Spanning { edges, evaluations: search.evaluations }, finished)
}

/// Per box, the smallest index of a node in it.
fn leasts(tree: &mut BoxTree<'_>) -> Vec<u32> {
    tree.note_least();
    let mut leasts: Vec<u32> = tree.halves_first().map(|at| tree.cell(at).note).collect();
    leasts.reverse();
    leasts
}

/// The colour of a box whose nodes belong to several components.
const MIXED: u32 = u32::MAX;

struct Search<'t, 's> {
    /// In each box is noted a fragment of the component to which all its nodes belong.
    tree: &'t mut BoxTree<'s>,
    of_node: &'t [u32],
    scale: [f64; 3],
    components: Components,
    haste: Haste,
    /// Pairs of boxes to open now.
    near: Vec<(u32, u32)>,
    /// Pairs are near whose squared distance is less.
    reach: f32,
    /// Pairs of boxes to open later, each with a squared distance than which its nodes are not nearer.
    far: Vec<(f32, u32, u32)>,
    /// Per box, the smallest index of a node in it, if pairs are taken one by one.
    leasts: Vec<u32>,
    /// Then the pairs to open later are here, each with the least edge that it can have.
    steps: BinaryHeap<Reverse<Pair>>,
    /// Pairs of opened boxes, each with the shortest edge between them.
    edges: BinaryHeap<Reverse<Pair>>,
    evaluations: u64,
}

impl Search<'_, '_> {
    /// Notes which boxes have nodes of one component only.
    fn paint(&mut self) {
        for at in self.tree.halves_first() {
            if self.colour(at) != MIXED {
                self.tree.cell_mut(at).note = self.components.find(self.colour(at));
                continue;
            }
            self.tree.cell_mut(at).note = match self.tree.content(at) {
                Content::Halves(first, second) => {
                    if self.is_joined(first, second) {
                        self.colour(first)
                    } else {
                        MIXED
                    }
                }
                Content::Places(first, _) if self.tree.is_along() => self.component(first),
                Content::Places(first, end) if first < end => {
                    let colour = self.component(first);
                    if (first + 1..end).all(|place| self.component(place) == colour) { colour } else { MIXED }
                }
                Content::Places(..) => MIXED,
            };
        }
    }

    fn colour(&self, at: u32) -> u32 {
        self.tree.cell(at).note
    }

    /// Whether all nodes in two boxes are known to belong to one component.
    fn is_joined(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.colour(a), self.colour(b));
        a != MIXED && b != MIXED && (a == b || self.components.find(a) == self.components.find(b))
    }

    fn component(&mut self, place: u32) -> u32 {
        self.components.find(self.of_node[self.tree.node(place) as usize])
    }

    /// Replaces a pair of boxes by what is in them.
    fn open(&mut self, a: u32, b: u32) {
        if self.is_joined(a, b) {
            return;
        }
        match (self.tree.content(a), self.tree.content(b)) {
            (Content::Halves(first, second), _) if a == b => {
                self.push(first, first);
                self.push(second, second);
                self.push(first, second);
            }
            (Content::Places(..), Content::Places(..)) => self.push_shortest(a, b),
            (Content::Halves(first, second), Content::Places(..)) => {
                self.push(first, b);
                self.push(second, b);
            }
            (Content::Places(..), Content::Halves(first, second)) => {
                self.push(a, first);
                self.push(a, second);
            }
            (Content::Halves(first, second), Content::Halves(other_first, other_second)) => {
                // The larger one, so that the boxes of a pair remain alike.
                if self.tree.cell(a).extent(self.scale) >= self.tree.cell(b).extent(self.scale) {
                    self.push(first, b);
                    self.push(second, b);
                } else {
                    self.push(a, other_first);
                    self.push(a, other_second);
                }
            }
        }
    }

    /// Adds a pair of boxes.
    fn push(&mut self, a: u32, b: u32) {
        // Colours are as old as the last painting; to find out more is left for later.
        if self.colour(a) == self.colour(b) && self.colour(a) != MIXED {
            return;
        }
        self.evaluations += 1;
        let (from, to) = (self.tree.cell(a), self.tree.cell(b));
        if self.haste == Haste::Steps {
            let squared = from.squared_distance(to, self.scale);
            let (least, other) = (self.leasts[a as usize], self.leasts[b as usize]);
            let edge = Edge { nodes: [least.min(other), least.max(other)], squared };
            self.steps.push(Reverse(Pair { edge, a, b }));
            return;
        }
        let squared = from.roughly_squared_distance(to, self.scale);
        if squared < self.reach {
            self.near.push((a, b));
        } else {
            self.far.push((squared, a, b));
        }
    }

    /// The next edge that is shorter than all that are not known yet.
    fn next_edge(&mut self) -> Option<(Edge, u32, u32)> {
        let next = self.edges.peek()?.0;
        let is_near = next.edge.squared < f64::from(self.reach) || self.far.is_empty();
        if !is_near || self.steps.peek().is_some_and(|step| step.0 < next) {
            return None;
        }
        self.edges.pop();
        Some((next.edge, next.a, next.b))
    }

    /// Makes near what was far; false if nothing was.
    fn go_farther(&mut self) -> bool {
        if let Some(Reverse(step)) = self.steps.pop() {
            self.near.push((step.a, step.b));
            return true;
        }
        if self.far.is_empty() {
            return false;
        }
        // The nearest eighth, as far as that shows in a sample.
        let mut far = std::mem::take(&mut self.far);
        let sample: Vec<f32> = far.iter().step_by(far.len() / 64 + 1).map(|pair| pair.0).collect();
        let ordered = order::by_key(sample.iter().map(|squared| u64::from(squared.to_bits())));
        self.reach = sample[ordered[ordered.len() / 8] as usize].next_up();
        far.retain(|(squared, a, b)| {
            if *squared < self.reach {
                self.near.push((*a, *b));
                return false;
            }
            !self.is_joined(*a, *b)
        });
        self.far = far;
        true
    }

    /// Adds the shortest edge between the components in two smallest boxes.
    fn push_shortest(&mut self, a: u32, b: u32) {
        let (Content::Places(first, end), Content::Places(other_first, other_end)) =
            (self.tree.content(a), self.tree.content(b))
        else {
            return;
        };
        let mut others = [[0.0; 3]; LEAF];
        let count = (other_end - other_first) as usize;
        for (place, other) in (other_first..other_end).zip(others.iter_mut()) {
            *other = self.tree.point(place).map(f64::from);
        }
        let mut shortest: Option<Edge> = None;
        let mut least = f64::INFINITY;
        for place in first..end {
            let point = self.tree.point(place).map(f64::from);
            // Within a box every edge is met from both sides, once is enough.
            let from = if a == b { (place + 1 - first) as usize } else { 0 };
            self.evaluations += (count - from) as u64;
            for (at, other) in others[..count].iter().enumerate().skip(from) {
                let squared = Edge::squared(point, *other, self.scale);
                // Most are longer than another.
                if squared > least {
                    continue;
                }
                let other = other_first + at as u32;
                if self.component(place) == self.component(other) {
                    continue;
                }
                let (node, other) = (self.tree.node(place), self.tree.node(other));
                let edge = Edge { nodes: [node.min(other), node.max(other)], squared };
                if shortest.is_none_or(|old| edge.key() < old.key()) {
                    (shortest, least) = (Some(edge), squared);
                }
            }
        }
        if let Some(edge) = shortest {
            self.edges.push(Reverse(Pair { edge, a, b }));
        }
    }
}
