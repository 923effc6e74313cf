//! CALL: of a procedure, and of a subquery for each row.

use std::sync::Arc;

use super::{Call, Plan, Planner, Scope};
use crate::ast::{Clause, Expr, Offset, Part, ProcedureCall, QueryAst};
use crate::error::{CypherError, ErrorCode};
use crate::eval::functions;
use crate::eval::kinds;
use crate::procedure::Procedure;

/// Families of procedures that the database has; which of them this engine has is in [`Procedure::built_in`].
const ELSEWHERE: &[&str] = &["apoc.", "db.", "dbms.", "gds.", "jwt.", "tx.", "algo."];

impl Planner<'_> {
    /// Plans the call of a procedure; its results enter the scope.
    pub(super) fn call(
        &self,
        input: Arc<Plan>,
        call: &ProcedureCall,
        scope: &mut Scope,
    ) -> Result<Arc<Plan>, CypherError> {
        let procedure = self.procedure(call)?;
        let arguments = self.arguments(call, &procedure, scope)?;
        let refuse = |message: String| Err(CypherError::at(ErrorCode::Syntax, message, self.text, call.at));
        let own = || procedure.yields.iter().map(|(name, _)| (name.clone(), name.clone())).collect();
        let yields: Vec<(Arc<str>, Arc<str>)> = match &call.yields {
            Some(yields) => yields.clone(),
            None if call.alone => own(),
            None if procedure.yields.is_empty() => Vec::new(),
            None => {
                let message = "Procedure call inside a query does not support naming results implicitly: use YIELD";
                return refuse(message.to_owned());
            }
        };
        let mut results = Vec::new();
        for (field, name) in &yields {
            let Some(at) = procedure.yields.iter().position(|(own, _)| own == field) else {
                return refuse(format!("Unknown procedure output: `{field}`"));
            };
            let kinds = procedure.yields[at].1.kinds();
            let slot = scope.declare(name, kinds).map_err(|()| {
                let message = format!("Variable `{name}` already declared");
                CypherError::at(ErrorCode::Syntax, message, self.text, call.at)
            })?;
            results.push((at, slot));
        }
        let passes = procedure.yields.is_empty() && !call.alone;
        let mut plan = Arc::new(Plan::Call(Call { input, procedure, arguments, results, passes }));
        if let Some(condition) = &call.condition {
            let condition = self.condition(condition, scope)?;
            plan = Arc::new(Plan::Filter { input: plan, condition });
        }
        Ok(plan)
    }

    fn procedure(&self, call: &ProcedureCall) -> Result<Procedure, CypherError> {
        let built_in = Procedure::built_in();
        let found = self.given.procedures.iter().chain(&built_in).find(|procedure| procedure.name == call.name);
        found.cloned().ok_or_else(|| {
            let name = &call.name;
            let all = self.given.procedures.iter().chain(&built_in).map(|procedure| &*procedure.name);
            let nearest = functions::nearest(name, all);
            let known = ELSEWHERE.iter().any(|family| name.starts_with(family));
            let (code, message) = if known && !functions::mistyped(name, nearest) {
                let message =
                    format!("CALL of {name} is not supported by the embedded engine: the nearest is {nearest}");
                (ErrorCode::Unsupported, message)
            } else {
                let message = format!("There is no procedure with the name `{name}`: did you mean {nearest}?");
                (ErrorCode::ProcedureNotFound, message)
            };
            CypherError::at(code, message, self.text, call.at)
        })
    }

    fn arguments(&self, call: &ProcedureCall, procedure: &Procedure, scope: &Scope) -> Result<Vec<Expr>, CypherError> {
        let refuse = |message: String| CypherError::at(ErrorCode::Syntax, message, self.text, call.at);
        let written = match &call.arguments {
            Some(written) => written.clone(),
            None if call.alone || procedure.takes.is_empty() => {
                procedure.takes.iter().map(|(name, _)| Expr::Parameter(name.clone(), call.at)).collect()
            }
            None => return Err(refuse("Procedure call inside a query needs its arguments in brackets".to_owned())),
        };
        if written.len() != procedure.takes.len() {
            let (name, wanted, given) = (&call.name, procedure.takes.len(), written.len());
            return Err(refuse(format!("Procedure {name} takes {wanted} argument(s), not {given}")));
        }
        let mut arguments = Vec::with_capacity(written.len());
        for (argument, (_, kind)) in written.iter().zip(&procedure.takes) {
            scope.accepts(argument, kind.kinds(), &[], self.text)?;
            let argument = self.bound(argument, scope)?;
            self.no_aggregate(&argument)?;
            kinds::check(kinds::of(&argument), kind.kinds()).map_err(refuse)?;
            arguments.push(argument);
        }
        Ok(arguments)
    }

    /// Plans CALL { … }; what it returns enters the scope.
    pub(super) fn call_subquery(
        &self,
        input: Arc<Plan>,
        query: &QueryAst,
        at: Offset,
        scope: &mut Scope,
    ) -> Result<Arc<Plan>, CypherError> {
        let refuse = |message: String| CypherError::at(ErrorCode::Syntax, message, self.text, at);
        for part in &query.parts {
            if let Some(Clause::Project(last)) = part.clauses.last()
                && let Some(item) = last.items.iter().find(|item| !item.named)
            {
                let message = "Expression in CALL { RETURN ... } must be aliased (use AS)";
                return Err(CypherError::at(ErrorCode::Syntax, message, self.text, item.at));
            }
        }
        let inside = |part: &Part| if imports(part) { scope.clone() } else { scope.hidden() };
        let planned = self.nested(at, || self.united(query, query.parts.iter().map(inside).collect()))?;
        let width = scope.width();
        for (name, known) in planned.columns.iter().zip(&planned.known) {
            scope
                .declare_known(name, *known)
                .map_err(|()| refuse(format!("Variable `{name}` already declared in outer scope")))?;
        }
        Ok(Arc::new(Plan::Apply { input, inner: planned.plan, width }))
    }
}

/// Whether a part of a subquery begins with `WITH a, b`, by which it takes variables from around it.
fn imports(part: &Part) -> bool {
    let Some(Clause::Project(first)) = part.clauses.first() else { return false };
    let simple = |e: &Expr, name: &Arc<str>| matches!(e, Expr::Variable(variable, _) if variable == name);
    part.clauses.len() > 1
        && !first.distinct
        && first.order.is_empty()
        && first.skip.is_none()
        && first.limit.is_none()
        && first.condition.is_none()
        && first.items.iter().all(|item| simple(&item.expression, &item.name))
}
