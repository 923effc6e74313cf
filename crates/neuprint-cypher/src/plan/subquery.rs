//! Queries within expressions.

use std::sync::Arc;

use super::{Plan, Planner, Scope};
use crate::ast::{Clause, Offset, Subquery, SubqueryKind};
use crate::error::{CypherError, ErrorCode};

/// Subqueries within subqueries: each is evaluated on the stack of the one around it.
const NESTING: usize = 8;

impl Planner<'_> {
    /// Plans a subquery, whose first row holds the variables of `scope`.
    pub(super) fn subquery(&self, subquery: &Subquery, scope: Scope) -> Result<Arc<Plan>, CypherError> {
        if matches!(subquery.kind, SubqueryKind::ExistsPattern | SubqueryKind::Pattern | SubqueryKind::Paths) {
            self.no_new_variables(subquery, &scope)?;
        }
        let planned = self.nested(subquery.at, || self.query_within(&subquery.query, &scope))?;
        if subquery.kind == SubqueryKind::Collect && planned.columns.len() != 1 {
            let message = "COLLECT { … } must return one column";
            return Err(CypherError::at(ErrorCode::Syntax, message, self.text, subquery.at));
        }
        Ok(planned.plan)
    }

    /// Plans something that will be evaluated within something else.
    pub(super) fn nested<T>(
        &self,
        at: Offset,
        plan: impl FnOnce() -> Result<T, CypherError>,
    ) -> Result<T, CypherError> {
        if self.depth.get() >= NESTING {
            let message = "subqueries are nested too deeply: put parts of them into MATCH clauses";
            return Err(CypherError::at(ErrorCode::Limit, message, self.text, at));
        }
        self.depth.set(self.depth.get() + 1);
        let planned = plan();
        self.depth.set(self.depth.get() - 1);
        planned
    }

    /// A pattern that is a condition speaks of what is known.
    fn no_new_variables(&self, subquery: &Subquery, scope: &Scope) -> Result<(), CypherError> {
        let mut new = None;
        for clause in subquery.query.parts.iter().flat_map(|part| &part.clauses) {
            let Clause::Match(clause) = clause else { continue };
            for path in &clause.parts {
                let nodes = path.nodes.iter().map(|node| (&node.variable, node.at));
                let rels = path.relationships.iter().map(|rel| (&rel.variable, rel.at));
                new = new.or(nodes.chain(rels).find_map(|(name, at)| {
                    name.as_ref().filter(|name| scope.slot(name).is_none()).map(|name| (name.clone(), at))
                }));
            }
        }
        match new {
            None => Ok(()),
            Some((name, at)) => {
                let message = format!("PatternExpressions are not allowed to introduce new variables: '{name}'.");
                Err(CypherError::at(ErrorCode::Syntax, message, self.text, at))
            }
        }
    }
}
