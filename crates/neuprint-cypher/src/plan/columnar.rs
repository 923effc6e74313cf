//! Which groups can be formed column by column: those over a scan of nodes and steps along relationships, by stored
//! values.
//!
//! `MATCH (a:Neuron)-[e]->(b:Neuron) RETURN a.type, b.type, sum(e.weight)` over a whole dataset makes millions of rows of
//! three places each. Here they are columns of node and relationship numbers, a batch at a time, and what is grouped by
//! are the numbers under which the store keeps words. Whatever does not fit stays a [`Plan::Aggregate`].

mod sweep;

use std::sync::Arc;

use super::{Aggregate, Plan};
use crate::ast::{AggregateKind, Expr, StoredKey};
use crate::store::{ColumnData, Graph, KeyId};

/// Groups over columns.
#[derive(Debug)]
pub(crate) struct Columnar {
    /// What the levels are made of, for [`describe`](super::describe()).
    pub(crate) input: Arc<Plan>,
    /// A scan, and then a step each; or one look at all relationships.
    pub(crate) levels: Vec<Level>,
    pub(crate) keys: Vec<Stored>,
    pub(crate) sums: Vec<Sum>,
}

/// A scan, or a step along relationships.
#[derive(Debug)]
pub(crate) struct Level {
    /// [`Plan::Nodes`] or [`Plan::Expand`]; if the first is the latter, from all nodes at once, in no order.
    pub(crate) operator: Arc<Plan>,
    /// [`Plan::Filter`]s over it.
    pub(crate) filters: Vec<Arc<Plan>>,
    /// What is known behind it, and read: the places of a row, each a column. The last are what the operator finds.
    pub(crate) columns: Vec<Column>,
}

/// The column of a place in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) slot: usize,
    pub(crate) entity: Entity,
}

/// What the numbers of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entity {
    Node,
    Relationship,
}

/// A stored value of what is in a column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stored {
    pub(crate) column: usize,
    pub(crate) entity: Entity,
    /// `None`: the node or the relationship itself.
    pub(crate) key: Option<KeyId>,
}

/// What is computed over a group.
#[derive(Debug)]
pub(crate) enum Sum {
    /// How many rows there are.
    Rows,
    /// The sum of stored integers.
    Integers(Stored),
    /// Anything else, row by row.
    Other(Aggregate),
}

/// Makes groups over columns of [`Plan::Aggregate`], if that can be done. Names must have been found in the graph.
pub(super) fn over_columns(plan: &mut Plan, graph: &Graph) {
    let Plan::Aggregate { input, keys, aggregates } = plan else { return };
    let Some(mut levels) = levels(input) else { return };
    let arguments = aggregates.iter().flat_map(|aggregate| aggregate.argument.iter().chain(&aggregate.parameter));
    keep_what_is_read(&mut levels, keys.iter().chain(arguments));
    let columns = levels.last().map_or(&[][..], |level| &level.columns);
    let found = keys.iter().map(|key| stored(key, columns).filter(|key| is_kept_by_number(*key, graph)));
    let Some(keys) = found.collect::<Option<Vec<Stored>>>() else { return };
    let sums: Vec<Sum> =
        std::mem::take(aggregates).into_iter().map(|aggregate| sum(aggregate, columns, graph)).collect();
    // One group, in which no order can be seen.
    if keys.is_empty() && !sums.iter().any(|sum| matches!(sum, Sum::Other(_))) {
        sweep::look_once(&mut levels, graph);
    }
    *plan = Plan::Columnar(Columnar { input: input.clone(), levels, keys, sums });
}

