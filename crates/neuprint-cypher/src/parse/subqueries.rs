//! Queries within expressions, and where a pattern may stand for a condition.

use decypher::ast::expr::{ExistsInner, Expression, PatternComprehension};
use decypher::ast::pattern::{Pattern, RelationshipsPattern};
use decypher::ast::query::RegularQuery;

use super::expressions::name;
use super::{Lowered, Source};
use crate::ast::{
    BinaryOp, Clause, Expr, Item, MatchClause, Offset, Part, PathPattern, Projection, QueryAst, Subquery, SubqueryKind,
};
use crate::error::ErrorCode;
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
        let result = *self.per_item(self.expression(&comprehension.map)?, at)?;
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

    /// Refuses a pattern that stands where a value is wanted; `condition`: the expression itself is a condition.
    pub(super) fn patterns_in_place(&self, expression: Expr, condition: bool) -> Lowered<Expr> {
        match misplaced(&expression, condition) {
            None => Ok(expression),
            Some(at) => {
                let message = "A pattern can only stand for a condition here: for a list, write [(a)-->(b) | b]";
                Err(self.error(ErrorCode::Syntax, message, at))
            }
        }
    }

    /// A value, not a condition.
    pub(super) fn plain(&self, expression: &Expression) -> Lowered<Expr> {
        self.patterns_in_place(self.expression(expression)?, false)
    }
}

/// Where the first pattern is that stands for a value.
fn misplaced(e: &Expr, condition: bool) -> Option<Offset> {
    match e {
        Expr::Subquery(subquery) => (subquery.kind == SubqueryKind::Pattern && !condition).then_some(subquery.at),
        Expr::Not(operand) => misplaced(operand, true),
        Expr::Binary(BinaryOp::And | BinaryOp::Or | BinaryOp::Xor, a, b) => {
            misplaced(a, true).or_else(|| misplaced(b, true))
        }
        Expr::Comprehension { list, condition: holds, result, .. } => {
            let holds = holds.as_deref().and_then(|e| misplaced(e, true));
            holds.or_else(|| misplaced(list, false)).or_else(|| result.as_deref().and_then(|e| misplaced(e, false)))
        }
        Expr::Case { scrutinee: None, branches, otherwise } => {
            let mut places =
                branches.iter().map(|(when, then)| misplaced(when, true).or_else(|| misplaced(then, false)));
            places.find_map(|place| place).or_else(|| otherwise.as_deref().and_then(|e| misplaced(e, false)))
        }
        other => {
            let mut found = None;
            other.children(&mut |child| found = found.or_else(|| misplaced(child, false)));
            found
        }
    }
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
    let query = QueryAst { parts: vec![Part { clauses, at }], distinct: false, explain: false };
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
