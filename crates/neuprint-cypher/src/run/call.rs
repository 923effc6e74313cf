//! A procedure or a subquery for each row.

use std::sync::Arc;

use super::timebox::{Timebox, Timed};
use super::{Context, Op, Pulled, Row, put};
use crate::error::{CypherError, ErrorCode};
use crate::plan::{Call, Plan};
use crate::procedure::Body;
use crate::value::Value;

/// The rows of a procedure that are left for a row.
#[derive(Default)]
pub(super) struct Cursor {
    current: Option<Found>,
}

enum Found {
    Rows(std::vec::IntoIter<Row>),
    Query(Box<Timebox>),
}

impl Cursor {
    pub(super) fn next(
        &mut self,
        input: &mut Op,
        call: &Call,
        row: &mut Row,
        context: &Context<'_>,
    ) -> Result<Pulled, CypherError> {
        loop {
            if let Some(rows) = &mut self.current {
                let found = match rows {
                    Found::Rows(rows) if rows.len() > 0 && !context.pay()? => return Ok(Pulled::Pending),
                    Found::Rows(rows) => rows.next(),
                    Found::Query(query) => match query.next(context)? {
                        Timed::Row(map) => Some(vec![map]),
                        Timed::Pending => return Ok(Pulled::Pending),
                        Timed::Done => None,
                    },
                };
                if let Some(found) = found {
                    for (at, slot) in &call.results {
                        let Some(value) = found.get(*at) else { return Err(too_short(call)) };
                        put(row, *slot, value.clone());
                    }
                    return Ok(Pulled::Row);
                }
                self.current = None;
            }
            match input.next(row, context)? {
                Pulled::Row => {}
                other => return Ok(other),
            }
            let mut env = context.env(row);
            let arguments: Row = call.arguments.iter().map(|e| env.eval(e)).collect::<Result<_, _>>()?;
            let found = match &call.procedure.body {
                Body::Rows(rows) => Found::Rows(rows(context.graph, &arguments)?.into_iter()),
                Body::Query => match Timebox::start(&arguments, context)? {
                    Some(query) => Found::Query(Box::new(query)),
                    None => continue,
                },
            };
            if call.passes {
                return Ok(Pulled::Row);
            }
            self.current = Some(found);
        }
    }
}

fn too_short(call: &Call) -> CypherError {
    let message = format!("the procedure {} gave fewer values than it yields", call.procedure.name);
    CypherError::new(ErrorCode::CallFailed, message)
}

/// The next row of a subquery, behind the row that it is about; `current` is the subquery of that row.
pub(super) fn apply(
    input: &mut Op,
    inner: &Arc<Plan>,
    width: usize,
    current: &mut Option<(Box<Op>, Row)>,
    row: &mut Row,
    context: &Context<'_>,
) -> Result<Pulled, CypherError> {
    loop {
        if let Some((op, found)) = current {
            match op.next(found, context)? {
                Pulled::Row => {
                    row.truncate(width);
                    row.resize(width, Value::Null);
                    row.extend_from_slice(found);
                    return Ok(Pulled::Row);
                }
                Pulled::Pending => return Ok(Pulled::Pending),
                Pulled::Done => *current = None,
            }
        }
        match input.next(row, context)? {
            Pulled::Row => *current = Some((Box::new(Op::new(inner, row.clone())), Row::new())),
            other => return Ok(other),
        }
    }
}
