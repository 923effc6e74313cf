//! From a relationship that is known already to the nodes at its ends.

use super::{Context, Op, Pulled, Row, is_walked, node_at, with};
use crate::ast::Direction;
use crate::error::CypherError;
use crate::eval::wrong_type;
use crate::plan::Expand;
use crate::value::{NodeId, Value};

/// The next row; `rows` are those that are left of the row before.
pub(super) fn next(
    input: &mut Op,
    ends: &Expand,
    rows: &mut Vec<Row>,
    context: &mut Context<'_>,
) -> Result<Pulled, CypherError> {
    loop {
        if let Some(row) = rows.pop() {
            return Ok(Pulled::Row(row));
        }
        match input.next(context)? {
            Pulled::Row(row) => *rows = matching(&row, ends, context)?,
            other => return Ok(other),
        }
    }
}

/// The row once for each way in which the relationship fits into the pattern.
fn matching(row: &Row, ends: &Expand, context: &Context<'_>) -> Result<Vec<Row>, CypherError> {
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
    let mut rows = Vec::new();
    for (from, to) in ways {
        if ends.from_is_bound && node_at(row, ends.from)? != Some(*from) {
            continue;
        }
        let row = with(row, ends.from, Value::Node(*from));
        if ends.to_is_bound && node_at(&row, ends.to)? != Some(*to) {
            continue;
        }
        rows.push(with(&row, ends.to, Value::Node(*to)));
    }
    Ok(rows)
}
