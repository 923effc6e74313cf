//! Operators between values.

use std::sync::Arc;

use super::membership::Searched;
use super::{Env, Evaluated, compare, functions, numbers, wrong_type};
use crate::ast::{BinaryOp, Expr};
use crate::error::{CypherError, ErrorCode};
use crate::value::{Point, Value};

impl Env<'_> {
    pub(super) fn binary(&mut self, operator: BinaryOp, left: &Expr, right: &Expr) -> Evaluated {
        match operator {
            BinaryOp::And => return self.decided(false, left, right),
            BinaryOp::Or => return self.decided(true, left, right),
            _ => {}
        }
        // A list is looked at before what is sought in it, but for a list of one, which is compared with.
        let by_list = operator == BinaryOp::In && !matches!(right, Expr::List(items) if items.len() == 1);
        let [first, second] = if by_list { [right, left] } else { [left, right] };
        let own = self.unless_known(first)?;
        if by_list {
            match own.as_ref().or_else(|| self.known(first)) {
                Some(Value::Null) => return Ok(Value::Null),
                // Nothing is in it, not even what cannot be computed.
                Some(Value::List(list)) if list.is_empty() => return Ok(Value::Bool(false)),
                _ => {}
            }
        }
        let other = self.unless_known(second)?;
        let first = own.as_ref().or_else(|| self.known(first)).unwrap_or(&Value::Null);
        let second = other.as_ref().or_else(|| self.known(second)).unwrap_or(&Value::Null);
        let [left, right] = if by_list { [second, first] } else { [first, second] };
        match operator {
            BinaryOp::Xor => Ok(truth(truth_of_value(left)?.zip(truth_of_value(right)?).map(|(a, b)| a != b))),
            BinaryOp::Equal => Ok(truth(compare::equal(left, right))),
            BinaryOp::NotEqual => Ok(truth(compare::equal(left, right).map(|equal| !equal))),
            BinaryOp::Less | BinaryOp::LessEqual | BinaryOp::Greater | BinaryOp::GreaterEqual
                if compare::with_nan(left, right) =>
            {
                Ok(Value::Bool(false))
            }
            BinaryOp::Less => Ok(truth(compare::compare(left, right).map(|o| o.is_lt()))),
            BinaryOp::LessEqual => Ok(truth(compare::compare(left, right).map(|o| o.is_le()))),
            BinaryOp::Greater => Ok(truth(compare::compare(left, right).map(|o| o.is_gt()))),
            BinaryOp::GreaterEqual => Ok(truth(compare::compare(left, right).map(|o| o.is_ge()))),
            BinaryOp::Matches => match (left, right) {
                (Value::Str(text), Value::Str(pattern)) => {
                    Ok(Value::Bool(self.memory.patterns.matches(text, pattern, self.budget, &mut self.items)?))
                }
                (Value::Str(_), other) if !other.is_null() => Err(wrong_type("a regular expression as text", other)),
                _ => Ok(Value::Null),
            },
            BinaryOp::StartsWith => Ok(on_texts(left, right, |a, b| a.starts_with(b))),
            BinaryOp::EndsWith => Ok(on_texts(left, right, |a, b| a.ends_with(b))),
            BinaryOp::Contains => Ok(on_texts(left, right, |a, b| a.contains(b))),
            BinaryOp::In => contained(left, right, &self.memory.searched),
            BinaryOp::Add => {
                let sum = add(left.clone(), right.clone())?;
                self.pay_for_copy(&sum)?;
                Ok(sum)
            }
            _ => arithmetic(operator, left, right),
        }
    }

    /// AND (which false decides) and OR (which true decides): what does not decide may be anything, even what fails.
    fn decided(&mut self, by: bool, left: &Expr, right: &Expr) -> Evaluated {
        let left = self.truth_of(left);
        match &left {
            Ok(Some(value)) if *value == by => return Ok(Value::Bool(by)),
            Err(error) if error.is_of_limits() => return left.map(truth),
            _ => {}
        }
        let right = self.truth_of(right);
        Ok(match (left, right) {
            (_, Ok(Some(value))) if value == by => Value::Bool(by),
            (_, Err(error)) if error.is_of_limits() => return Err(error),
            (Err(error), _) | (_, Err(error)) => return Err(error),
            (Ok(None), _) | (_, Ok(None)) => Value::Null,
            (Ok(Some(_)), Ok(Some(_))) => Value::Bool(!by),
        })
    }

    /// Whether a condition is true; `None` for null.
    fn truth_of(&mut self, condition: &Expr) -> Result<Option<bool>, CypherError> {
        match self.known(condition) {
            Some(value) => truth_of_value(value),
            None => truth_of_value(&self.eval(condition)?),
        }
    }
}

