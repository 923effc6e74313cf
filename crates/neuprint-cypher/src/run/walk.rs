//! Along chains of relationships, depth first. No relationship is walked twice in one chain.

use super::expand::{Place, place};
use super::{Context, Op, Pulled, Row, is_walked, node_at, put};
use crate::error::CypherError;
use crate::plan::Walk;
use crate::value::{NodeId, RelId, Value};

/// How far the chains of one row's node have been walked.
#[derive(Default)]
pub(super) struct Cursor {
    current: Option<Walking>,
}

struct Walking {
    /// The chain so far: each node, and which of its edges is next.
    nodes: Vec<(NodeId, usize)>,
    relationships: Vec<RelId>,
    /// Whether the chain without relationships is still to be looked at.
    fresh: bool,
}

impl Cursor {
    pub(super) fn next(
        &mut self,
        input: &mut Op,
        walk: &Walk,
        row: &mut Row,
        context: &Context<'_>,
    ) -> Result<Pulled, CypherError> {
        loop {
            if let Some(walking) = &mut self.current {
                match walking.next(walk, row, context)? {
                    Pulled::Done => self.current = None,
                    other => return Ok(other),
                }
            }
            match input.next(row, context)? {
                Pulled::Row => {
                    if let Some(node) = node_at(row, walk.step.from)? {
                        let (nodes, relationships) = (vec![(node, 0)], Vec::new());
                        self.current = Some(Walking { nodes, relationships, fresh: true });
                    }
                }
                other => return Ok(other),
            }
        }
    }
}

impl Walking {
    fn next(&mut self, walk: &Walk, row: &mut Row, context: &Context<'_>) -> Result<Pulled, CypherError> {
        if std::mem::take(&mut self.fresh) && self.arrived(walk, row, context)? {
            return Ok(Pulled::Row);
        }
        while let Some((node, at)) = self.nodes.last_mut() {
            let place = match self.relationships.len() >= walk.range.most {
                true => Place::Past,
                false => place(context, *node, walk.step.direction, *at),
            };
            if matches!(place, Place::Past) {
                self.nodes.pop();
                self.relationships.pop();
                continue;
            }
            if !context.pay()? {
                return Ok(Pulled::Pending);
            }
            *at += 1;
            // A long chain takes time to look through.
            context.budget.pay_items(self.relationships.len() as u64 / 16, &mut 0)?;
            let Place::Edge(edge) = place else { continue };
            let typed = walk.step.types.as_ref().is_none_or(|types| types.contains(&edge.rel_type));
            if !typed
                || self.relationships.contains(&edge.relationship)
                || is_walked(row, &walk.step.others, edge.relationship)
            {
                continue;
            }
            self.relationships.push(edge.relationship);
            self.nodes.push((edge.other, 0));
            if self.arrived(walk, row, context)? {
                return Ok(Pulled::Row);
            }
        }
        Ok(Pulled::Done)
    }

    /// Writes the chain as it is, if it is long enough and ends where it should; whether it is.
    fn arrived(&self, walk: &Walk, row: &mut Row, context: &Context<'_>) -> Result<bool, CypherError> {
        let Some((end, _)) = self.nodes.last() else { return Ok(false) };
        let wanted = if walk.step.to_is_bound { node_at(row, walk.step.to)? } else { Some(*end) };
        if self.relationships.len() < walk.range.least || wanted != Some(*end) {
            return Ok(false);
        }
        // A long chain takes time to copy.
        context.budget.pay_items(self.relationships.len() as u64 / 4, &mut 0)?;
        let chain = self.relationships.iter().map(|relationship| Value::Relationship(*relationship));
        let chain = if walk.backward { Value::list(chain.rev()) } else { Value::list(chain) };
        put(row, walk.step.relationship, chain);
        if !walk.step.to_is_bound {
            put(row, walk.step.to, Value::Node(*end));
        }
        Ok(true)
    }
}
