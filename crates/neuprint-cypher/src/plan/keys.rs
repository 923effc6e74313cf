//! ORDER BY keys: over which row each part of one is evaluated.

use crate::ast::{Expr, Item};

/// Marks "the item at this place of the projected row" within an ORDER BY key, until it is known over which row the
/// key is evaluated. No query can write it: the parser makes no index into a place beyond the row.
pub(super) fn output(at: usize) -> Expr {
    Expr::Index(Box::new(Expr::Slot(usize::MAX)), Box::new(Expr::Slot(at)))
}

pub(super) fn output_index(e: &Expr) -> Option<usize> {
    match e {
        Expr::Index(marker, at) if **marker == Expr::Slot(usize::MAX) => match **at {
            Expr::Slot(at) => Some(at),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn aliases_to_output(e: &mut Expr, items: &[Item]) {
    if let Expr::Variable(name, _) = e {
        if let Some(at) = items.iter().position(|item| item.named && item.name == *name) {
            *e = output(at);
        }
        return;
    }
    let own = match e {
        Expr::Comprehension { variable, .. } => vec![variable.clone()],
        Expr::Reduce { so_far, variable, .. } => vec![so_far.clone(), variable.clone()],
        _ => vec![],
    };
    if !own.is_empty() {
        // Variables of its own hide aliases of the same names.
        let visible: Vec<Item> =
            items.iter().map(|item| Item { named: item.named && !own.contains(&item.name), ..item.clone() }).collect();
        let Ok(()) = e.children_mut(&mut |child| {
            aliases_to_output(child, &visible);
            Ok::<(), std::convert::Infallible>(())
        });
        return;
    }
    let Ok(()) = e.children_mut(&mut |child| {
        aliases_to_output(child, items);
        Ok::<(), std::convert::Infallible>(())
    });
}

pub(super) fn items_to_output(e: &mut Expr, bound: &[Expr]) {
    if output_index(e).is_some() {
        return;
    }
    if let Some(at) = bound.iter().position(|item| item == e) {
        *e = output(at);
        return;
    }
    let Ok(()) = e.children_mut(&mut |child| {
        items_to_output(child, bound);
        Ok::<(), std::convert::Infallible>(())
    });
}

/// A key over the row before the projection: what was projected is computed again.
pub(super) fn over_input(mut key: Expr, bound: &[Expr]) -> Expr {
    fn replace(e: &mut Expr, bound: &[Expr]) {
        if let Some(at) = output_index(e) {
            *e = bound[at].clone();
            return;
        }
        let Ok(()) = e.children_mut(&mut |child| {
            replace(child, bound);
            Ok::<(), std::convert::Infallible>(())
        });
    }
    replace(&mut key, bound);
    key
}

/// A key over the projected row, behind which the row before the projection stands.
pub(super) fn over_both(mut key: Expr, width: usize) -> Expr {
    fn replace(e: &mut Expr, width: usize) {
        if let Some(at) = output_index(e) {
            *e = Expr::Slot(at);
            return;
        }
        if let Expr::Slot(slot) = e {
            *slot += width;
            return;
        }
        let Ok(()) = e.children_mut(&mut |child| {
            replace(child, width);
            Ok::<(), std::convert::Infallible>(())
        });
    }
    replace(&mut key, width);
    key
}
