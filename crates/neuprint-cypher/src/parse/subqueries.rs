//! Queries within expressions, and whether a pattern stands for a condition or for the list of its paths.

use std::sync::Arc;

use decypher::ast::expr::{ExistsInner, Expression, PatternComprehension};
use decypher::ast::pattern::{Pattern, RelationshipsPattern};
use decypher::ast::query::RegularQuery;

use super::expressions::name;
use super::{Lowered, Source};
use crate::ast::{
    BinaryOp, Clause, Expr, Item, MatchClause, Offset, Part, PathPattern, Projection, QueryAst, Subquery, SubqueryKind,
};
use crate::value::Value;

impl Source<'_> {
    /// `(a)-->(b)` as a condition.
    pub(super) fn pattern(&self, pattern: &RelationshipsPattern) -> Lowered<Expr> {
        let path = self.chain(&pattern.start, &pattern.chains)?;
        Ok(matched(SubqueryKind::Pattern, vec![path], None, Expr::Literal(Value::Bool(true)), pattern.span.start))
    }

    /// `[p = (a)-->(b) WHERE condition | result]`
    pub(super) fn pattern_comprehension(&self, comprehension: &PatternComprehension) -> Lowered<Expr> {
        let at = comprehension.span.start;
        let mut path = self.chain(&comprehension.pattern.start, &comprehension.pattern.chains)?;
        path.variable = comprehension.variable.as_ref().map(name);
        let condition = comprehension.where_clause.as_ref().map(|e| self.condition(e, at)).transpose()?;
        let result = *self.per_item(self.plain(&comprehension.map)?, at)?;
        Ok(matched(SubqueryKind::Collect, vec![path], condition, result, at))
    }

    /// `EXISTS { … }`, `COUNT { … }` and `exists((a)-->(b))`.
    pub(super) fn exists(&self, mut kind: SubqueryKind, inner: &ExistsInner, at: Offset) -> Lowered<Expr> {
        match inner {
            ExistsInner::Pattern(pattern, condition) => {
                // The function takes a pattern without variables of its own, the subquery any.
                let bracket = self.text.get(at..).and_then(|rest| rest.find(['(', '{']));
                if kind == SubqueryKind::Exists
                    && bracket.is_some_and(|bracket| self.text[at + bracket..].starts_with('('))
                {
                    kind = SubqueryKind::ExistsPattern;
                }
                let condition = condition.as_deref().map(|e| self.condition(e, at)).transpose()?;
                Ok(matched(kind, self.paths(pattern)?, condition, Expr::Literal(Value::Bool(true)), at))
            }
            ExistsInner::RegularQuery(query) => self.subquery(kind, query, at),
        }
    }

    pub(super) fn subquery(&self, kind: SubqueryKind, query: &RegularQuery, at: Offset) -> Lowered<Expr> {
        let query = self.regular(&query.single_query, &query.unions, kind != SubqueryKind::Collect)?;
        Ok(Expr::Subquery(Box::new(Subquery::new(kind, query, at))))
    }

    pub(super) fn paths(&self, pattern: &Pattern) -> Lowered<Vec<PathPattern>> {
        pattern.parts.iter().map(|part| self.path(part)).collect()
    }

    /// A value, not a condition.
    pub(super) fn plain(&self, expression: &Expression) -> Lowered<Expr> {
        let mut expression = self.expression(expression)?;
        in_place(&mut expression, false);
        Ok(expression)
    }
}

/// Makes every pattern that stands where a value is wanted the list of its paths; `condition`: the expression itself is
/// a condition. Neo4j 4.4 deprecates such a list and answers it, later versions and openCypher do not.
pub(super) fn in_place(e: &mut Expr, condition: bool) {
    match e {
        Expr::Subquery(subquery) if subquery.kind == SubqueryKind::Pattern && !condition => *e = paths_of(subquery),
        Expr::Not(operand) => in_place(operand, true),
        Expr::Binary(BinaryOp::And | BinaryOp::Or | BinaryOp::Xor, a, b) => {
            in_place(a, true);
            in_place(b, true);
        }
        Expr::Comprehension { list, condition, result, .. } => {
            in_place(list, false);
            condition.iter_mut().for_each(|e| in_place(e, true));
            result.iter_mut().for_each(|e| in_place(e, false));
        }
        Expr::Case { scrutinee: None, branches, otherwise } => {
            for (when, then) in branches {
                in_place(when, true);
                in_place(then, false);
            }
            otherwise.iter_mut().for_each(|e| in_place(e, false));
        }
        other => {
            let _: Result<(), std::convert::Infallible> = other.children_mut(&mut |child| {
                in_place(child, false);
                Ok(())
            });
        }
    }
}

/// The list of paths that a pattern finds.
fn paths_of(subquery: &Subquery) -> Expr {
    let (mut parts, at) = (Vec::new(), subquery.at);
    for clause in subquery.query.parts.iter().flat_map(|part| &part.clauses) {
        if let Clause::Match(clause) = clause {
            parts.extend(clause.parts.iter().cloned());
        }
    }
    let name = path_name(at);
    parts.iter_mut().for_each(|part| part.variable = Some(name.clone()));
    matched(SubqueryKind::Paths, parts, None, Expr::Variable(name, at), at)
}

/// A name for the path of a pattern that begins at a byte; no variable of the query can have it.
pub(super) fn path_name(at: Offset) -> Arc<str> {
    format!(" path {at}").into()
}

/// The query that matches paths and gives one value for each match.
pub(super) fn matched(
    kind: SubqueryKind,
    parts: Vec<PathPattern>,
    condition: Option<Expr>,
    value: Expr,
    at: Offset,
) -> Expr {
    let matching = Clause::Match(MatchClause { optional: false, parts, condition });
    let clauses = vec![matching, Clause::Project(returning(value, at))];
    let query = QueryAst { parts: vec![Part { clauses, at }], distinct: false, explain: false, profile: false };
    Expr::Subquery(Box::new(Subquery::new(kind, query, at)))
}

/// RETURN of one value.
pub(super) fn returning(value: Expr, at: Offset) -> Projection {
    Projection {
        distinct: false,
        star: false,
        items: vec![Item { expression: value, name: "value".into(), named: false, at }],
        order: vec![],
        skip: None,
        limit: None,
        condition: None,
        at,
    }
}
