//! Expressions.

use decypher::ast::expr::{
    BinaryOperator, ComparisonOperator, Expression, FilterExpression, FunctionInvocation, Literal, NumberLiteral,
    UnaryOperator,
};
use decypher::ast::names::Variable;

use super::{Lowered, Source};
use crate::ast::{AggregateKind, BinaryOp, ComprehensionKind, Expr, Offset};
use crate::error::ErrorCode;
use crate::eval::functions;
use crate::value::Value;

impl Source<'_> {
    pub(super) fn expression(&self, expression: &Expression) -> Lowered<Expr> {
        let boxed = |e: &Expression| self.expression(e).map(Box::new);
        Ok(match expression {
            Expression::Literal(literal) => self.literal(literal)?,
            Expression::Variable(variable) => self.variable(variable),
            Expression::Parenthesized(inner) => self.expression(inner)?,
            Expression::PropertyLookup { base, property, .. } => {
                Expr::Property(boxed(base)?, property.name.name.as_str().into())
            }
            Expression::NodeLabels { base, labels, span } => {
                let mut all = Vec::new();
                for label in labels {
                    self.all_of(label, &mut all, *span)?;
                }
                Expr::HasLabels(boxed(base)?, all)
            }
            Expression::BinaryOp { op, lhs, rhs, .. } => Expr::Binary(binary(*op), boxed(lhs)?, boxed(rhs)?),
            Expression::UnaryOp { op, operand, .. } => match op {
                UnaryOperator::Not => Expr::Not(boxed(operand)?),
                UnaryOperator::Plus => self.expression(operand)?,
                UnaryOperator::Negate => match self.expression(operand)? {
                    Expr::Literal(Value::Int(value)) => Expr::Literal(Value::Int(value.wrapping_neg())),
                    Expr::Literal(Value::Float(value)) => Expr::Literal(Value::Float(-value)),
                    other => Expr::Negate(Box::new(other)),
                },
            },
            Expression::Comparison { lhs, operators, .. } => self.comparison(lhs, operators)?,
            Expression::ListIndex { list, index, .. } => Expr::Index(boxed(list)?, boxed(index)?),
            Expression::ListSlice { list, start, end, .. } => Expr::Slice(
                boxed(list)?,
                start.as_deref().map(boxed).transpose()?,
                end.as_deref().map(boxed).transpose()?,
            ),
            Expression::In { lhs, rhs, .. } => Expr::Binary(BinaryOp::In, boxed(lhs)?, boxed(rhs)?),
            Expression::IsNull { operand, negated, .. } => Expr::IsNull(boxed(operand)?, *negated),
            Expression::FunctionCall(call) => self.call(call)?,
            Expression::CountStar { .. } => {
                Expr::Aggregate { kind: AggregateKind::CountRows, distinct: false, argument: None }
            }
            Expression::Case(case) => Expr::Case {
                scrutinee: case.scrutinee.as_deref().map(boxed).transpose()?,
                branches: case
                    .alternatives
                    .iter()
                    .map(|branch| Ok((self.expression(&branch.when)?, self.expression(&branch.then)?)))
                    .collect::<Lowered<_>>()?,
                otherwise: case.default.as_deref().map(boxed).transpose()?,
            },
            Expression::ListComprehension(list) => Expr::Comprehension {
                kind: ComprehensionKind::List,
                variable: list.variable.name.name.as_str().into(),
                list: boxed(&list.collection)?,
                condition: list.filter.as_deref().map(boxed).transpose()?,
                result: list.map.as_ref().map(boxed).transpose()?,
            },
            Expression::All(filter) => self.quantifier(ComprehensionKind::All, filter)?,
            Expression::Any(filter) => self.quantifier(ComprehensionKind::Any, filter)?,
            Expression::None(filter) => self.quantifier(ComprehensionKind::None, filter)?,
            Expression::Single(filter) => self.quantifier(ComprehensionKind::Single, filter)?,
            Expression::Parameter(parameter) => {
                // neuPrint's API has no way to give one.
                let message = format!("Expected parameter(s): {}", parameter.name.name);
                return Err(self.error(ErrorCode::ParameterMissing, message, parameter.span.start));
            }
            Expression::IsNormalized { span, .. } => return Err(self.unsupported("IS NORMALIZED", *span)),
            Expression::IsTyped { span, .. } => return Err(self.unsupported("IS TYPED", *span)),
            Expression::PatternComprehension(inner) => {
                return Err(self.unsupported("a pattern comprehension", inner.span));
            }
            Expression::Reduce(inner) => return Err(self.unsupported("reduce", inner.span)),
            Expression::Pattern(inner) => return Err(self.unsupported("a pattern as a condition", inner.span)),
            Expression::Exists(inner) => return Err(self.unsupported("EXISTS { … }", inner.span)),
            Expression::CountSubquery(inner) => return Err(self.unsupported("COUNT { … }", inner.span)),
            Expression::CollectSubquery(inner) => return Err(self.unsupported("COLLECT { … }", inner.span)),
            Expression::MapProjection(inner) => return Err(self.unsupported("a map projection", inner.span)),
        })
    }

    fn variable(&self, variable: &Variable) -> Expr {
        Expr::Variable(variable.name.name.as_str().into(), variable.name.span.start)
    }

    fn literal(&self, literal: &Literal) -> Lowered<Expr> {
        Ok(Expr::Literal(match literal {
            Literal::Number(NumberLiteral::Integer(value)) => Value::Int(*value),
            Literal::Number(NumberLiteral::Float(value)) => Value::Float(*value),
            Literal::String(text) => Value::text(text.value.as_str()),
            Literal::Boolean(value) => Value::Bool(*value),
            Literal::Null => Value::Null,
            Literal::List(list) => {
                let items: Vec<Expr> = list.elements.iter().map(|e| self.expression(e)).collect::<Lowered<_>>()?;
                // Long lists of literals, such as bodyIds, are one value.
                let values: Option<Vec<Value>> =
                    items.iter().map(|e| if let Expr::Literal(v) = e { Some(v.clone()) } else { None }).collect();
                match values {
                    Some(values) => Value::list(values),
                    None => return Ok(Expr::List(items)),
                }
            }
            Literal::Map(map) => return Ok(Expr::Map(self.entries(map)?)),
        }))
    }

    /// `a < b <= c` is `a < b AND b <= c`.
    fn comparison(&self, lhs: &Expression, operators: &[(ComparisonOperator, Box<Expression>)]) -> Lowered<Expr> {
        let mut left = self.expression(lhs)?;
        let mut whole: Option<Expr> = None;
        for (operator, rhs) in operators {
            let right = self.expression(rhs)?;
            let link = Expr::Binary(compared(*operator), Box::new(left), Box::new(right.clone()));
            whole = Some(match whole {
                None => link,
                Some(before) => Expr::Binary(BinaryOp::And, Box::new(before), Box::new(link)),
            });
            left = right;
        }
        whole.map_or_else(|| self.expression(lhs), Ok)
    }

    fn quantifier(&self, kind: ComprehensionKind, filter: &FilterExpression) -> Lowered<Expr> {
        Ok(Expr::Comprehension {
            kind,
            variable: filter.variable.name.name.as_str().into(),
            list: Box::new(self.expression(&filter.collection)?),
            condition: filter.predicate.as_deref().map(|e| self.expression(e)).transpose()?.map(Box::new),
            result: None,
        })
    }

    fn call(&self, call: &FunctionInvocation) -> Lowered<Expr> {
        let name = call.name.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(".");
        let at: Offset = call.span.start;
        let mut arguments: Vec<Expr> =
            call.arguments.iter().map(|argument| self.expression(argument)).collect::<Lowered<_>>()?;
        let kind = match name.to_ascii_lowercase().as_str() {
            "count" => Some(AggregateKind::Count),
            "sum" => Some(AggregateKind::Sum),
            "avg" => Some(AggregateKind::Avg),
            "min" => Some(AggregateKind::Min),
            "max" => Some(AggregateKind::Max),
            "collect" => Some(AggregateKind::Collect),
            _ => None,
        };
        if let Some(kind) = kind {
            let argument = match (arguments.pop(), arguments.is_empty()) {
                (Some(argument), true) => argument,
                _ => return Err(self.error(ErrorCode::Syntax, format!("{name}() takes one argument"), at)),
            };
            if argument.aggregates() {
                let message = "Can't use aggregate functions inside of aggregate functions";
                return Err(self.error(ErrorCode::Syntax, message, at));
            }
            return Ok(Expr::Aggregate { kind, distinct: call.distinct, argument: Some(Box::new(argument)) });
        }
        if call.distinct {
            return Err(self.error(ErrorCode::Syntax, format!("Invalid use of DISTINCT with function '{name}'"), at));
        }
        let function = functions::find(&name).map_err(|nearest| {
            match functions::NOT_HERE_YET.contains(&name.to_ascii_lowercase().as_str()) {
                true => self.error(
                    ErrorCode::Unsupported,
                    format!("the function {name} is not supported by the embedded engine"),
                    at,
                ),
                false => {
                    self.error(ErrorCode::Syntax, format!("Unknown function '{name}': the nearest is '{nearest}'"), at)
                }
            }
        })?;
        if let Err(expected) = functions::takes(function, arguments.len()) {
            let message = format!("{name}() takes {expected}, not {}", arguments.len());
            return Err(self.error(ErrorCode::Syntax, message, at));
        }
        Ok(Expr::Call { function, arguments })
    }
}

