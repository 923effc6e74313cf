//! A procedure or a subquery for each row.

use std::sync::Arc;

use super::timebox::Timebox;
use super::{Context, Op, Pulled, Row, with};
use crate::error::{CypherError, ErrorCode};
use crate::plan::{Call, Plan};
use crate::procedure::Body;

/// The rows of a procedure that are left for a row.
#[derive(Default)]
pub(super) struct Cursor {
    current: Option<(Row, Found)>,
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
        context: &mut Context<'_>,
    ) -> Result<Pulled, CypherError> {
        loop {
            if let Some((row, rows)) = &mut self.current {
                let found = match rows {
                    Found::Rows(rows) if rows.len() > 0 && !context.pay()? => return Ok(Pulled::Pending),
                    Found::Rows(rows) => rows.next(),
                    Found::Query(query) => match query.next(context)? {
                        Pulled::Row(row) => Some(row),
                        Pulled::Pending => return Ok(Pulled::Pending),
                        Pulled::Done => None,
                    },
                };
                if let Some(found) = found {
                    let mut row = row.clone();
                    for (at, slot) in &call.results {
                        let Some(value) = found.get(*at) else { return Err(too_short(call)) };
                        row = with(&row, *slot, value.clone());
                    }
                    return Ok(Pulled::Row(row));
                }
                self.current = None;
            }
            let row = match input.next(context)? {
                Pulled::Row(row) => row,
                other => return Ok(other),
            };
            let mut env = context.env(&row);
            let arguments: Row = call.arguments.iter().map(|e| env.eval(e)).collect::<Result<_, _>>()?;
            let found = match &call.procedure.body {
                Body::Rows(rows) => Found::Rows(rows(context.graph, &arguments)?.into_iter()),
                Body::Query => match Timebox::start(&arguments, context)? {
                    Some(query) => Found::Query(Box::new(query)),
                    None => continue,
                },
            };
            if call.passes {
                return Ok(Pulled::Row(row));
            }
            self.current = Some((row, found));
        }
    }
}

fn too_short(call: &Call) -> CypherError {
    let message = format!("the procedure {} gave fewer values than it yields", call.procedure.name);
    CypherError::new(ErrorCode::CallFailed, message)
}

/// The next row of a subquery, with the row that it is about in front; `current` is that row, and how far it is.
pub(super) fn apply(
    input: &mut Op,
    inner: &Arc<Plan>,
    width: usize,
    current: &mut Option<(Row, Box<Op>)>,
    context: &mut Context<'_>,
) -> Result<Pulled, CypherError> {
    loop {
        if let Some((row, op)) = current {
            match op.next(context)? {
                Pulled::Row(found) => {
                    let mut row = row.clone();
                    row.resize(width, crate::value::Value::Null);
                    row.extend(found);
                    return Ok(Pulled::Row(row));
                }
                Pulled::Pending => return Ok(Pulled::Pending),
                Pulled::Done => *current = None,
            }
        }
        match input.next(context)? {
            Pulled::Row(row) => *current = Some((row.clone(), Box::new(Op::new(inner, row)))),
            other => return Ok(other),
        }
    }
}
