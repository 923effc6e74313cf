//! From a relationship that is known already to the nodes at its ends.

use super::{Context, Op, Pulled, Row, is_walked, node_at, put};
use crate::ast::Direction;
use crate::error::CypherError;
use crate::eval::wrong_type;
use crate::plan::Expand;
use crate::value::{NodeId, Value};

/// The ways in which the relationship of one row fits into the pattern, that are left.
#[derive(Default)]
pub(super) struct Cursor {
    ways: Vec<(NodeId, NodeId)>,
}

impl Cursor {
    pub(super) fn next(
        &mut self,
        input: &mut Op,
        ends: &Expand,
        row: &mut Row,
        context: &Context<'_>,
    ) -> Result<Pulled, CypherError> {
        loop {
            if let Some((from, to)) = self.ways.pop() {
                put(row, ends.from, Value::Node(from));
                put(row, ends.to, Value::Node(to));
                return Ok(Pulled::Row);
            }
            match input.next(row, context)? {
                Pulled::Row => self.ways = fitting(row, ends, context)?,
                other => return Ok(other),
            }
        }
    }
}

/// From where to where the relationship leads, for each way in which it fits into the pattern.
fn fitting(row: &Row, ends: &Expand, context: &Context<'_>) -> Result<Vec<(NodeId, NodeId)>, CypherError> {
    let relationship = match row.get(ends.relationship) {
        Some(Value::Relationship(relationship)) => *relationship,
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(other) => return Err(wrong_type("a relationship", other)),
    };
    let typed = ends.types.as_ref().is_none_or(|types| types.contains(&context.graph.type_of(relationship)));
    if !typed || is_walked(row, &ends.others, relationship) {
        return Ok(Vec::new());
    }
    let (start, end) = (context.graph.start(relationship), context.graph.end(relationship));
    let ways: &[(NodeId, NodeId)] = match ends.direction {
        Direction::Outgoing => &[(start, end)],
        Direction::Incoming => &[(end, start)],
        Direction::Either if start == end => &[(start, end)],
        // The last one is given first.
        Direction::Either => &[(end, start), (start, end)],
    };
    let mut fitting = Vec::new();
    for (from, to) in ways {
        if ends.from_is_bound && node_at(row, ends.from)? != Some(*from) {
            continue;
        }
        // Both ends may be one place.
        let wanted = if ends.from == ends.to {
            Some(*from)
        } else if ends.to_is_bound {
            node_at(row, ends.to)?
        } else {
            Some(*to)
        };
        if wanted == Some(*to) {
            fitting.push((*from, *to));
        }
    }
    Ok(fitting)
}