/// The scan and the steps of a plan, if it has steps and nothing else.
fn levels(plan: &Arc<Plan>) -> Option<Vec<Level>> {
    let (mut plan, mut filters, mut levels) = (plan, Vec::new(), Vec::new());
    loop {
        plan = match &**plan {
            Plan::Filter { input, .. } => {
                filters.push(plan.clone());
                input
            }
            Plan::Expand(_) | Plan::Nodes { .. } => {
                filters.reverse();
                let filters = std::mem::take(&mut filters);
                levels.push(Level { operator: plan.clone(), filters, columns: Vec::new() });
                match &**plan {
                    Plan::Expand(expand) => &expand.input,
                    Plan::Nodes { input, .. } if matches!(**input, Plan::Start) => break,
                    _ => return None,
                }
            }
            _ => return None,
        };
    }
    levels.reverse();
    let mut columns: Vec<Column> = Vec::new();
    for level in &mut levels {
        match &*level.operator {
            Plan::Expand(expand) => {
                let known = |slot: &usize| columns.iter().any(|column| column.slot == *slot);
                let bound = expand.to_is_bound.then_some(expand.to);
                if ![expand.from].iter().chain(&expand.others).chain(&bound).all(known) {
                    return None;
                }
                columns.push(Column { slot: expand.relationship, entity: Entity::Relationship });
                if !expand.to_is_bound {
                    columns.push(Column { slot: expand.to, entity: Entity::Node });
                }
            }
            Plan::Nodes { slot, .. } => columns.push(Column { slot: *slot, entity: Entity::Node }),
            _ => return None,
        }
        level.columns.clone_from(&columns);
    }
    // One node at a time is as well off in rows.
    (levels.len() > 1).then_some(levels)
}

/// Leaves out columns that neither a later level nor one of these expressions reads.
fn keep_what_is_read<'e>(levels: &mut [Level], results: impl Iterator<Item = &'e Expr>) {
    let (mut read, mut is_known) = (Vec::new(), true);
    let mut reads = |expression: &Expr| {
        expression.walk(&mut |e| match e {
            Expr::Slot(slot) => read.push(*slot),
            // It may read any place.
            Expr::Subquery(_) => is_known = false,
            _ => {}
        });
    };
    results.for_each(&mut reads);
    for filter in levels.iter().flat_map(|level| &level.filters) {
        if let Plan::Filter { condition, .. } = &**filter {
            reads(condition);
        }
    }
    if !is_known {
        return;
    }
    for Level { operator, columns, .. } in levels.iter_mut().rev() {
        let mut keep = |own: usize| columns.retain(|column| column.slot == own || read.contains(&column.slot));
        match &**operator {
            Plan::Expand(expand) => {
                keep(expand.relationship);
                read.push(expand.from);
                read.extend(&expand.others);
                if expand.to_is_bound {
                    read.push(expand.to);
                }
            }
            Plan::Nodes { slot, .. } => keep(*slot),
            _ => {}
        }
    }
}

/// The stored value that an expression is.
fn stored(e: &Expr, columns: &[Column]) -> Option<Stored> {
    let (slot, stored_key) = match e {
        Expr::Slot(slot) => (slot, None),
        Expr::Stored(base, key) => match &**base {
            Expr::Slot(slot) => (slot, Some(&**key)),
            _ => return None,
        },
        _ => return None,
    };
    let column = columns.iter().position(|column| column.slot == *slot)?;
    let entity = columns[column].entity;
    let key = match (stored_key, entity) {
        (None, _) => None,
        (Some(StoredKey { node, .. }), Entity::Node) => Some((*node)?),
        (Some(StoredKey { relationship, .. }), Entity::Relationship) => Some((*relationship)?),
    };
    Some(Stored { column, entity, key })
}

/// Whether values that are equal are kept as one number. That of a float is not: 0.0 is -0.0.
fn is_kept_by_number(stored: Stored, graph: &Graph) -> bool {
    match stored.data(graph) {
        Some(data) => matches!(data, ColumnData::Int(_) | ColumnData::Bool(_) | ColumnData::Text { .. }),
        None => true,
    }
}

fn sum(aggregate: Aggregate, columns: &[Column], graph: &Graph) -> Sum {
    let of = aggregate.argument.as_ref().and_then(|e| stored(e, columns));
    match (aggregate.kind, of) {
        (AggregateKind::CountRows, _) => Sum::Rows,
        (AggregateKind::Sum, Some(of)) if !aggregate.distinct && matches!(of.data(graph), Some(ColumnData::Int(_))) => {
            Sum::Integers(of)
        }
        _ => Sum::Other(aggregate),
    }
}

impl Stored {
    /// Its column in the store; `None` if it is a node or a relationship.
    pub(crate) fn stored(self, graph: &Graph) -> Option<&crate::store::Column> {
        Some(match self.entity {
            Entity::Node => graph.node_column(self.key?),
            Entity::Relationship => graph.relationship_column(self.key?),
        })
    }

    fn data(self, graph: &Graph) -> Option<&ColumnData> {
        self.stored(graph).map(crate::store::Column::data)
    }
}
