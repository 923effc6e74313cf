//! Operators at work: each pulls rows from the one below it.
//!
//! An operator can stop anywhere and go on later: all it knows is in its state. So whoever runs a query decides after
//! how many steps it pauses, and can drop it then.

mod aggregate;
mod call;
mod ends;
mod expand;
mod nodes;
mod shortest;
mod sort;
mod statistics;
mod timebox;
mod walk;

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use crate::error::CypherError;
use crate::eval::budget::Budget;
use crate::eval::memory::Memory;
use crate::eval::{Env, compare, wrong_type};
use crate::plan::Plan;
use crate::store::Graph;
use crate::value::{RelId, Value};

/// A row in the making.
pub(crate) type Row = Vec<Value>;

/// What an operator gives when asked for a row.
pub(crate) enum Pulled {
    Row(Row),
    /// The fuel is used up; ask again.
    Pending,
    Done,
}

/// What operators share.
pub(crate) struct Context<'a> {
    pub(crate) graph: &'a Graph,
    pub(crate) memory: &'a Memory,
    pub(crate) budget: &'a Budget,
}

impl Context<'_> {
    /// Pays for one step; false if it is time to pause.
    pub(crate) fn pay(&self) -> Result<bool, CypherError> {
        self.budget.pay()
    }

    pub(crate) fn env<'r>(&'r self, row: &'r [Value]) -> Env<'r> {
        Env::new(self.graph, self.memory, self.budget, row)
    }
}

/// An operator with its state.
pub(crate) struct Op {
    plan: Arc<Plan>,
    input: Option<Box<Op>>,
    state: State,
}

enum State {
    None,
    /// The row to begin with, until it was given.
    Start(Option<Row>),
    Nodes(nodes::Cursor),
    Expand(expand::Cursor),
    Walk(walk::Cursor),
    Shortest(Box<shortest::Cursor>),
    /// Rows that are still to be given for a row.
    Ends(Vec<Row>),
    /// The row whose inner rows are being given, and whether there was one.
    Optional(Option<(Row, Box<Op>, bool)>),
    Call(call::Cursor),
    /// The row whose subquery is at work.
    Apply(Option<(Row, Box<Op>)>),
    Unwind(Option<(Row, Arc<[Value]>, usize)>),
    Aggregate(aggregate::Groups),
    Distinct(HashSet<Vec<u8>>),
    Sort(sort::Sorter),
    /// Those that have not given everything yet.
    Union(VecDeque<Op>),
    /// Rows passed over, rows given.
    Slice(u64, u64),
}

impl Op {
    /// The operator of a plan, to begin with a row.
    pub(crate) fn new(plan: &Arc<Plan>, first: Row) -> Self {
        let (input, state) = match &**plan {
            Plan::Start => return Self { plan: plan.clone(), input: None, state: State::Start(Some(first)) },
            Plan::Union { inputs } => {
                let inputs = inputs.iter().map(|input| Self::new(input, first.clone())).collect();
                return Self { plan: plan.clone(), input: None, state: State::Union(inputs) };
            }
            Plan::Nodes { input, .. } => (input, State::Nodes(nodes::Cursor::default())),
            Plan::Expand(expand) => (&expand.input, State::Expand(expand::Cursor::default())),
            Plan::Walk(walk) => (&walk.step.input, State::Walk(walk::Cursor::default())),
            Plan::Shortest(shortest) => (&shortest.input, State::Shortest(Box::default())),
            Plan::Ends(ends) => (&ends.input, State::Ends(Vec::new())),
            Plan::Optional { input, .. } => (input, State::Optional(None)),
            Plan::Call(call) => (&call.input, State::Call(call::Cursor::default())),
            Plan::Apply { input, .. } => (input, State::Apply(None)),
            Plan::Unwind { input, .. } => (input, State::Unwind(None)),
            Plan::Aggregate { input, .. } => (input, State::Aggregate(aggregate::Groups::default())),
            Plan::Distinct { input } => (input, State::Distinct(HashSet::new())),
            Plan::Sort { input, .. } => (input, State::Sort(sort::Sorter::default())),
            Plan::Slice { input, .. } => (input, State::Slice(0, 0)),
            Plan::Filter { input, .. }
            | Plan::Assign { input, .. }
            | Plan::Project { input, .. }
            | Plan::Cut { input, .. } => (input, State::None),
        };
        Self { plan: plan.clone(), input: Some(Box::new(Self::new(input, first))), state }
    }

