//! Operators at work: each pulls rows from the one below it.
//!
//! A row is not handed up: it stands in a buffer that an operator shares with those below it, each of which writes its
//! own places. Who asks for a row leaves what it found there as it is until it asks again; places behind the row may hold
//! what is left of an earlier one. Operators that make new rows ([`Plan::Project`], [`Plan::Aggregate`], [`Plan::Sort`])
//! have a buffer of their own for what they read.
//!
//! An operator can stop anywhere and go on later: all it knows is in its state and in the buffer. So whoever runs a query
//! decides after how many steps it pauses, and can drop it then.

mod aggregate;
mod call;
mod columnar;
mod ends;
mod expand;
mod nodes;
mod shortest;
mod sort;
mod statistics;
mod timebox;
mod walk;

use std::collections::{HashSet, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use crate::ast::Expr;
use crate::error::CypherError;
use crate::eval::budget::Budget;
use crate::eval::memory::Memory;
use crate::eval::{Env, compare, wrong_type};
use crate::plan::Plan;
use crate::store::Graph;
use crate::value::{RelId, Value};

/// What a table takes for an entry beside what is in it, about.
const PER_ENTRY: usize = 48;

/// A row in the making.
pub(crate) type Row = Vec<Value>;

/// What an operator says when asked for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pulled {
    /// It is in the buffer.
    Row,
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
    Ends(ends::Cursor),
    /// What gives the inner rows of the row at hand, and whether there was one.
    Optional(Option<(Box<Op>, bool)>),
    Call(call::Cursor),
    /// The subquery of the row at hand, and its buffer.
    Apply(Option<(Box<Op>, Row)>),
    /// The list of the row at hand, and how far it is.
    Unwind(Option<(Arc<[Value]>, usize)>),
    /// The row that is read.
    Project(Row),
    Aggregate(aggregate::Groups),
    Columnar(Box<columnar::Cursor>),
    Distinct(HashSet<Box<[u8]>>, Vec<u8>),
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
            Plan::Columnar(columnar) => {
                let state = State::Columnar(Box::new(columnar::Cursor::new(columnar, first)));
                return Self { plan: plan.clone(), input: None, state };
            }
            Plan::Nodes { input, .. } => (input, State::Nodes(nodes::Cursor::default())),
            Plan::Expand(expand) => (&expand.input, State::Expand(expand::Cursor::default())),
            Plan::Walk(walk) => (&walk.step.input, State::Walk(walk::Cursor::default())),
            Plan::Shortest(shortest) => (&shortest.input, State::Shortest(Box::default())),
            Plan::Ends(ends) => (&ends.input, State::Ends(ends::Cursor::default())),
            Plan::Optional { input, .. } => (input, State::Optional(None)),
            Plan::Call(call) => (&call.input, State::Call(call::Cursor::default())),
            Plan::Apply { input, .. } => (input, State::Apply(None)),
            Plan::Unwind { input, .. } => (input, State::Unwind(None)),
            Plan::Project { input, .. } => (input, State::Project(Row::new())),
            Plan::Aggregate { input, .. } => (input, State::Aggregate(aggregate::Groups::default())),
            Plan::Distinct { input } => (input, State::Distinct(HashSet::new(), Vec::new())),
            Plan::Sort { input, .. } => (input, State::Sort(sort::Sorter::default())),
            Plan::Slice { input, .. } => (input, State::Slice(0, 0)),
            Plan::Filter { input, .. } | Plan::Assign { input, .. } | Plan::Cut { input, .. } => (input, State::None),
        };
        Self { plan: plan.clone(), input: Some(Box::new(Self::new(input, first))), state }
    }

    /// What it is the operator of.
    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The next row, in the buffer.
    pub(crate) fn next(&mut self, row: &mut Row, context: &Context<'_>) -> Result<Pulled, CypherError> {
        let Self { plan, input, state } = self;
        let Some(input) = input else {
            return match state {
                State::Columnar(cursor) => match &**plan {
                    Plan::Columnar(columnar) => cursor.next(columnar, row, context),
                    _ => Ok(Pulled::Done),
                },
                State::Start(first) => Ok(match first.take() {
                    Some(first) => {
                        *row = first;
                        Pulled::Row
                    }
                    None => Pulled::Done,
                }),
                State::Union(inputs) => united(inputs, row, context),
                _ => Ok(Pulled::Done),
            };
        };
        match (&**plan, state) {
            (Plan::Nodes { slot, source, .. }, State::Nodes(cursor)) => cursor.next(input, *slot, source, row, context),
            (Plan::Expand(expand), State::Expand(cursor)) => cursor.next(input, expand, row, context),
            (Plan::Call(call), State::Call(cursor)) => cursor.next(input, call, row, context),
            (Plan::Apply { inner, width, .. }, State::Apply(current)) => {
                call::apply(input, inner, *width, current, row, context)
            }
            (Plan::Walk(walk), State::Walk(cursor)) => cursor.next(input, walk, row, context),
            (Plan::Shortest(shortest), State::Shortest(cursor)) => cursor.next(input, shortest, row, context),
            (Plan::Ends(ends), State::Ends(cursor)) => cursor.next(input, ends, row, context),
            (Plan::Aggregate { keys, aggregates, .. }, State::Aggregate(groups)) => {
                groups.next(input, keys, aggregates, row, context)
            }
            (Plan::Sort { keys, keep, .. }, State::Sort(sorter)) => sorter.next(input, keys, *keep, row, context),
            (Plan::Optional { inner, places, .. }, State::Optional(current)) => {
                optional(input, inner, places, current, row, context)
            }
            (Plan::Unwind { list, slot, .. }, State::Unwind(current)) => {
                unwind(input, list, *slot, current, row, context)
            }
            (Plan::Filter { condition, .. }, _) => loop {
                match input.next(row, context)? {
                    Pulled::Row if context.env(row).holds(condition)? => return Ok(Pulled::Row),
                    Pulled::Row => {}
                    other => return Ok(other),
                }
            },
            (Plan::Distinct { .. }, State::Distinct(seen, key)) => loop {
                match input.next(row, context)? {
                    Pulled::Row => {}
                    other => return Ok(other),
                }
                key.clear();
                let meets = row.iter().fold(true, |meets, value| compare::group_key(value, key) & meets);
                if !meets {
                    return Ok(Pulled::Row);
                }
                if !seen.contains(key.as_slice()) {
                    context.budget.hold(key.len() + PER_ENTRY)?;
                    seen.insert(key.as_slice().into());
                    return Ok(Pulled::Row);
                }
            },
            (Plan::Slice { skip, limit, .. }, State::Slice(passed, given)) => loop {
                if limit.is_some_and(|limit| *given >= limit) {
                    return Ok(Pulled::Done);
                }
                match input.next(row, context)? {
                    Pulled::Row if *passed < *skip => *passed += 1,
                    Pulled::Row => {
                        *given += 1;
                        return Ok(Pulled::Row);
                    }
                    other => return Ok(other),
                }
            },
            (Plan::Project { items, .. }, State::Project(own)) => {
                let pulled = input.next(own, context)?;
                if pulled == Pulled::Row {
                    row.clear();
                    row.reserve(items.len());
                    let mut env = context.env(own);
                    for item in items {
                        row.push(env.eval(item)?);
                    }
                }
                Ok(pulled)
            }
            (plan, _) => {
                let pulled = input.next(row, context)?;
                match plan {
                    Plan::Assign { slot, value, .. } if pulled == Pulled::Row => {
                        let value = context.env(row).eval(value)?;
                        put(row, *slot, value);
                    }
                    Plan::Cut { width, .. } => row.truncate(*width),
                    _ => {}
                }
                Ok(pulled)
            }
        }
    }
}

