//! Candidate nodes, one at a time.

use super::{Context, Op, Pulled, Row, put};
use crate::error::CypherError;
use crate::plan::NodeSource;
use crate::store::LabelId;
use crate::value::{NodeId, Value};

/// How far the candidates for one row have been given.
#[derive(Default)]
pub(super) struct Cursor {
    current: Option<(Candidates, usize)>,
}

/// Candidates, in the order of the store.
pub(super) enum Candidates {
    All,
    Label(LabelId),
    Found(Vec<NodeId>),
}

impl Cursor {
    pub(super) fn next(
        &mut self,
        input: &mut Op,
        slot: usize,
        source: &NodeSource,
        row: &mut Row,
        context: &Context<'_>,
    ) -> Result<Pulled, CypherError> {
        loop {
            if let Some((candidates, at)) = &mut self.current {
                if let Some(node) = candidates.get(*at, context) {
                    if !context.pay()? {
                        return Ok(Pulled::Pending);
                    }
                    *at += 1;
                    put(row, slot, Value::Node(node));
                    return Ok(Pulled::Row);
                }
                self.current = None;
            }
            match input.next(row, context)? {
                Pulled::Row => self.current = Some((Candidates::of(source, row, context)?, 0)),
                other => return Ok(other),
            }
        }
    }
}

impl Candidates {
    /// Those of a source, for a row.
    pub(super) fn of(source: &NodeSource, row: &Row, context: &Context<'_>) -> Result<Self, CypherError> {
        Ok(match source {
            NodeSource::Nothing => Self::Found(Vec::new()),
            NodeSource::All => Self::All,
            NodeSource::Label(label) => Self::Label(*label),
            NodeSource::Lookup { key, value, is_list, otherwise } => {
                let value = context.env(row).eval(value)?;
                let values: &[Value] = match &value {
                    Value::List(items) if *is_list => items,
                    // The condition itself says what is wrong with it.
                    _ if *is_list => return Self::of(otherwise, row, context),
                    single => std::slice::from_ref(single),
                };
                let mut found = Vec::new();
                for value in values {
                    match context.graph.lookup(*key, value) {
                        Some(nodes) => found.extend(nodes),
                        None => return Self::of(otherwise, row, context),
                    }
                }
                // A value may stand twice in a list; in the order of the store, whatever the list's.
                found.sort_unstable();
                found.dedup();
                Self::Found(found)
            }
        })
    }

    /// The one at a place.
    pub(super) fn get(&self, at: usize, context: &Context<'_>) -> Option<NodeId> {
        match self {
            Self::All => (at < context.graph.node_count()).then_some(NodeId(at as u32)),
            Self::Label(label) => context.graph.nodes_with_label(*label).get(at).copied(),
            Self::Found(nodes) => nodes.get(at).copied(),
        }
    }
}
