//! Conditions of which a part decides nothing: `x AND true` is `x`, and so is `NOT NOT x`.
//!
//! The database leaves such parts out before it runs a query. What is left may then be of any kind: `1 OR false` of a
//! variable that is 1 gives 1, while a condition that is evaluated has to be a boolean.

use std::mem::replace;

use crate::ast::{BinaryOp, Expr};
use crate::value::Value;

/// Leaves out the part of a condition that decides nothing. Those within it were looked at before.
pub(super) fn simplify(expression: &mut Expr) {
    let left = match expression {
        Expr::Not(inner) => match &mut **inner {
            Expr::Not(twice) => take(twice),
            _ => return,
        },
        Expr::Binary(operator @ (BinaryOp::And | BinaryOp::Or), left, right) => {
            let neutral = Expr::Literal(Value::Bool(*operator == BinaryOp::And));
            if **right == neutral || left == right && !left.draws() && !left.aggregates() {
                take(left)
            } else if **left == neutral {
                take(right)
            } else {
                return;
            }
        }
        _ => return,
    };
    *expression = left;
}

fn take(expression: &mut Expr) -> Expr {
    replace(expression, Expr::Literal(Value::Null))
}
