//! Expressions.

use std::sync::Arc;

use decypher::ast::expr::{Expression, FunctionInvocation, Literal, MapProjection, MapProjectionItem, NumberLiteral};
use decypher::ast::names::Variable;

use super::precedence::Placed;
use super::subqueries::in_place;
use super::{Lowered, Source};
use crate::ast::{AggregateKind, ComprehensionKind, Expr, Offset, SubqueryKind};
use crate::error::ErrorCode;
use crate::eval::functions::{self, Missing};
use crate::eval::kinds::{self, Kinds};
use crate::value::Value;

/// What has properties.
const WITH_PROPERTIES: Kinds =
    Kinds::MAP.or(Kinds::NODE).or(Kinds::RELATIONSHIP).or(Kinds::POINT).or(Kinds::TEMPORAL).or(Kinds::DURATION);

impl Source<'_> {
    pub(super) fn expression(&self, expression: &Expression) -> Lowered<Expr> {
        let boxed = |e: &Expression| self.expression(e).map(Box::new);
        Ok(match expression {
            Expression::Literal(literal) => self.literal(literal)?,
            Expression::Variable(variable) => self.variable(variable),
            Expression::Parenthesized(inner) => self.expression(inner)?,
            Expression::PropertyLookup { base, property, span } => {
                let base = self.of_kind(base, WITH_PROPERTIES, span.start)?;
                Expr::Property(Box::new(base), self.key(property)?)
            }
            Expression::NodeLabels { base, labels, span } => {
                let mut all = Vec::new();
                for label in labels {
                    self.all_of(label, &mut all, *span)?;
                }
                Expr::HasLabels(boxed(base)?, all)
            }
            Expression::BinaryOp { .. }
            | Expression::UnaryOp { .. }
            | Expression::Comparison { .. }
            | Expression::In { .. }
            | Expression::IsNull { .. } => self.operators(expression)?,
            Expression::ListIndex { list, index, span } => {
                let base = self.expression(list)?;
                let of_base = kinds::of(&base);
                let index = self.of_kind(index, kinds::takes_index(of_base), span.start)?;
                let takes_base = kinds::takes_base(of_base, &index, kinds::of(&index));
                let base = self.of_kind(list, takes_base, span.start)?;
                if let Expr::Literal(Value::Str(key)) = &index {
                    self.token(key, span.start)?;
                }
                Expr::Index(Box::new(base), Box::new(index))
            }
            Expression::ListSlice { list, start, end, span } => {
                let bound = |e: &Expression| self.of_kind(e, Kinds::INT, span.start).map(Box::new);
                Expr::Slice(
                    Box::new(self.of_kind(list, Kinds::LIST, span.start)?),
                    start.as_deref().map(bound).transpose()?,
                    end.as_deref().map(bound).transpose()?,
                )
            }
            Expression::FunctionCall(call) => self.call(call)?,
            Expression::CountStar { .. } => {
                Expr::Aggregate { kind: AggregateKind::CountRows, distinct: false, argument: None, parameter: None }
            }
            Expression::Case(case) => Expr::Case {
                scrutinee: case.scrutinee.as_deref().map(boxed).transpose()?,
                branches: case
                    .alternatives
                    .iter()
                    .map(|branch| {
                        let when = match &case.scrutinee {
                            None => self.of_kind(&branch.when, Kinds::BOOL, case.span.start)?,
                            Some(_) => self.expression(&branch.when)?,
                        };
                        Ok((when, self.expression(&branch.then)?))
                    })
                    .collect::<Lowered<_>>()?,
                otherwise: case.default.as_deref().map(boxed).transpose()?,
            },
            Expression::ListComprehension(list) => self.list_comprehension(list)?,
            Expression::All(filter) => self.quantifier(ComprehensionKind::All, filter)?,
            Expression::Any(filter) => self.quantifier(ComprehensionKind::Any, filter)?,
            Expression::None(filter) => self.quantifier(ComprehensionKind::None, filter)?,
            Expression::Single(filter) => self.quantifier(ComprehensionKind::Single, filter)?,
            Expression::Parameter(parameter) => {
                Expr::Parameter(parameter.name.name.as_str().into(), parameter.span.start)
            }
            Expression::IsNormalized { span, .. } => return Err(self.unsupported("IS NORMALIZED", *span)),
            Expression::IsTyped { span, .. } => return Err(self.unsupported("IS TYPED", *span)),
            Expression::PatternComprehension(inner) => self.pattern_comprehension(inner)?,
            Expression::Reduce(reduce) => self.reduce(reduce)?,
            Expression::Pattern(inner) => self.pattern(inner)?,
            Expression::Exists(inner) => self.exists(SubqueryKind::Exists, &inner.inner, inner.span.start)?,
            Expression::CountSubquery(inner) => self.exists(SubqueryKind::Count, &inner.inner, inner.span.start)?,
            Expression::CollectSubquery(inner) => {
                self.subquery(SubqueryKind::Collect, &inner.query, inner.span.start)?
            }
            Expression::MapProjection(projection) => self.map_projection(projection)?,
        })
    }

    fn variable(&self, variable: &Variable) -> Expr {
        Expr::Variable(variable.name.name.as_str().into(), variable.name.span.start)
    }

    fn literal(&self, literal: &Literal) -> Lowered<Expr> {
        Ok(Expr::Literal(match literal {
            Literal::Number(NumberLiteral::Integer(value)) => Value::Int(*value),
            Literal::Number(NumberLiteral::Float(value)) => Value::Float(*value),
            Literal::String(text) => Value::text(&*self.line_breaks.shown(text.value.as_str())),
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

    /// `n {.a, .*, b: 1, c}`
    fn map_projection(&self, projection: &MapProjection) -> Lowered<Expr> {
        let base = self.variable(&projection.base);
        let (mut all, mut entries) = (false, Vec::new());
        for item in &projection.items {
            let (key, value) = match item {
                MapProjectionItem::AllProperties { .. } => {
                    all = true;
                    continue;
                }
                MapProjectionItem::PropertyLookup { property } => {
                    let key = self.key(property)?;
                    (key.clone(), Expr::Property(Box::new(base.clone()), key))
                }
                MapProjectionItem::Literal { key, value } => (key.name.name.as_str().into(), self.expression(value)?),
                MapProjectionItem::Variable { variable } => (name(variable), self.variable(variable)),
            };
            entries.push((key, value));
        }
        Ok(Expr::MapProjection { base: Box::new(base), all, entries })
    }

    /// An expression that must be able to be of a kind; its place in an error is its own if it has one.
    pub(super) fn of_kind(&self, expression: &Expression, wanted: Kinds, otherwise: Offset) -> Lowered<Expr> {
        let placed = Placed { expr: self.expression(expression)?, at: super::start_of(expression) };
        self.accepts(&placed, wanted, otherwise)?;
        Ok(placed.expr)
    }

    /// What stands behind WHERE, in something that begins at a byte.
    pub(super) fn condition(&self, expression: &Expression, within: Offset) -> Lowered<Expr> {
        let mut condition = self.of_kind(expression, Kinds::BOOL, within)?;
        in_place(&mut condition, true);
        Ok(condition)
    }

    fn call(&self, call: &FunctionInvocation) -> Lowered<Expr> {
        let name = call.name.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(".");
        let at: Offset = call.span.start;
        if let Some(shortest) = self.shortest_value(call, &name)? {
            return Ok(shortest);
        }
        let mut arguments: Vec<Expr> =
            call.arguments.iter().map(|argument| self.plain(argument)).collect::<Lowered<_>>()?;
        if let Some(kind) = aggregate(&name) {
            let percentile = matches!(kind, AggregateKind::PercentileDisc | AggregateKind::PercentileCont);
            let parameter = if percentile { arguments.pop().map(Box::new) } else { None };
            if arguments.len() != 1 || percentile != parameter.is_some() {
                let takes = if percentile { "two arguments" } else { "one argument" };
                return Err(self.error(ErrorCode::Syntax, format!("{name}() takes {takes}"), at));
            }
            if arguments.iter().chain(parameter.as_deref()).any(Expr::aggregates) {
                let message = "Can't use aggregate functions inside of aggregate functions";
                return Err(self.error(ErrorCode::Syntax, message, at));
            }
            if arguments.iter().chain(parameter.as_deref()).any(Expr::draws) {
                let message = "Can't use non-deterministic (random) functions inside of aggregate functions.";
                return Err(self.error(ErrorCode::Syntax, message, at));
            }
            if let Some(Expr::Literal(value)) = parameter.as_deref()
                && !matches!(value, Value::Int(0 | 1))
                && !matches!(value, Value::Float(v) if (0.0..=1.0).contains(v))
            {
                let message = "Invalid input: a percentile must be a number in the range 0.0 to 1.0";
                return Err(self.error(ErrorCode::Syntax, message, at));
            }
            let argument = arguments.pop().map(Box::new);
            if let (Some(argument), Some(written)) = (argument.as_deref(), call.arguments.first()) {
                let placed = Placed { expr: argument.clone(), at: super::start_of(written) };
                self.accepts(&placed, kinds::aggregated(kind), at)?;
            }
            return Ok(Expr::Aggregate { kind, distinct: call.distinct, argument, parameter });
        }
        if call.distinct {
            return Err(self.error(ErrorCode::Syntax, format!("Invalid use of DISTINCT with function '{name}'"), at));
        }
        let function = functions::find(&name).map_err(|missing| match missing {
            Missing::NotHereYet(nearest) => self.error(
                ErrorCode::Unsupported,
                format!("the function {name} is not supported by the embedded engine: the nearest is {nearest}"),
                at,
            ),
            Missing::Unknown(nearest) => {
                self.error(ErrorCode::Syntax, format!("Unknown function '{name}': did you mean {nearest}?"), at)
            }
        })?;
        if let Err(expected) = function.takes_count(arguments.len()) {
            let message = format!("{name}() takes {expected}, not {}", arguments.len());
            return Err(self.error(ErrorCode::Syntax, message, at));
        }
        if function.is("exists") && !matches!(arguments[0], Expr::Property(..) | Expr::Index(..)) {
            let message = "Argument to exists(...) is not a property or pattern";
            return Err(self.error(ErrorCode::Syntax, message, at));
        }
        let mut placed = Vec::with_capacity(arguments.len());
        for (index, (expr, written)) in arguments.into_iter().zip(&call.arguments).enumerate() {
            let first = || self.first_argument(at).filter(|_| index == 0);
            let argument = Placed { expr, at: super::start_of(written).or_else(first) };
            self.accepts(&argument, function.takes(index), at)?;
            kinds::check_items(kinds::known(&argument.expr, kinds::Variables::UNKNOWN), function.takes_items(index))
                .map_err(|message| self.error(ErrorCode::Syntax, message, argument.at.unwrap_or(at)))?;
            placed.push(argument.expr);
        }
        if let (true, Some(Expr::Map(entries))) = (function.is("point"), placed.first()) {
            let has = |name: &str| entries.iter().any(|entry| &*entry.0 == name);
            if !(has("x") && has("y") || has("latitude") && has("longitude")) {
                let message = "this map describes no point: a point has x and y, such as {x: 2.3, y: 4.5}";
                return Err(self.error(ErrorCode::Syntax, message, at));
            }
        }
        Ok(Expr::Call { function, arguments: placed })
    }

    /// The first byte behind the bracket of a call that begins at a byte.
    fn first_argument(&self, call: Offset) -> Option<Offset> {
        let bracket = call + self.text.get(call..)?.find('(')? + 1;
        let rest = self.text.get(bracket..)?;
        Some(bracket + (rest.len() - rest.trim_start().len()))
    }
}

pub(super) fn name(variable: &Variable) -> Arc<str> {
    variable.name.name.as_str().into()
}

fn aggregate(name: &str) -> Option<AggregateKind> {
    Some(match name.to_ascii_lowercase().as_str() {
        "count" => AggregateKind::Count,
        "sum" => AggregateKind::Sum,
        "avg" => AggregateKind::Avg,
        "min" => AggregateKind::Min,
        "max" => AggregateKind::Max,
        "collect" => AggregateKind::Collect,
        "stdev" => AggregateKind::StDev,
        "stdevp" => AggregateKind::StDevP,
        "percentiledisc" => AggregateKind::PercentileDisc,
        "percentilecont" => AggregateKind::PercentileCont,
        _ => return None,
    })
}
