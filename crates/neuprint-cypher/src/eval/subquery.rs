//! Queries within expressions, run to their end for one row.

use super::{Env, Evaluated};
use crate::ast::{Subquery, SubqueryKind};
use crate::error::{CypherError, ErrorCode};
use crate::run::{Context, Op, Pulled, Row};
use crate::value::Value;

impl Env<'_> {
    pub(super) fn subquery(&mut self, subquery: &Subquery) -> Evaluated {
        let Some(plan) = &subquery.plan else {
            return Err(CypherError::new(ErrorCode::Syntax, "a subquery has no place here"));
        };
        let first: Row = subquery.outer.iter().map(|(_, e)| self.eval(e)).collect::<Result<_, _>>()?;
        // There is no pausing within an expression: what the query may do for one row is bounded instead.
        let budget = self.budget.within_row(self.items);
        let context = Context { graph: self.graph, memory: self.memory, budget: &budget };
        let mut op = Op::new(plan, first);
        let mut row = Row::new();
        let mut rows = 0;
        let mut values = Vec::new();
        let wanted = match subquery.kind {
            SubqueryKind::Exists | SubqueryKind::ExistsPattern | SubqueryKind::Pattern => 1,
            SubqueryKind::Count | SubqueryKind::Collect | SubqueryKind::Paths => u64::MAX,
        };
        while rows < wanted {
            match op.next(&mut row, &context)? {
                Pulled::Row => {
                    rows += 1;
                    if matches!(subquery.kind, SubqueryKind::Collect | SubqueryKind::Paths) {
                        values.extend(row.first().cloned());
                    }
                }
                Pulled::Pending => budget.refuel(u64::MAX),
                Pulled::Done => break,
            }
        }
        self.pay(budget.spent() + rows)?;
        Ok(match subquery.kind {
            SubqueryKind::Exists | SubqueryKind::ExistsPattern | SubqueryKind::Pattern => Value::Bool(rows > 0),
            SubqueryKind::Count => Value::Int(i64::try_from(rows).unwrap_or(i64::MAX)),
            SubqueryKind::Collect | SubqueryKind::Paths => Value::list(values),
        })
    }
}