fn truth(value: Option<bool>) -> Value {
    value.map_or(Value::Null, Value::Bool)
}

/// Whether a value is true as a condition; `None` for null. As in the database, a list is if there is something in it, and
/// a map is a list of itself. Of what is a list in any case the query is refused.
pub(crate) fn truth_of_value(condition: &Value) -> Result<Option<bool>, CypherError> {
    match condition {
        Value::Bool(value) => Ok(Some(*value)),
        Value::Null => Ok(None),
        Value::List(items) => Ok(Some(!items.is_empty())),
        Value::Map(_) => Ok(Some(true)),
        other => Err(wrong_type("a boolean", other)),
    }
}

fn on_texts(left: &Value, right: &Value, test: impl Fn(&str, &str) -> bool) -> Value {
    match (left, right) {
        (Value::Str(a), Value::Str(b)) => Value::Bool(test(a, b)),
        _ => Value::Null,
    }
}

/// `x IN list`: true if one item is equal, otherwise null if one might be.
fn contained(item: &Value, list: &Value, searched: &Searched) -> Evaluated {
    let items = match list {
        Value::Null => return Ok(Value::Null),
        Value::List(items) => items,
        other => return Ok(truth(compare::equal(item, other))),
    };
    if let Value::Int(wanted) = item
        && let Some(found) = searched.contains(*wanted, items)
    {
        return Ok(truth(found));
    }
    let mut unknown = false;
    for other in items.iter() {
        match compare::equal(item, other) {
            Some(true) => return Ok(Value::Bool(true)),
            None => unknown = true,
            Some(false) => {}
        }
    }
    Ok(if unknown { Value::Null } else { Value::Bool(false) })
}

fn add(left: Value, right: Value) -> Evaluated {
    Ok(match (left, right) {
        (Value::List(a), Value::List(b)) => Value::List(a.iter().chain(b.iter()).cloned().collect()),
        (Value::Null, _) | (_, Value::Null) => Value::Null,
        (Value::List(a), b) => Value::List(a.iter().cloned().chain([b]).collect()),
        (a, Value::List(b)) => Value::List([a].into_iter().chain(b.iter().cloned()).collect()),
        (Value::Str(a), Value::Str(b)) => Value::text(format!("{a}{b}")),
        (a, b) => match (&a, &b) {
            (Value::Str(text), other) if let Some(other) = text_beside(other) => Value::text(format!("{text}{other}")),
            (other, Value::Str(text)) if let Some(other) = text_beside(other) => Value::text(format!("{other}{text}")),
            _ => return arithmetic(BinaryOp::Add, &a, &b),
        },
    })
}

/// What a value is as a part of a text, beside which it stands.
pub(super) fn text_beside(value: &Value) -> Option<String> {
    Some(match value {
        Value::Int(_) | Value::Float(_) => number_text(value),
        Value::Bool(v) => v.to_string(),
        Value::Point(v) => point_text(v),
        Value::Temporal(v) => v.to_string(),
        Value::Duration(v) => v.to_string(),
        _ => return None,
    })
}

/// A point as the database writes it in a text.
pub(super) fn point_text(point: &Point) -> String {
    let axes = ["x", "y", "z"].into_iter().zip(point.coordinates());
    let places: String = axes.map(|(axis, at)| format!("{axis}: {}, ", numbers::float_text(at))).collect();
    format!("point({{{places}crs: '{}'}})", point.system().0)
}

pub(super) fn number_text(value: &Value) -> String {
    match value {
        Value::Int(v) => v.to_string(),
        Value::Float(v) => numbers::float_text(*v),
        other => described(other),
    }
}