fn binary(operator: BinaryOperator) -> BinaryOp {
    match operator {
        BinaryOperator::Add => BinaryOp::Add,
        BinaryOperator::Subtract => BinaryOp::Subtract,
        BinaryOperator::Multiply => BinaryOp::Multiply,
        BinaryOperator::Divide => BinaryOp::Divide,
        BinaryOperator::Modulo => BinaryOp::Modulo,
        BinaryOperator::Power => BinaryOp::Power,
        BinaryOperator::And => BinaryOp::And,
        BinaryOperator::Or => BinaryOp::Or,
        BinaryOperator::Xor => BinaryOp::Xor,
    }
}

fn compared(operator: ComparisonOperator) -> BinaryOp {
    match operator {
        ComparisonOperator::Eq => BinaryOp::Equal,
        ComparisonOperator::Ne => BinaryOp::NotEqual,
        ComparisonOperator::Lt => BinaryOp::Less,
        ComparisonOperator::Gt => BinaryOp::Greater,
        ComparisonOperator::Le => BinaryOp::LessEqual,
        ComparisonOperator::Ge => BinaryOp::GreaterEqual,
        ComparisonOperator::RegexMatch => BinaryOp::Matches,
        ComparisonOperator::StartsWith => BinaryOp::StartsWith,
        ComparisonOperator::EndsWith => BinaryOp::EndsWith,
        ComparisonOperator::Contains => BinaryOp::Contains,
    }
}
