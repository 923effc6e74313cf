//! CALL.

use std::sync::Arc;

use decypher::ast::procedure::{InQueryCall, ProcedureInvocation, StandaloneCall, YieldItems, YieldSpec};
use decypher::ast::query::CallSubquery;

use super::expressions::name;
use super::{Lowered, Source};
use crate::ast::{Clause, Offset, Part, ProcedureCall, QueryAst};

impl Source<'_> {
    /// CALL of a procedure as a whole query.
    pub(super) fn standalone(&self, call: &StandaloneCall) -> Lowered<QueryAst> {
        let at = call.span.start;
        let mut lowered = self.procedure(&call.call, at)?;
        lowered.alone = true;
        if let Some(YieldSpec::Items(items)) = &call.yield_items {
            self.yielded(&mut lowered, items, at)?;
        }
        let parts = vec![Part { clauses: vec![Clause::Call(lowered)], at }];
        Ok(QueryAst { parts, distinct: false, explain: false, profile: false })
    }

    /// CALL of a procedure among other clauses.
    pub(super) fn in_query(&self, call: &InQueryCall) -> Lowered<Clause> {
        let mut lowered = self.procedure(&call.call, call.span.start)?;
        if let Some(items) = &call.yield_items {
            self.yielded(&mut lowered, items, call.span.start)?;
        }
        Ok(Clause::Call(lowered))
    }

    fn procedure(&self, call: &ProcedureInvocation, at: Offset) -> Lowered<ProcedureCall> {
        let name: Arc<str> = call.name.name.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(".").into();
        let arguments = call.name.arguments.iter().map(|argument| self.plain(argument)).collect::<Lowered<_>>()?;
        let arguments = (!call.implicit_arguments).then_some(arguments);
        Ok(ProcedureCall { name, arguments, yields: None, condition: None, alone: false, at })
    }

    fn yielded(&self, call: &mut ProcedureCall, items: &YieldItems, at: Offset) -> Lowered<()> {
        let named = items.items.iter().map(|item| {
            let field: Arc<str> = item.procedure_field.name.as_str().into();
            let name = item.alias.as_ref().map_or_else(|| field.clone(), name);
            (field, name)
        });
        call.yields = Some(named.collect());
        call.condition = items.where_clause.as_ref().map(|e| self.condition(e, at)).transpose()?;
        Ok(())
    }

    /// CALL { … }
    pub(super) fn call_subquery(&self, call: &CallSubquery) -> Lowered<Clause> {
        if let Some(batches) = &call.in_transactions {
            return Err(self.unsupported("CALL { … } IN TRANSACTIONS", batches.span));
        }
        let query = self.regular(&call.query.single_query, &call.query.unions, false)?;
        Ok(Clause::Subquery { query, at: call.span.start })
    }
}
