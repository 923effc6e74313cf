//! The exact minimum spanning tree over the fragments of a skeleton.
//!
//! Borůvka's algorithm: in each round every component takes its shortest edge to another one, and the components that
//! these edges join become one; the number of components at least halves. The shortest edges are found in a tree of
//! boxes that skips what belongs to the asking component.
//!
//! Two facts keep later rounds cheap. A node's nearest foreign node stays its nearest until the two are joined, so it
//! is remembered. And what a node once found bounds what it can find later from below, so a node whose bound is no
//! better than its component's best so far need not ask at all.

use super::kdtree::KdTree;
use crate::fragments::Fragments;
use crate::order;
use crate::skeleton::Skeleton;

/// The edges of the tree, as pairs of node indices, smaller first, in ascending order.
pub(super) fn joins(skeleton: &Skeleton, fragments: &Fragments, scale: [f64; 3]) -> Vec<(u32, u32)> {
    let positions: Vec<[f64; 3]> = (0..skeleton.len()).map(|node| skeleton.position(node, scale)).collect();
    let mut tree = KdTree::new(&positions);
    let mut components = Components::new(fragments.count());
    let mut known = vec![Known { place: NOBODY, squared: 0.0 }; skeleton.len()];
    let mut colours: Vec<u32> = tree.nodes.iter().map(|node| fragments.of_node()[*node as usize]).collect();
    let mut joins = Vec::with_capacity(fragments.count() - 1);

    while components.count > 1 {
        tree.paint(&colours);
        for edge in shortest_edges(&tree, &colours, &mut known).into_iter().flatten() {
            // Edges of equal length may close a ring; the last of such a ring is not needed.
            if components.join(colours[edge.from as usize], colours[edge.to as usize]) {
                let (a, b) = (tree.nodes[edge.from as usize], tree.nodes[edge.to as usize]);
                joins.push((a.min(b), a.max(b)));
            }
        }
        for colour in &mut colours {
            *colour = components.find(*colour);
        }
    }
    let key = |(a, b): &(u32, u32)| u64::from(*a) << 32 | u64::from(*b);
    order::by_key(joins.iter().map(key)).into_iter().map(|place| joins[place as usize]).collect()
}

const NOBODY: u32 = u32::MAX;

/// What a place knows of its surroundings: nobody of another component is nearer than this.
#[derive(Clone, Copy)]
struct Known {
    /// Who is as near as that; `NOBODY` if the distance is only a bound.
    place: u32,
    squared: f64,
}

/// An edge between two places of the tree.
#[derive(Clone, Copy)]
struct Edge {
    from: u32,
    to: u32,
    squared: f64,
}

/// Per component, the shortest edge that leaves it.
fn shortest_edges(tree: &KdTree, colours: &[u32], known: &mut [Known]) -> Vec<Option<Edge>> {
    let mut best: Vec<Option<Edge>> = vec![None; colours.iter().max().map_or(0, |last| *last as usize + 1)];
    let mut stack = Vec::new();
    // First what is remembered: it costs nothing and bounds the searches.
    for (place, memory) in known.iter_mut().enumerate() {
        if memory.place == NOBODY {
            continue;
        }
        if colours[memory.place as usize] == colours[place] {
            memory.place = NOBODY;
        } else {
            offer(&mut best, colours[place], Edge { from: place as u32, to: memory.place, squared: memory.squared });
        }
    }
    for place in 0..known.len() {
        let colour = colours[place];
        let bound = best[colour as usize].map_or(f64::INFINITY, |edge| edge.squared);
        if known[place].place != NOBODY || known[place].squared >= bound {
            continue;
        }
        match tree.nearest_other(&tree.points[place], colour, colours, bound, &mut stack) {
            Some(nearest) => {
                known[place] = Known { place: nearest.place, squared: nearest.squared };
                let edge = Edge { from: place as u32, to: nearest.place, squared: nearest.squared };
                offer(&mut best, colour, edge);
                // The edge leaves the other component too, and bounds its searches.
                offer(&mut best, colours[nearest.place as usize], Edge { from: edge.to, to: edge.from, ..edge });
            }
            // Nobody within the bound, now or later.
            None => known[place].squared = bound,
        }
    }
    best
}

fn offer(best: &mut [Option<Edge>], colour: u32, edge: Edge) {
    let slot = &mut best[colour as usize];
    if slot.is_none_or(|old| edge.squared < old.squared) {
        *slot = Some(edge);
    }
}

/// Which fragments have become one.
struct Components {
    above: Vec<u32>,
    count: usize,
}

impl Components {
    fn new(count: usize) -> Self {
        Self { above: (0..count as u32).collect(), count }
    }

    fn find(&mut self, mut fragment: u32) -> u32 {
        while self.above[fragment as usize] != fragment {
            let above = self.above[fragment as usize];
            self.above[fragment as usize] = self.above[above as usize];
            fragment = above;
        }
        fragment
    }

    /// Makes two components one; false if they were one already.
    fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return false;
        }
        self.above[a.max(b) as usize] = a.min(b);
        self.count -= 1;
        true
    }
}
