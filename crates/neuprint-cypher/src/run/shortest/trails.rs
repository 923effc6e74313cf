//! Every path between two nodes, the shorter before the longer; none takes a relationship twice.
//!
//! This is what is left when no shortest path meets the conditions. It can take very long; the budget ends it.

use super::super::expand::{Place, place};
use super::super::{Context, Row};
use super::passes;
use crate::error::CypherError;
use crate::plan::Shortest;
use crate::value::{NodeId, Path, RelId, Value};

/// The paths of one length at a time.
pub(super) struct Trails {
    ends: (NodeId, NodeId),
    length: usize,
    /// The path so far: each node, and which of its edges is next.
    nodes: Vec<(NodeId, usize)>,
    relationships: Vec<RelId>,
    /// Whether some path was this long, wherever it led: otherwise none is longer.
    reached: bool,
}

pub(super) enum Progress {
    Pending,
    /// There is no further path.
    Past,
    Path(Path),
}

impl Trails {
    pub(super) fn new(ends: (NodeId, NodeId), length: usize) -> Self {
        Self { ends, length, nodes: vec![(ends.0, 0)], relationships: Vec::new(), reached: false }
    }

    /// The next path; longer ones only if none was `found`.
    pub(super) fn next(
        &mut self,
        found: bool,
        plan: &Shortest,
        row: &Row,
        context: &Context<'_>,
    ) -> Result<Progress, CypherError> {
        loop {
            let Some((node, at)) = self.nodes.last_mut() else {
                if found || !self.reached || self.length >= plan.most {
                    return Ok(Progress::Past);
                }
                *self = Self::new(self.ends, self.length + 1);
                continue;
            };
            let place = match self.relationships.len() >= self.length.min(plan.most) {
                true => Place::Past,
                false => place(context, *node, plan.direction, *at),
            };
            if matches!(place, Place::Past) {
                self.nodes.pop();
                self.relationships.pop();
                continue;
            }
            if !context.pay()? {
                return Ok(Progress::Pending);
            }
            *at += 1;
            // A long path takes time to look through.
            context.budget.pay_items(self.relationships.len() as u64 / 16, &mut 0)?;
            let Place::Edge(edge) = place else { continue };
            if plan.types.as_ref().is_some_and(|types| !types.contains(&edge.rel_type))
                || self.relationships.contains(&edge.relationship)
                || !passes(context, row, &plan.of_relationships, Value::Relationship(edge.relationship))?
                || !passes(context, row, &plan.of_nodes, Value::Node(edge.other))?
            {
                continue;
            }
            self.relationships.push(edge.relationship);
            self.nodes.push((edge.other, 0));
            if self.relationships.len() == self.length {
                self.reached = true;
                if edge.other == self.ends.1 {
                    let nodes = self.nodes.iter().map(|node| node.0).collect();
                    return Ok(Progress::Path(Path { nodes, relationships: self.relationships.clone() }));
                }
            }
        }
    }
}
