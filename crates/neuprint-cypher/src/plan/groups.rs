//! Grouping keys, and items over them.

use super::Aggregate;
use crate::ast::Expr;
use crate::error::{CypherError, ErrorCode};

/// What stands beside an aggregate in one item, and depends on the row, is a grouping key too: `n.post` in
/// `sum(e.weight) / n.post`.
pub(super) fn implicit_keys(e: &Expr, keys: &mut Vec<Expr>) {
    if matches!(e, Expr::Aggregate { .. }) {
        return;
    }
    // What is drawn is drawn for each group.
    if e.aggregates() || e.draws() {
        e.children(&mut |child| implicit_keys(child, keys));
        return;
    }
    let mut of_row = false;
    let mut of_comprehension = false;
    e.walk(&mut |e| {
        of_row |= matches!(e, Expr::Slot(_));
        of_comprehension |= matches!(e, Expr::Local(_));
    });
    if of_row && !of_comprehension && !keys.contains(e) {
        keys.push(e.clone());
    }
}

/// Replaces grouping keys and aggregates by their places in a group's row.
pub(super) fn over_groups(e: &mut Expr, keys: &[Expr], aggregates: &mut Vec<Aggregate>) -> Result<(), CypherError> {
    if let Some(at) = keys.iter().position(|key| key == e) {
        *e = Expr::Slot(at);
        return Ok(());
    }
    match e {
        Expr::Aggregate { kind, distinct, argument, parameter } => {
            let [argument, parameter] = [argument, parameter].map(|part| part.take().map(|part| *part));
            aggregates.push(Aggregate { kind: *kind, distinct: *distinct, argument, parameter });
            *e = Expr::Slot(keys.len() + aggregates.len() - 1);
            Ok(())
        }
        Expr::Slot(_) => Err(CypherError::new(
            ErrorCode::Unsupported,
            "an aggregate stands within a comprehension over the row: put one of them into a WITH of its own",
        )),
        other => other.children_mut(&mut |child| over_groups(child, keys, aggregates)),
    }
}
