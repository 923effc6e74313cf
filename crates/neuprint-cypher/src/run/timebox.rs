//! `apoc.cypher.runTimeboxed`: a query that is given as a text, and a time within which it gives rows.
//!
//! As in APOC, a mistake in the query and the end of its time leave no trace but the rows that are missing. What this
//! engine does not speak, or has no budget for, is an error all the same.

use std::sync::Arc;

use super::{Context, Op, Pulled, Row};
use crate::error::{CypherError, ErrorCode};
use crate::eval::wrong_type;
use crate::plan::{Planned, Planner};
use crate::query::Given;
use crate::value::{Map, Value};

/// Such queries within such queries: each is on the stack of the one around it.
const NESTING: usize = 4;

/// The query at work.
pub(super) struct Timebox {
    op: Op,
    row: Row,
    columns: Vec<Arc<str>>,
    /// When its time is over.
    end: Option<u64>,
}

/// What it says when asked for a row.
pub(super) enum Timed {
    Row(Value),
    Pending,
    Done,
}

impl Timebox {
    /// Begins the query; `None` if it has no rows.
    pub(super) fn start(arguments: &[Value], context: &Context<'_>) -> Result<Option<Self>, CypherError> {
        let [query, parameters, timeout] = arguments else {
            return Err(failed("apoc.cypher.runTimeboxed takes a query, its parameters and a time"));
        };
        let parameters = match parameters {
            Value::Null => Map::new(),
            Value::Map(map) => (**map).clone(),
            other => return Err(wrong_type("a map", other)),
        };
        let Value::Int(timeout) = timeout else {
            return Err(failed("the time of apoc.cypher.runTimeboxed is missing"));
        };
        let (Value::Str(text), Ok(timeout @ 1..)) = (query, u64::try_from(*timeout)) else { return Ok(None) };
        if context.memory.calls.get() >= NESTING {
            let message = "apoc.cypher.runTimeboxed is nested too deeply";
            return Err(CypherError::new(ErrorCode::Limit, message));
        }
        let given = Given { parameters, procedures: context.memory.procedures.clone() };
        let planned = crate::parse::parse(text).and_then(|ast| {
            let planner =
                Planner { graph: context.graph, text, given: &given, depth: Default::default(), naive: false };
            Ok((planner.query(&ast)?, ast.explain))
        });
        Ok(match silent(planned)? {
            Some((Planned { plan, columns, .. }, false)) => {
                let end = context.memory.now.get().map(|now| now.saturating_add(timeout));
                Some(Self { op: Op::new(&plan, Row::new()), row: Row::new(), columns, end })
            }
            _ => None,
        })
    }

    /// The next row: a map of the query's columns.
    pub(super) fn next(&mut self, context: &Context<'_>) -> Result<Timed, CypherError> {
        if let (Some(end), Some(now)) = (self.end, context.memory.now.get())
            && now >= end
        {
            return Ok(Timed::Done);
        }
        let calls = &context.memory.calls;
        calls.set(calls.get() + 1);
        let pulled = self.op.next(&mut self.row, context);
        calls.set(calls.get() - 1);
        Ok(match silent(pulled)?.unwrap_or(Pulled::Done) {
            Pulled::Row => {
                let map: Map = self.columns.iter().cloned().zip(self.row.iter().cloned()).collect();
                Timed::Row(Value::Map(Arc::new(map)))
            }
            Pulled::Pending => Timed::Pending,
            Pulled::Done => Timed::Done,
        })
    }
}

/// Without the mistakes that the procedure keeps to itself.
fn silent<T>(result: Result<T, CypherError>) -> Result<Option<T>, CypherError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error)
            if matches!(
                error.code,
                ErrorCode::Unsupported | ErrorCode::Limit | ErrorCode::TimedOut | ErrorCode::Write
            ) =>
        {
            // A place in the inner text is none in the outer one.
            Err(CypherError {
                message: format!("in the query of apoc.cypher.runTimeboxed: {error}"),
                position: None,
                ..error
            })
        }
        Err(_) => Ok(None),
    }
}

fn failed(message: &str) -> CypherError {
    CypherError::new(ErrorCode::CallFailed, message)
}
