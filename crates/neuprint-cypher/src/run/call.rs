//! A procedure or a subquery for each row.

use std::sync::Arc;

use super::{Context, Op, Pulled, Row, with};
use crate::error::{CypherError, ErrorCode};
use crate::plan::{Call, Plan};

/// The rows of a procedure that are left for a row.
#[derive(Default)]
pub(super) struct Cursor {
    current: Option<(Row, std::vec::IntoIter<Row>)>,
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
                if rows.len() > 0 && !context.pay()? {
                    return Ok(Pulled::Pending);
                }
                if let Some(found) = rows.next() {
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
            let rows = (call.procedure.body)(context.graph, &arguments)?;
            if call.passes {
                return Ok(Pulled::Row(row));
            }
            self.current = Some((row, rows.into_iter()));
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
