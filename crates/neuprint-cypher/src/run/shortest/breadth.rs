//! Breadth first from both ends until the two meet.
//!
//! The side with fewer nodes to go on from goes on. If the one path that is wanted has to meet conditions, the search may
//! go on where the two met, as the database's does: level after level on the side that has seen fewer nodes, from each
//! node that both sides know along the fastest ways from it to either end. Such paths may be longer than need be: a way
//! that returns to a node is none of the fastest.

use std::collections::HashMap;

use super::super::expand::{Place, place};
use super::super::{Context, PER_ENTRY, Row};
use super::passes;
use crate::error::CypherError;
use crate::plan::Shortest;
use crate::value::{NodeId, Path, RelId, Value};

/// A node that was reached: how far it is, and how it can be reached so fast.
struct Reached {
    /// `None`: it may not be on the path.
    depth: Option<usize>,
    from: Vec<(RelId, NodeId)>,
}

/// What was reached from one end.
struct Side {
    reached: HashMap<NodeId, Reached>,
    depth: usize,
    /// The nodes at this depth, and those found so far at the next.
    frontier: Vec<NodeId>,
    next: Vec<NodeId>,
    /// Which node of the frontier, and which of its edges, is looked at next.
    at: (usize, usize),
    /// How many nodes were found.
    seen: usize,
}

impl Side {
    fn new(end: NodeId) -> Self {
        let reached = HashMap::from([(end, Reached { depth: Some(0), from: Vec::new() })]);
        Self { reached, depth: 0, frontier: vec![end], next: Vec::new(), at: (0, 0), seen: 0 }
    }
}

/// A search at work.
pub(super) struct Breadth {
    sides: [Side; 2],
    /// Which side is in the middle of a level.
    working: Option<usize>,
    /// The ends are one node.
    together: bool,
    /// Where the sides met at the last level, the shortest way last.
    met: Vec<Ways>,
    has_met: bool,
}

/// How a search is getting on.
pub(super) enum Progress {
    Pending,
    /// There is no path.
    Apart,
    Met(Ways),
}

impl Breadth {
    pub(super) fn new(from: NodeId, to: NodeId) -> Self {
        Self {
            sides: [Side::new(from), Side::new(to)],
            working: None,
            together: from == to,
            met: Vec::new(),
            has_met: false,
        }
    }

    pub(super) fn advance(
        &mut self,
        plan: &Shortest,
        row: &Row,
        context: &Context<'_>,
    ) -> Result<Progress, CypherError> {
        if std::mem::take(&mut self.together) {
            // They go no further.
            let meeting = self.sides.each_mut().map(|side| std::mem::take(&mut side.frontier));
            return Ok(Progress::Met(Ways::new(meeting[0].clone(), (0, 0), false)));
        }
        loop {
            if let Some(ways) = self.met.pop() {
                return Ok(Progress::Met(ways));
            }
            let working = match self.working {
                Some(working) => working,
                None => {
                    let [a, b] = &self.sides;
                    if a.depth + b.depth >= plan.most || a.frontier.is_empty() || b.frontier.is_empty() {
                        return Ok(Progress::Apart);
                    }
                    let may_go_on = !plan.all && !plan.conditions.is_empty();
                    usize::from(if may_go_on { b.seen < a.seen } else { b.frontier.len() < a.frontier.len() })
                }
            };
            self.working = Some(working);
            if !self.level(working, plan, row, context)? {
                return Ok(Progress::Pending);
            }
            self.working = None;
            let (first, second) = self.sides.split_at_mut(1);
            let (side, other) = if working == 0 { (&mut first[0], &second[0]) } else { (&mut second[0], &first[0]) };
            side.frontier = std::mem::take(&mut side.next);
            side.depth += 1;
            side.at = (0, 0);
            side.seen += side.frontier.len();
            let mut meeting: Vec<(usize, NodeId)> =
                side.frontier.iter().filter_map(|node| Some((other.reached.get(node)?.depth?, *node))).collect();
            meeting.sort_by_key(|(depth, _)| std::cmp::Reverse(*depth));
            let only_first = self.has_met;
            self.has_met |= !meeting.is_empty();
            self.met.extend(meeting.chunk_by(|a, b| a.0 == b.0).map(|nodes| {
                let depths = if working == 0 { (side.depth, nodes[0].0) } else { (nodes[0].0, side.depth) };
                Ways::new(nodes.iter().map(|(_, node)| *node).collect(), depths, only_first)
            }));
        }
    }

