//! Rows in order.

use std::cmp::Ordering;

use super::{Context, Op, Pulled, Row, size};
use crate::error::CypherError;
use crate::eval::compare;

/// Gathers rows, then gives them in order. Rows that are equal stay in the order in which they came.
#[derive(Default)]
pub(super) struct Sorter {
    /// What is read.
    own: Row,
    rows: Vec<Row>,
    /// Whether the first `keep` rows are in order, and a row that is not before the last of them is none of the first.
    full: bool,
    giving: Option<std::vec::IntoIter<Row>>,
}

impl Sorter {
    pub(super) fn next(
        &mut self,
        input: &mut Op,
        keys: &[(usize, bool)],
        keep: Option<usize>,
        row: &mut Row,
        context: &Context<'_>,
    ) -> Result<Pulled, CypherError> {
        loop {
            if let Some(giving) = &mut self.giving {
                return Ok(match giving.next() {
                    Some(given) => {
                        *row = given;
                        Pulled::Row
                    }
                    None => Pulled::Done,
                });
            }
            match input.next(&mut self.own, context)? {
                Pulled::Row => {
                    if self.full
                        && let Some(last) = keep.and_then(|keep| self.rows.get(keep.checked_sub(1)?))
                        && order(&self.own, last, keys).is_ge()
                    {
                        continue;
                    }
                    context.budget.hold(size(&self.own))?;
                    self.rows.push(self.own.clone());
                    // With a LIMIT only the first rows matter; twice as many are held before the rest is dropped.
                    if let Some(keep) = keep
                        && self.rows.len() >= keep.saturating_mul(2).max(1024)
                    {
                        self.rows.sort_by(|a, b| order(a, b, keys));
                        self.rows.drain(keep..).for_each(|row| context.budget.release(size(&row)));
                        self.full = true;
                    }
                }
                Pulled::Pending => return Ok(Pulled::Pending),
                Pulled::Done => {
                    self.rows.sort_by(|a, b| order(a, b, keys));
                    self.giving = Some(std::mem::take(&mut self.rows).into_iter());
                }
            }
        }
    }
}

/// Nulls are last when ascending and first when descending, as in Cypher.
fn order(a: &Row, b: &Row, keys: &[(usize, bool)]) -> Ordering {
    let orders = keys.iter().map(|(slot, descending)| {
        let order = compare::order(&a[*slot], &b[*slot]);
        if *descending { order.reverse() } else { order }
    });
    orders.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}