pub(crate) fn arithmetic(operator: BinaryOp, left: &Value, right: &Value) -> Evaluated {
    let overflow = || CypherError::new(ErrorCode::Arithmetic, "long overflow");
    if let Some(made) = functions::in_time(operator, left, right) {
        return made;
    }
    let (a, b) = match (left, right) {
        // An integer that is zero divides nothing, not even a float or null.
        (_, Value::Int(0)) if operator == BinaryOp::Divide => {
            return Err(CypherError::new(ErrorCode::Arithmetic, "/ by zero"));
        }
        (Value::Null, _) | (_, Value::Null) => return Ok(Value::Null),
        (Value::Int(a), Value::Int(b)) => {
            let value = match operator {
                BinaryOp::Add => a.checked_add(*b),
                BinaryOp::Subtract => a.checked_sub(*b),
                BinaryOp::Multiply => a.checked_mul(*b),
                BinaryOp::Modulo if *b == 0 => {
                    return Err(CypherError::new(ErrorCode::Arithmetic, "/ by zero"));
                }
                // Java wraps the one quotient that does not fit.
                BinaryOp::Divide => Some(a.wrapping_div(*b)),
                BinaryOp::Modulo => Some(a.wrapping_rem(*b)),
                _ => return Ok(Value::Float((*a as f64).powf(*b as f64))),
            };
            return value.map(Value::Int).ok_or_else(overflow);
        }
        (Value::Int(a), Value::Float(b)) => (*a as f64, *b),
        (Value::Float(a), Value::Int(b)) => (*a, *b as f64),
        (Value::Float(a), Value::Float(b)) => (*a, *b),
        (a, b) => {
            let verb = match operator {
                BinaryOp::Add => "add",
                BinaryOp::Subtract => "subtract",
                BinaryOp::Multiply => "multiply",
                BinaryOp::Divide => "divide",
                BinaryOp::Modulo => "calculate modulus of",
                _ => "raise to the power of",
            };
            let message = format!("Cannot {verb} `{}` and `{}`", java_name(a), java_name(b));
            return Err(CypherError::new(ErrorCode::Type, message));
        }
    };
    Ok(Value::Float(match operator {
        BinaryOp::Add => a + b,
        BinaryOp::Subtract => a - b,
        BinaryOp::Multiply => a * b,
        BinaryOp::Divide => a / b,
        BinaryOp::Modulo => a % b,
        _ => a.powf(b),
    }))
}

pub(super) fn negate(value: Value) -> Evaluated {
    match value {
        Value::Null => Ok(Value::Null),
        // Subtracted from zero, as the database does it: there is no negative zero.
        Value::Float(v) => Ok(Value::Float(0.0 - v)),
        Value::Int(v) => {
            v.checked_neg().map(Value::Int).ok_or_else(|| CypherError::new(ErrorCode::Arithmetic, "long overflow"))
        }
        other => Err(wrong_type("a number", &other)),
    }
}

/// What is asked for its items: what is no list is one of itself.
pub(super) fn items_of(value: Value) -> Arc<[Value]> {
    match value {
        Value::List(items) => items,
        other => Arc::new([other]),
    }
}

/// An item counted from the start, or from the end if negative; null past either end.
pub(super) fn item(items: &Arc<[Value]>, at: i64) -> Value {
    let at = if at < 0 { at + items.len() as i64 } else { at };
    usize::try_from(at).ok().and_then(|at| items.get(at)).cloned().unwrap_or(Value::Null)
}

pub(super) fn slice(list: &Value, from: Option<Value>, to: Option<Value>) -> Evaluated {
    let items = items_of(list.clone());
    let bound = |bound: Option<Value>, default: usize| match bound {
        None => Ok(Some(default)),
        Some(Value::Null) => Ok(None),
        Some(at) => {
            // Java's casts: a float is cut, and of what is too large the lower half is left.
            let at = match at {
                Value::Int(at) => at,
                Value::Float(at) => at as i64,
                other => return Err(wrong_type("an integer", &other)),
            };
            let (at, length) = (i64::from(at as i32), items.len() as i64);
            Ok(Some(if at < 0 { (at + length).max(0) } else { at.min(length) } as usize))
        }
    };
    let (Some(from), Some(to)) = (bound(from, 0)?, bound(to, items.len())?) else { return Ok(Value::Null) };
    Ok(Value::list(items.get(from..to).unwrap_or_default().iter().cloned()))
}

/// The kind of a value as Java calls it.
fn java_name(value: &Value) -> &'static str {
    match value {
        Value::Int(_) => "Long",
        Value::Float(_) => "Double",
        other => other.type_name(),
    }
}

/// A value for a message: kind, and content if it is short.
pub(super) fn described(value: &Value) -> String {
    match value {
        Value::Int(v) => format!("Long({v})"),
        Value::Float(v) => format!("Double({})", numbers::float_text(*v)),
        Value::Bool(v) => format!("Boolean('{v}')"),
        Value::Str(v) => format!("String(\"{}\")", v.chars().take(40).collect::<String>()),
        other => other.type_name().to_owned(),
    }
}