    /// Goes on with a level of one side; false if it is time to pause.
    fn level(
        &mut self,
        working: usize,
        plan: &Shortest,
        row: &Row,
        context: &Context<'_>,
    ) -> Result<bool, CypherError> {
        let direction = if working == 0 { plan.direction } else { plan.direction.reversed() };
        // One path is enough if nothing can speak against it.
        let any = !plan.all && plan.conditions.is_empty();
        let (first, second) = self.sides.split_at_mut(1);
        let (side, other) = if working == 0 { (&mut first[0], &second[0]) } else { (&mut second[0], &first[0]) };
        while let Some(node) = side.frontier.get(side.at.0).copied() {
            let place = place(context, node, direction, side.at.1);
            if matches!(place, Place::Past) {
                side.at = (side.at.0 + 1, 0);
                continue;
            }
            if !context.pay()? {
                return Ok(false);
            }
            side.at.1 += 1;
            let Place::Edge(edge) = place else { continue };
            let depth = side.depth + 1;
            let known = side.reached.get_mut(&edge.other);
            let wanted = match &known {
                Some(known) => !any && known.depth == Some(depth),
                None => true,
            };
            if !wanted
                || plan.types.as_ref().is_some_and(|types| !types.contains(&edge.rel_type))
                || !passes(context, row, &plan.of_relationships, Value::Relationship(edge.relationship))?
            {
                continue;
            }
            if let Some(known) = known {
                context.budget.hold(size_of::<(RelId, NodeId)>())?;
                known.from.push((edge.relationship, node));
                continue;
            }
            let allowed = passes(context, row, &plan.of_nodes, Value::Node(edge.other))?;
            let reached = Reached { depth: allowed.then_some(depth), from: vec![(edge.relationship, node)] };
            context.budget.hold(PER_ENTRY + size_of::<Reached>() * 2)?;
            side.reached.insert(edge.other, reached);
            if allowed {
                side.next.push(edge.other);
                if any && other.reached.contains_key(&edge.other) {
                    break;
                }
            }
        }
        Ok(true)
    }
}

/// All shortest paths through nodes at which the sides met, one after the other.
pub(super) struct Ways {
    meeting: Vec<NodeId>,
    /// How far the meeting nodes are from either end.
    depths: (usize, usize),
    at: usize,
    /// Whether one way through each of them is enough: once the search went on the database tries no other.
    only_first: bool,
    /// Which way back is taken at each step: from the meeting node to the start, and then from it to the end. `None`
    /// when every way was taken.
    choices: Option<Vec<usize>>,
}

impl Ways {
    fn new(meeting: Vec<NodeId>, depths: (usize, usize), only_first: bool) -> Self {
        Self { meeting, depths, only_first, at: 0, choices: Some(vec![0; depths.0 + depths.1]) }
    }

    pub(super) fn length(&self) -> usize {
        self.depths.0 + self.depths.1
    }

    pub(super) fn next(&mut self, search: &Breadth) -> Option<Path> {
        let mut choices = self.choices.take()?;
        let meeting = *self.meeting.get(self.at)?;
        let (mut node, mut steps, mut ways) = (meeting, Vec::new(), Vec::new());
        for (at, choice) in choices.iter().enumerate() {
            if at == self.depths.0 {
                node = meeting;
            }
            let from = &search.sides[usize::from(at >= self.depths.0)].reached.get(&node)?.from;
            let step = *from.get(*choice)?;
            ways.push(from.len());
            steps.push(step);
            node = step.1;
        }
        let (back, on) = steps.split_at(self.depths.0);
        let path = Path {
            nodes: back.iter().rev().map(|step| step.1).chain([meeting]).chain(on.iter().map(|step| step.1)).collect(),
            relationships: back.iter().rev().chain(on).map(|step| step.0).collect(),
        };
        match (0..choices.len()).rev().find(|at| !self.only_first && choices[*at] + 1 < ways[*at]) {
            Some(at) => {
                choices[at] += 1;
                choices[at + 1..].fill(0);
                self.choices = Some(choices);
            }
            None if self.at + 1 < self.meeting.len() => {
                self.at += 1;
                choices.fill(0);
                self.choices = Some(choices);
            }
            None => {}
        }
        Some(path)
    }
}