fn united(inputs: &mut VecDeque<Op>, row: &mut Row, context: &Context<'_>) -> Result<Pulled, CypherError> {
    while let Some(input) = inputs.front_mut() {
        match input.next(row, context)? {
            Pulled::Done => drop(inputs.pop_front()),
            other => return Ok(other),
        }
    }
    Ok(Pulled::Done)
}

fn unwind(
    input: &mut Op,
    list: &Expr,
    slot: usize,
    current: &mut Option<(Arc<[Value]>, usize)>,
    row: &mut Row,
    context: &Context<'_>,
) -> Result<Pulled, CypherError> {
    loop {
        if let Some((items, at)) = current {
            if let Some(item) = items.get(*at) {
                if !context.pay()? {
                    return Ok(Pulled::Pending);
                }
                put(row, slot, item.clone());
                *at += 1;
                return Ok(Pulled::Row);
            }
            *current = None;
        }
        match input.next(row, context)? {
            Pulled::Row => {}
            other => return Ok(other),
        }
        *current = match context.env(row).eval(list)? {
            Value::Null => None,
            Value::List(items) => Some((items, 0)),
            // A single value is a list of one.
            other => Some((Arc::new([other]), 0)),
        };
    }
}

fn optional(
    input: &mut Op,
    inner: &Arc<Plan>,
    places: &Range<usize>,
    current: &mut Option<(Box<Op>, bool)>,
    row: &mut Row,
    context: &Context<'_>,
) -> Result<Pulled, CypherError> {
    loop {
        if let Some((op, found)) = current {
            match op.next(row, context)? {
                Pulled::Row => {
                    *found = true;
                    return Ok(Pulled::Row);
                }
                Pulled::Pending => return Ok(Pulled::Pending),
                Pulled::Done => {
                    let lonely = !*found;
                    *current = None;
                    if lonely {
                        row.truncate(places.start);
                        row.resize(places.end, Value::Null);
                        return Ok(Pulled::Row);
                    }
                }
            }
        }
        match input.next(row, context)? {
            Pulled::Row => *current = Some((Box::new(Op::new(inner, row.clone())), false)),
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

/// Bytes that a row takes when it is kept. What the graph holds as well costs nothing more.
fn size(row: &Row) -> usize {
    let own = |value: &Value| match value {
        Value::Str(text) if Arc::strong_count(text) == 1 => text.len(),
        Value::List(items) if Arc::strong_count(items) == 1 => size_of_val::<[Value]>(items),
        _ => 0,
    };
    PER_ENTRY + size_of_val::<[Value]>(row) + row.iter().map(own).sum::<usize>()
}

/// Writes a value into its place in a row, which may be past its end.
#[inline]
fn put(row: &mut Row, slot: usize, value: Value) {
    match row.get_mut(slot) {
        Some(place) => *place = value,
        None => {
            row.resize(slot, Value::Null);
            row.push(value);
        }
    }
}

/// The node in a place of a row; `None` if it is null.
fn node_at(row: &Row, slot: usize) -> Result<Option<crate::value::NodeId>, CypherError> {
    match row.get(slot) {
        Some(Value::Node(node)) => Ok(Some(*node)),
        None | Some(Value::Null) => Ok(None),
        Some(other) => Err(wrong_type("a node", other)),
    }
}
