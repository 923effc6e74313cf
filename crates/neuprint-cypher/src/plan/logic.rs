//! Conditions of which a part decides nothing: `x AND true` is `x`, and so are `x AND x` and `NOT NOT x`.
//!
//! The database leaves such parts out before it runs a query: first what stands twice, then what decides nothing, in which
//! nothing is sought any more that stands twice. What is left may then be of any kind: `1 OR false` of a variable that is 1
//! gives 1, while a condition that is evaluated has to be a boolean.

use std::convert::Infallible;
use std::mem::replace;

use crate::ast::{BinaryOp, Expr};
use crate::value::Value;

/// Leaves out the parts of an expression's conditions that decide nothing.
pub(super) fn simplify(expression: &mut Expr) {
    once(expression);
    leave_out(expression);
}

/// `x AND x`, `x OR x`.
fn once(expression: &mut Expr) {
    each_part(expression, once);
    if let Expr::Binary(BinaryOp::And | BinaryOp::Or, left, right) = expression
        && left == right
        && !left.draws()
        && !left.aggregates()
    {
        *expression = take(left);
    }
}

/// `x AND true`, `x OR false`, `NOT NOT x`.
fn leave_out(expression: &mut Expr) {
    match expression {
        Expr::Not(inner) => match &mut **inner {
            Expr::Not(twice) => {
                *expression = take(twice);
                leave_out(expression);
            }
            Expr::Binary(BinaryOp::And | BinaryOp::Or, ..) => leave_out_below(inner),
            inner => leave_out(inner),
        },
        Expr::Binary(operator @ (BinaryOp::And | BinaryOp::Or), left, right) => {
            let neutral = Expr::Literal(Value::Bool(*operator == BinaryOp::And));
            leave_out(left);
            leave_out(right);
            if **right == neutral {
                *expression = take(left);
            } else if **left == neutral {
                *expression = take(right);
            }
        }
        other => each_part(other, leave_out),
    }
}

/// What is denied as a whole is denied part by part: the opposite of what decides nothing is computed.
fn leave_out_below(expression: &mut Expr) {
    match expression {
        Expr::Binary(BinaryOp::And | BinaryOp::Or, left, right) => {
            leave_out_below(left);
            leave_out_below(right);
        }
        other => leave_out(other),
    }
}

fn each_part(expression: &mut Expr, each: fn(&mut Expr)) {
    let _: Result<(), Infallible> = expression.children_mut(&mut |part| {
        each(part);
        Ok(())
    });
}

fn take(expression: &mut Expr) -> Expr {
    replace(expression, Expr::Literal(Value::Null))
}
