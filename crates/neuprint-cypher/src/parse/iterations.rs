//! What is computed for each item of a list: comprehensions, quantifiers, reduce.

use decypher::ast::expr::{FilterExpression, ListComprehension, ReduceExpression};

use super::expressions::name;
use super::{Lowered, Source};
use crate::ast::{ComprehensionKind, Expr, Offset};
use crate::error::ErrorCode;
use crate::eval::kinds::Kinds;

impl Source<'_> {
    /// `[x IN list WHERE condition | result]`
    pub(super) fn list_comprehension(&self, list: &ListComprehension) -> Lowered<Expr> {
        let at = list.span.start;
        let condition = list.filter.as_deref().map(|e| self.condition(e, at)).transpose()?;
        let result = list.map.as_ref().map(|e| self.expression(e)).transpose()?;
        Ok(Expr::Comprehension {
            kind: ComprehensionKind::List,
            variable: name(&list.variable),
            list: Box::new(self.of_kind(&list.collection, Kinds::LIST, at)?),
            condition: condition.map(|e| self.per_item(e, at)).transpose()?,
            result: result.map(|e| self.per_item(e, at)).transpose()?,
        })
    }

    /// `any(x IN list WHERE condition)`, and all, none, single.
    pub(super) fn quantifier(&self, kind: ComprehensionKind, filter: &FilterExpression) -> Lowered<Expr> {
        let at = filter.span.start;
        let condition = filter.predicate.as_deref().map(|e| self.condition(e, at)).transpose()?;
        Ok(Expr::Comprehension {
            kind,
            variable: name(&filter.variable),
            list: Box::new(self.of_kind(&filter.collection, Kinds::LIST, at)?),
            condition: condition.map(|e| self.per_item(e, at)).transpose()?,
            result: None,
        })
    }

    /// `reduce(s = 0, x IN list | s + x)`
    pub(super) fn reduce(&self, reduce: &ReduceExpression) -> Lowered<Expr> {
        let at = reduce.span.start;
        Ok(Expr::Reduce {
            so_far: name(&reduce.accumulator),
            start: Box::new(self.expression(&reduce.init)?),
            variable: name(&reduce.variable),
            list: Box::new(self.of_kind(&reduce.list, Kinds::LIST, at)?),
            step: self.per_item(self.expression(&reduce.expression)?, at)?,
        })
    }

    pub(super) fn per_item(&self, expression: Expr, at: Offset) -> Lowered<Box<Expr>> {
        if expression.aggregates() {
            let message = "Can't use aggregating expressions inside of expressions executing over lists";
            return Err(self.error(ErrorCode::Syntax, message, at));
        }
        Ok(Box::new(expression))
    }
}
