//! Relationships as they are stored, whatever nodes they are between.

use super::batch::{Batch, ROWS};
use super::typed::Typed;
use crate::ast::Direction;
use crate::error::CypherError;
use crate::plan::{Column, Entity, Expand};
use crate::run::{Context, Pulled};

/// Relationships in a batch: memory that is read from end to end comes the faster the longer each way is.
const AT_ONCE: usize = 4 * ROWS;

/// Fills a batch with the relationships from the `next` one on.
pub(super) fn sweep(
    next: &mut usize,
    batch: &mut Batch,
    expand: &Expand,
    columns: &[Column],
    context: &Context<'_>,
) -> Result<Pulled, CypherError> {
    batch.clear();
    let room = AT_ONCE.min(context.graph.relationship_count() - *next);
    if room == 0 {
        return Ok(Pulled::Done);
    }
    let paid = context.budget.pay_up_to(room)?;
    let first = *next as u32;
    let found = context.graph.relationships(*next..*next + paid);
    *next += paid;
    let typed = Typed::of(found.iter().map(|found| found.rel_type), expand.types.as_deref());
    for (at, Column { slot, entity }) in columns.iter().enumerate() {
        let numbers = batch.column_mut(at);
        let is_start = (*slot == expand.from) == (expand.direction != Direction::Incoming);
        match (entity, is_start) {
            (Entity::Relationship, _) => {
                typed.copy(found.iter().zip(first..), |(found, _)| found.rel_type, |(_, at)| at, numbers)
            }
            (Entity::Node, true) => typed.copy(found.iter(), |found| found.rel_type, |found| found.start.0, numbers),
            (Entity::Node, false) => typed.copy(found.iter(), |found| found.rel_type, |found| found.end.0, numbers),
        }
    }
    Ok(if paid < room { Pulled::Pending } else { Pulled::Row })
}
