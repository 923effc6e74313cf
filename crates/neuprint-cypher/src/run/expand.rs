//! Along the relationships of a node, one at a time.

use super::{Context, Op, Pulled, Row, is_walked, node_at, put};
use crate::ast::Direction;
use crate::error::CypherError;
use crate::plan::Expand;
use crate::store::Edge;
use crate::value::{NodeId, Value};

/// How far the relationships of one row's node have been walked.
#[derive(Default)]
pub(super) struct Cursor {
    current: Option<Walked>,
}

struct Walked {
    node: NodeId,
    at: usize,
    /// The node at the other end, if it is known already.
    wanted: Option<NodeId>,
}

impl Cursor {
    pub(super) fn next(
        &mut self,
        input: &mut Op,
        expand: &Expand,
        row: &mut Row,
        context: &Context<'_>,
    ) -> Result<Pulled, CypherError> {
        loop {
            if let Some(walked) = &mut self.current {
                loop {
                    let place = place(context, walked.node, expand.direction, walked.at);
                    if matches!(place, Place::Past) {
                        break;
                    }
                    if !context.pay()? {
                        return Ok(Pulled::Pending);
                    }
                    walked.at += 1;
                    let Place::Edge(edge) = place else { continue };
                    let typed = expand.types.as_ref().is_none_or(|types| types.contains(&edge.rel_type));
                    if !typed || (expand.to_is_bound && walked.wanted != Some(edge.other)) {
                        continue;
                    }
                    if is_walked(row, &expand.others, edge.relationship) {
                        continue;
                    }
                    put(row, expand.relationship, Value::Relationship(edge.relationship));
                    if !expand.to_is_bound {
                        put(row, expand.to, Value::Node(edge.other));
                    }
                    return Ok(Pulled::Row);
                }
                self.current = None;
            }
            match input.next(row, context)? {
                Pulled::Row => {
                    if let Some(node) = node_at(row, expand.from)? {
                        let wanted = if expand.to_is_bound { node_at(row, expand.to)? } else { None };
                        self.current = Some(Walked { node, at: 0, wanted });
                    }
                }
                other => return Ok(other),
            }
        }
    }
}

/// What is at a place of a node's edges in a direction.
pub(super) enum Place {
    Edge(Edge),
    /// Without a direction, a relationship from a node to itself is on both sides; it counts on the first.
    SeenBefore,
    Past,
}

pub(super) fn place(context: &Context<'_>, node: NodeId, direction: Direction, at: usize) -> Place {
    let run = run(context, node, direction, at);
    match run.edges.first() {
        Some(edge) if run.seen_before && edge.other == node => Place::SeenBefore,
        Some(edge) => Place::Edge(*edge),
        None => Place::Past,
    }
}

/// Edges of a node that stand one after another.
pub(super) struct Run<'g> {
    pub(super) edges: &'g [Edge],
    /// Whether those that lead to the node itself were on the side before.
    pub(super) seen_before: bool,
}

/// A node's edges in a direction, from a place to the end of their side.
pub(super) fn run<'g>(context: &Context<'g>, node: NodeId, direction: Direction, at: usize) -> Run<'g> {
    let outgoing = context.graph.outgoing_edges(node);
    let from = |edges: &'g [Edge], at: usize| edges.get(at..).unwrap_or_default();
    match direction {
        Direction::Incoming => Run { edges: from(context.graph.incoming_edges(node), at), seen_before: false },
        Direction::Either if at >= outgoing.len() => {
            Run { edges: from(context.graph.incoming_edges(node), at - outgoing.len()), seen_before: true }
        }
        Direction::Outgoing | Direction::Either => Run { edges: from(outgoing, at), seen_before: false },
    }
}
