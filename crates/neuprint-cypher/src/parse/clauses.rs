//! Clauses: what each becomes, and which are refused.

use std::sync::Arc;

use decypher::ast::clause::{Match, Order, ProjectionItem, Return, SortDirection, Unwind, With};
use decypher::ast::expr::Expression;
use decypher::ast::query::{ReadingClause, UpdatingClause};
use decypher::error::Span;

use super::{Lowered, Source, columns};
use crate::ast::{Clause, Expr, Item, MatchClause, Projection};
use crate::error::{CypherError, ErrorCode};

impl Source<'_> {
    pub(super) fn reading(&self, clause: &ReadingClause) -> Lowered<Clause> {
        match clause {
            ReadingClause::Match(clause) => Ok(Clause::Match(self.matching(clause)?)),
            ReadingClause::Unwind(clause) => self.unwind(clause),
            ReadingClause::InQueryCall(call) => self.in_query(call),
            ReadingClause::CallSubquery(call) => self.call_subquery(call),
            ReadingClause::LoadCsv(load) => Err(self.write_at("LOAD CSV", load.span)),
        }
    }

    pub(super) fn write(&self, clause: &UpdatingClause) -> CypherError {
        match clause {
            UpdatingClause::Create(c) => self.write_at("CREATE", c.span),
            UpdatingClause::Merge(c) => self.write_at("MERGE", c.span),
            UpdatingClause::Delete(c) => self.write_at("DELETE", c.span),
            UpdatingClause::Set(c) => self.write_at("SET", c.span),
            UpdatingClause::Remove(c) => self.write_at("REMOVE", c.span),
            UpdatingClause::Foreach(c) => self.write_at("FOREACH", c.span),
        }
    }

    fn write_at(&self, name: &str, span: Span) -> CypherError {
        self.error(
            ErrorCode::Write,
            format!("{name} would change the data; the embedded dataset can only be read"),
            span.start,
        )
    }

    fn matching(&self, clause: &Match) -> Lowered<MatchClause> {
        Ok(MatchClause {
            optional: clause.optional,
            parts: self.paths(&clause.pattern)?,
            condition: clause.where_clause.as_ref().map(|e| self.condition(e, clause.span.start)).transpose()?,
        })
    }

    fn unwind(&self, clause: &Unwind) -> Lowered<Clause> {
        let list = self.plain(&clause.expression)?;
        Ok(Clause::Unwind { list, variable: clause.variable.name.name.as_str().into() })
    }

    pub(super) fn with(&self, clause: &With) -> Lowered<Projection> {
        let mut projection = self.projection(clause.distinct, clause.star, &clause.items, clause.span)?;
        if let Some(item) = projection.items.iter().find(|item| !item.named) {
            return Err(self.error(ErrorCode::Syntax, "Expression in WITH must be aliased (use AS)", item.at));
        }
        self.order(&mut projection, clause.order.as_ref(), clause.skip.as_ref(), clause.limit.as_ref())?;
        projection.condition =
            clause.where_clause.as_ref().map(|e| self.condition(e, clause.span.start)).transpose()?;
        Ok(projection)
    }

    pub(super) fn returned(&self, clause: &Return) -> Lowered<Projection> {
        let mut projection = self.projection(clause.distinct, clause.star, &clause.items, clause.span)?;
        self.order(&mut projection, clause.order.as_ref(), clause.skip.as_ref(), clause.limit.as_ref())?;
        Ok(projection)
    }

    fn projection(&self, distinct: bool, star: bool, items: &[ProjectionItem], span: Span) -> Lowered<Projection> {
        let texts = columns::texts(self.text, span.start, star);
        if texts.len() != items.len() {
            return Err(self.error(
                ErrorCode::Unsupported,
                "the columns of this clause could not be told apart",
                span.start,
            ));
        }
        let items = items.iter().zip(texts).map(|(item, text)| {
            let expression = self.plain(&item.expression)?;
            let (name, named): (Arc<str>, bool) = match (&item.alias, &item.expression) {
                (Some(alias), _) => (alias.name.name.as_str().into(), true),
                (None, Expression::Variable(variable)) => (variable.name.name.as_str().into(), true),
                (None, _) => (text.text.into(), false),
            };
            Ok(Item { expression, name, named, at: text.start })
        });
        let items: Vec<Item> = items.collect::<Lowered<_>>()?;
        for (at, item) in items.iter().enumerate() {
            if items[..at].iter().any(|earlier| earlier.name == item.name) {
                let message = format!("Multiple result columns with the same name are not supported: {}", item.name);
                return Err(self.error(ErrorCode::Syntax, message, item.at));
            }
        }
        Ok(Projection {
            distinct,
            star,
            items,
            order: vec![],
            skip: None,
            limit: None,
            condition: None,
            at: span.start,
        })
    }

    fn order(
        &self,
        projection: &mut Projection,
        order: Option<&Order>,
        skip: Option<&Expression>,
        limit: Option<&Expression>,
    ) -> Lowered<()> {
        for item in order.iter().flat_map(|order| &order.items) {
            let descending = item.direction == Some(SortDirection::Descending);
            projection.order.push((self.plain(&item.expression)?, descending));
        }
        let bound =
            |bound: Option<&Expression>| -> Lowered<Option<Expr>> { bound.map(|e| self.expression(e)).transpose() };
        projection.skip = bound(skip)?;
        projection.limit = bound(limit)?;
        Ok(())
    }
}
