//! Operators between numbers of the text: what they come to is known before the query is run, as it is to the database.
//!
//! What is left may then be a boolean of the text, beside which a condition may be anything (`x AND 1 = 1` is `x`), or a
//! division that fails though no row may ever come to it ([`fails`]).

use crate::ast::{BinaryOp, Expr};
use crate::eval::{compare, operators};
use crate::value::Value;

fn number(e: &Expr) -> Option<&Value> {
    match e {
        Expr::Literal(value @ (Value::Int(_) | Value::Float(_))) => Some(value),
        _ => None,
    }
}

/// Both as floats if one of them is: numbers of the text meet as such, where stored ones meet exactly.
fn meeting(a: &Value, b: &Value) -> (Value, Value) {
    match (a, b) {
        (Value::Int(a), Value::Float(_)) => (Value::Float(*a as f64), b.clone()),
        (Value::Float(_), Value::Int(b)) => (a.clone(), Value::Float(*b as f64)),
        _ => (a.clone(), b.clone()),
    }
}

/// `+`, `-`, `*`, `/`, `%` or `^` between two operands, or another operator as it is.
pub(super) fn arithmetic(operator: BinaryOp, left: Expr, right: Expr) -> Expr {
    let is_product = operator == BinaryOp::Multiply;
    let (left, right) = match (number(&left), number(&right)) {
        (Some(a), Some(b)) if operator.is_arithmetic() => {
            let (a, b) = meeting(a, b);
            match operators::arithmetic(operator, &a, &b) {
                Ok(made) => return Expr::Literal(made),
                Err(_) => (left, right),
            }
        }
        // A number stands behind what it is multiplied with, so that it meets the next one.
        (Some(_), None) if is_product => (right, left),
        _ => (left, right),
    };
    match (left, &right) {
        (Expr::Binary(BinaryOp::Multiply, inner, first), Expr::Literal(_))
            if is_product && number(&first).is_some() && number(&right).is_some() =>
        {
            match arithmetic(operator, *first, right) {
                number @ Expr::Literal(_) => Expr::Binary(operator, inner, Box::new(number)),
                // Beyond 64 bits the database goes on with what is left of the product; here it is multiplied in turn, and fails.
                Expr::Binary(_, first, right) => {
                    Expr::Binary(operator, Box::new(Expr::Binary(operator, inner, first)), right)
                }
                other => other,
            }
        }
        (left, _) => Expr::Binary(operator, Box::new(left), Box::new(right)),
    }
}

/// `=`, `<`, `>` or another comparison between two operands.
pub(super) fn comparison(operator: BinaryOp, left: Expr, right: Expr) -> Expr {
    let (left, right) = match (number(&left), number(&right)) {
        (Some(a), Some(b)) => {
            let (a, b) = meeting(a, b);
            // As machines compare floats, for which 0.0 is not more than -0.0.
            let order = || match (&a, &b) {
                (Value::Float(a), Value::Float(b)) => a.partial_cmp(b),
                _ => compare::compare(&a, &b),
            };
            let holds = match operator {
                BinaryOp::Equal => compare::equal(&a, &b),
                BinaryOp::Less => Some(order().is_some_and(|order| order.is_lt())),
                BinaryOp::Greater => Some(order().is_some_and(|order| order.is_gt())),
                // The others are left to be evaluated.
                _ => None,
            };
            if let Some(holds) = holds {
                return Expr::Literal(Value::Bool(holds));
            }
            (Expr::Literal(a), Expr::Literal(b))
        }
        _ => (left, right),
    };
    Expr::Binary(operator, Box::new(left), Box::new(right))
}

/// Whether it is a division of two integers of the text that fails.
pub(crate) fn fails(e: &Expr) -> bool {
    matches!(e, Expr::Binary(BinaryOp::Divide | BinaryOp::Modulo, a, b)
        if matches!((&**a, &**b), (Expr::Literal(Value::Int(_)), Expr::Literal(Value::Int(0)))))
}