    /// What it is the operator of.
    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The next row.
    pub(crate) fn next(&mut self, context: &mut Context<'_>) -> Result<Pulled, CypherError> {
        let Self { plan, input, state } = self;
        let Some(input) = input else {
            return match state {
                State::Start(first) => Ok(first.take().map_or(Pulled::Done, Pulled::Row)),
                State::Union(inputs) => {
                    while let Some(input) = inputs.front_mut() {
                        match input.next(context)? {
                            Pulled::Done => drop(inputs.pop_front()),
                            other => return Ok(other),
                        }
                    }
                    Ok(Pulled::Done)
                }
                _ => Ok(Pulled::Done),
            };
        };
        match (&**plan, state) {
            (Plan::Nodes { slot, source, .. }, State::Nodes(cursor)) => cursor.next(input, *slot, source, context),
            (Plan::Expand(expand), State::Expand(cursor)) => cursor.next(input, expand, context),
            (Plan::Call(call), State::Call(cursor)) => cursor.next(input, call, context),
            (Plan::Apply { inner, width, .. }, State::Apply(current)) => {
                call::apply(input, inner, *width, current, context)
            }
            (Plan::Walk(walk), State::Walk(cursor)) => cursor.next(input, walk, context),
            (Plan::Shortest(shortest), State::Shortest(cursor)) => cursor.next(input, shortest, context),
            (Plan::Ends(ends), State::Ends(rows)) => ends::next(input, ends, rows, context),
            (Plan::Aggregate { keys, aggregates, .. }, State::Aggregate(groups)) => {
                groups.next(input, keys, aggregates, context)
            }
            (Plan::Sort { keys, keep, .. }, State::Sort(sorter)) => sorter.next(input, keys, *keep, context),
            (Plan::Optional { inner, width, .. }, State::Optional(current)) => {
                optional(input, inner, *width, current, context)
            }
            (Plan::Unwind { list, slot, .. }, State::Unwind(current)) => loop {
                if let Some((row, items, at)) = current {
                    if let Some(item) = items.get(*at) {
                        if !context.pay()? {
                            return Ok(Pulled::Pending);
                        }
                        let row = with(row, *slot, item.clone());
                        *at += 1;
                        return Ok(Pulled::Row(row));
                    }
                    *current = None;
                }
                let row = match input.next(context)? {
                    Pulled::Row(row) => row,
                    other => return Ok(other),
                };
                match context.env(&row).eval(list)? {
                    Value::Null => {}
                    Value::List(items) => *current = Some((row, items, 0)),
                    // A single value is a list of one.
                    other => *current = Some((row, Arc::new([other]), 0)),
                }
            },
            (Plan::Filter { condition, .. }, _) => loop {
                let row = match input.next(context)? {
                    Pulled::Row(row) => row,
                    other => return Ok(other),
                };
                if context.env(&row).holds(condition)? {
                    return Ok(Pulled::Row(row));
                }
            },
            (Plan::Distinct { .. }, State::Distinct(seen)) => loop {
                let row = match input.next(context)? {
                    Pulled::Row(row) => row,
                    other => return Ok(other),
                };
                let mut key = Vec::new();
                row.iter().for_each(|value| compare::group_key(value, &mut key));
                if seen.insert(key) {
                    return Ok(Pulled::Row(row));
                }
            },
            (Plan::Slice { skip, limit, .. }, State::Slice(passed, given)) => loop {
                if limit.is_some_and(|limit| *given >= limit) {
                    return Ok(Pulled::Done);
                }
                let row = match input.next(context)? {
                    Pulled::Row(row) => row,
                    other => return Ok(other),
                };
                if *passed < *skip {
                    *passed += 1;
                    continue;
                }
                *given += 1;
                return Ok(Pulled::Row(row));
            },
            (plan, _) => {
                let mut row = match input.next(context)? {
                    Pulled::Row(row) => row,
                    other => return Ok(other),
                };
                match plan {
                    Plan::Project { items, .. } => {
                        let mut env = context.env(&row);
                        row = items.iter().map(|item| env.eval(item)).collect::<Result<_, _>>()?;
                    }
                    Plan::Assign { slot, value, .. } => {
                        let value = context.env(&row).eval(value)?;
                        row = with(&row, *slot, value);
                    }
                    Plan::Cut { width, .. } => row.truncate(*width),
                    _ => {}
                }
                Ok(Pulled::Row(row))
            }
        }
    }
}

fn optional(
    input: &mut Op,
    inner: &Arc<Plan>,
    width: usize,
    current: &mut Option<(Row, Box<Op>, bool)>,
    context: &mut Context<'_>,
) -> Result<Pulled, CypherError> {
    loop {
        if let Some((row, op, found)) = current {
            match op.next(context)? {
                Pulled::Row(row) => {
                    *found = true;
                    return Ok(Pulled::Row(row));
                }
                Pulled::Pending => return Ok(Pulled::Pending),
                Pulled::Done => {
                    let lonely = (!*found).then(|| {
                        let mut row = std::mem::take(row);
                        row.resize(width, Value::Null);
                        row
                    });
                    *current = None;
                    if let Some(row) = lonely {
                        return Ok(Pulled::Row(row));
                    }
                }
            }
        }
        match input.next(context)? {
            Pulled::Row(row) => *current = Some((row.clone(), Box::new(Op::new(inner, row)), false)),
            other => return Ok(other),
        }
    }
}

/// Whether a relationship stands in one of these places of a row, alone or in a list.
fn is_walked(row: &Row, slots: &[usize], relationship: RelId) -> bool {
    let value = Value::Relationship(relationship);
    slots.iter().any(|slot| match row.get(*slot) {
        Some(Value::List(items)) => items.contains(&value),
        other => other == Some(&value),
    })
}

/// A copy of a row with a value in a place, which may be past its end.
fn with(row: &Row, slot: usize, value: Value) -> Row {
    let mut copy = copied(row, slot + 1);
    copy[slot] = value;
    copy
}

/// A copy of a row, with nulls up to a width.
fn copied(row: &Row, width: usize) -> Row {
    let mut copy = Vec::with_capacity(row.len().max(width));
    copy.extend_from_slice(row);
    if copy.len() < width {
        copy.resize(width, Value::Null);
    }
    copy
}

/// The node in a place of a row; `None` if it is null.
fn node_at(row: &Row, slot: usize) -> Result<Option<crate::value::NodeId>, CypherError> {
    match row.get(slot) {
        Some(Value::Node(node)) => Ok(Some(*node)),
        None | Some(Value::Null) => Ok(None),
        Some(other) => Err(wrong_type("a node", other)),
    }
}
