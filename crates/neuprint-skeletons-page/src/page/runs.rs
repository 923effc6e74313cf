//! The segments of a skeleton: its unbranched runs between ends, branch points and the root, sorted and counted.
//!
//! ```text
//! let order = runs.order(RunSort { by: RunsBy::Length, descending: true }, &counts);
//! let row = order.iter().position(|run| Some(*run) == runs.at_node(picked.node));
//! ```

use super::synapses::Synapses;

/// What a segment measures; lengths in the summary's unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Run {
    /// Its node that is farther from the root, and the nearer one.
    pub(super) ends: (u32, u32),
    /// How long it is.
    pub(super) length: f32,
    /// Its mean radius along its length.
    pub(super) radius: f32,
    /// Its approximate volume, as truncated cones.
    pub(super) volume: f32,
    /// Its Strahler order.
    pub(super) order: u32,
}

/// All segments of a skeleton.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Runs {
    /// Whose.
    pub(super) body: u64,
    /// The segments, in the order of their far ends.
    pub(super) runs: Vec<Run>,
    /// Per node the one that it is on, by its place.
    of_node: Vec<u32>,
}

/// How many presynapses and postsynapses there are on each segment.
pub(super) type Counts = Vec<[u32; 2]>;

/// What segments are sorted by: the columns of their table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum RunsBy {
    /// As they are numbered.
    Number,
    /// Length.
    Length,
    /// Mean radius.
    Radius,
    /// Volume.
    Volume,
    /// Strahler order.
    Order,
    /// Presynapses.
    Pre,
    /// Postsynapses.
    Post,
}

/// How segments are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RunSort {
    /// By what.
    pub(super) by: RunsBy,
    /// Whether the largest stands first.
    pub(super) descending: bool,
}

impl RunSort {
    /// What a click on a column's head leads to: numbers begin with the largest, and turn round with each further click.
    pub(super) fn next(self, by: RunsBy) -> Self {
        Self { by, descending: if self.by == by { !self.descending } else { by != RunsBy::Number } }
    }
}

impl Runs {
    /// From the arrays of an answer, see `ShapeAsk::Runs`.
    pub(super) fn new(body: u64, numbers: &[f32], ends: &[u32], of_node: Vec<u32>) -> Self {
        let runs = numbers.as_chunks::<3>().0.iter().zip(ends.as_chunks::<3>().0);
        let runs = runs.map(|(&[length, radius, volume], &[far, near, order])| Run {
            ends: (far, near),
            length,
            radius,
            volume,
            order,
        });
        Self { body, runs: runs.collect(), of_node }
    }

    /// The segment that a node is on: of those that meet at a branch point the one that leads to the root.
    pub(super) fn at_node(&self, node: u32) -> Option<u32> {
        self.of_node.get(node as usize).copied().filter(|run| (*run as usize) < self.runs.len())
    }

    /// How many synapses each segment has, at its nearest nodes.
    pub(super) fn counts(&self, synapses: &Synapses) -> Counts {
        let mut counts = vec![[0; 2]; self.runs.len()];
        for (node, side) in synapses.nodes.iter().zip(&synapses.sides) {
            if let Some(run) = self.at_node(*node) {
                counts[run as usize][usize::from(*side != 0)] += 1;
            }
        }
        counts
    }

    /// The places of the segments in the order in which they are listed. What is equal stands as it is numbered.
    pub(super) fn order(&self, sort: RunSort, counts: &Counts) -> Vec<u32> {
        let count = |at: usize, side: usize| counts.get(at).map_or(0.0, |counts| counts[side] as f32);
        let number = |place: u32| {
            let at = place as usize;
            let run = &self.runs[at];
            match sort.by {
                RunsBy::Number => place as f32,
                RunsBy::Length => run.length,
                RunsBy::Radius => run.radius,
                RunsBy::Volume => run.volume,
                RunsBy::Order => run.order as f32,
                RunsBy::Pre => count(at, 0),
                RunsBy::Post => count(at, 1),
            }
        };
        let mut order: Vec<u32> = (0..self.runs.len() as u32).collect();
        if sort.by == RunsBy::Number {
            // Exactly, however many there are.
            if sort.descending {
                order.reverse();
            }
            return order;
        }
        order.sort_by(|one, other| {
            let ascending = number(*one).total_cmp(&number(*other));
            if sort.descending { ascending.reverse() } else { ascending }
        });
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two twigs on a trunk: nodes 0 (root) – 1 – 2 (branch), 3 and 4 – 5 the ends.
    fn runs() -> Runs {
        let numbers = [20.0, 3.0, 100.0, 10.0, 1.0, 30.0, 10.0, 2.0, 40.0];
        let ends = [2, 0, 2, 3, 2, 1, 5, 2, 1];
        Runs::new(7, &numbers, &ends, vec![0, 0, 0, 1, 2, 2, u32::MAX])
    }

    #[test]
    fn segments_are_sorted_by_any_column_and_equal_ones_stay_as_they_are() {
        let runs = runs();
        let counts = vec![[0, 5], [2, 1], [1, 1]];
        let order = |by, descending| runs.order(RunSort { by, descending }, &counts);
        assert_eq!(order(RunsBy::Length, true), [0, 1, 2]);
        assert_eq!(order(RunsBy::Length, false), [1, 2, 0]);
        assert_eq!(order(RunsBy::Radius, true), [0, 2, 1]);
        assert_eq!(order(RunsBy::Volume, false), [1, 2, 0]);
        assert_eq!(order(RunsBy::Order, false), [1, 2, 0]);
        assert_eq!((order(RunsBy::Pre, true), order(RunsBy::Post, true)), (vec![1, 2, 0], vec![0, 1, 2]));
        assert_eq!(order(RunsBy::Number, true), [2, 1, 0]);
        let sort = RunSort { by: RunsBy::Length, descending: true };
        assert_eq!(sort.next(RunsBy::Length), RunSort { by: RunsBy::Length, descending: false });
        assert_eq!(sort.next(RunsBy::Number), RunSort { by: RunsBy::Number, descending: false });
    }

    #[test]
    fn synapses_count_where_their_nodes_are() {
        let synapses =
            Synapses { sides: vec![0, 1, 1, 0, 1], nodes: vec![0, 5, 4, 6, u32::MAX], ..Synapses::default() };
        // The last two are on nothing that is there.
        assert_eq!(runs().counts(&synapses), [[1, 0], [0, 0], [0, 2]]);
        assert_eq!((runs().at_node(2), runs().at_node(6), runs().at_node(99)), (Some(0), None, None));
    }
}
