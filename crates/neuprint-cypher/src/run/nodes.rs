//! Candidate nodes, one at a time.

use super::{Context, Op, Pulled, Row, put};
use crate::ast::{BinaryOp, Expr};
use crate::error::CypherError;
use crate::plan::{NodeSource, Seek};
use crate::store::{ColumnData, LabelId};
use crate::value::{NodeId, Value};

/// More different texts than these are not looked through at once: a scan can pause.
const MOST_WORDS: usize = 1_000_000;

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
            NodeSource::Seek { seek, otherwise } => {
                let mut found = Vec::new();
                if !sought(seek, &mut row.clone(), &mut found, context)? {
                    return Self::of(otherwise, row, context);
                }
                // In the order of the store, and once, however they were found.
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

/// The pattern of a condition that is nothing but `=~` on what is in a place: it is asked of each word as it stands.
fn pattern(condition: &Expr, slot: usize) -> Option<&str> {
    match condition {
        Expr::Binary(BinaryOp::Matches, text, pattern) => match (&**text, &**pattern) {
            (Expr::Slot(own), Expr::Literal(Value::Str(pattern))) if *own == slot => Some(pattern),
            _ => None,
        },
        _ => None,
    }
}

/// Finds what is sought; false if it cannot be sought: the condition itself says what is wrong then.
fn sought(seek: &Seek, row: &mut Row, found: &mut Vec<NodeId>, context: &Context<'_>) -> Result<bool, CypherError> {
    match seek {
        Seek::Value { key, value, is_list } => {
            let value = context.env(row).eval(value)?;
            let values: &[Value] = match &value {
                Value::List(items) if *is_list => items,
                _ if *is_list => return Ok(false),
                single => std::slice::from_ref(single),
            };
            for value in values {
                match context.graph.lookup(*key, value) {
                    Some(nodes) => found.extend(nodes),
                    None => return Ok(false),
                }
            }
        }
        Seek::Range { key, operator, bound } => {
            let Value::Int(bound) = context.env(row).eval(bound)? else { return Ok(false) };
            let Some(pairs) = context.graph.in_range(*key, *operator, bound) else { return Ok(false) };
            found.extend(pairs.iter().map(|pair| NodeId(pair.1)));
        }
        Seek::Words { key, condition, slot } => {
            let column = context.graph.node_column(*key);
            let ColumnData::Text { words, codes } = column.data() else { return Ok(false) };
            if words.len() > MOST_WORDS {
                return Ok(false);
            }
            context.budget.pay_items(words.len() as u64, &mut 0)?;
            let mut passes = Vec::with_capacity(words.len());
            match pattern(condition, *slot) {
                Some(pattern) => {
                    // Where there is no word, nobody asks whether it is a pattern.
                    if !words.is_empty() {
                        let mut pattern = context.memory.patterns.pattern(pattern, context.budget, &mut 0)?;
                        for word in words {
                            passes.push(pattern.matches(word, context.budget, &mut 0)?);
                        }
                    }
                }
                None => {
                    for word in words {
                        put(row, *slot, Value::Str(word.clone()));
                        passes.push(context.env(row).holds(condition)?);
                    }
                }
            }
            let slots = codes.iter().enumerate().filter(|(_, code)| passes[**code as usize]);
            found.extend(slots.map(|(slot, _)| NodeId(column.row(slot))));
        }
        Seek::Either(seeks) => {
            for seek in seeks {
                if !sought(seek, row, found, context)? {
                    return Ok(false);
                }
            }
        }
    }
    Ok(true)
}
