//! Groups of rows, and what is computed over each.

use std::collections::{HashMap, HashSet};

use super::{Context, Op, PER_ENTRY, Pulled, Row, size, statistics};
use crate::ast::{AggregateKind, Expr};
use crate::error::{CypherError, ErrorCode};
use crate::eval::budget::Budget;
use crate::eval::compare::{self, extreme};
use crate::eval::{Env, wrong_type};
use crate::plan::Aggregate;
use crate::value::Value;

/// The groups, in the order in which they first came.
#[derive(Default)]
pub(super) struct Groups {
    at: HashMap<Box<[u8]>, usize>,
    /// What is read, and of it: its keys' values, and what they come to as one key. Most rows meet a group that is there.
    own: Row,
    values: Row,
    key: Vec<u8>,
    groups: Vec<(Row, Vec<Accumulator>)>,
    given: Option<usize>,
}

/// What has been gathered for one aggregate of one group.
#[derive(Default)]
pub(super) struct Accumulator {
    count: u64,
    value: Option<Value>,
    /// What few aggregates need: there may be hundreds of thousands of groups.
    more: Option<Box<Gathered>>,
}

/// Values that are gathered one by one.
#[derive(Default)]
struct Gathered {
    seen: HashSet<Vec<u8>>,
    items: Vec<Value>,
    /// Which percentile, as the first row says.
    percentile: Option<f64>,
}

impl Gathered {
    fn keep(&mut self, value: Value, budget: &Budget) -> Result<(), CypherError> {
        budget.hold(size_of::<Value>())?;
        self.items.push(value);
        Ok(())
    }
}

impl Groups {
    pub(super) fn next(
        &mut self,
        input: &mut Op,
        keys: &[Expr],
        aggregates: &[Aggregate],
        row: &mut Row,
        context: &Context<'_>,
    ) -> Result<Pulled, CypherError> {
        while self.given.is_none() {
            match input.next(&mut self.own, context)? {
                Pulled::Row => self.take(keys, aggregates, context)?,
                Pulled::Pending => return Ok(Pulled::Pending),
                Pulled::Done => {
                    // Without keys there is one group, even of no rows.
                    if keys.is_empty() && self.groups.is_empty() {
                        self.groups.push((Vec::new(), fresh(aggregates)));
                    }
                    self.given = Some(0);
                }
            }
        }
        let Some((values, accumulators)) = self.given.and_then(|at| self.groups.get_mut(at)) else {
            return Ok(Pulled::Done);
        };
        self.given = self.given.map(|at| at + 1);
        *row = std::mem::take(values);
        for (accumulator, aggregate) in accumulators.iter_mut().zip(aggregates) {
            row.push(accumulator.result(aggregate.kind));
        }
        Ok(Pulled::Row)
    }

    fn take(&mut self, keys: &[Expr], aggregates: &[Aggregate], context: &Context<'_>) -> Result<(), CypherError> {
        let mut env = context.env(&self.own);
        self.values.clear();
        self.key.clear();
        let mut meets = true;
        for key in keys {
            let value = env.eval(key)?;
            meets &= compare::group_key(&value, &mut self.key);
            self.values.push(value);
        }
        let known = if meets { self.at.get(self.key.as_slice()) } else { None };
        let at = match known {
            Some(at) => *at,
            None => {
                let state = aggregates.len() * size_of::<Accumulator>();
                context.budget.hold(size(&self.values) + self.key.len() + PER_ENTRY + state)?;
                self.groups.push((std::mem::take(&mut self.values), fresh(aggregates)));
                self.at.insert(self.key.as_slice().into(), self.groups.len() - 1);
                self.groups.len() - 1
            }
        };
        for (accumulator, aggregate) in self.groups[at].1.iter_mut().zip(aggregates) {
            accumulator.take(aggregate, &mut env)?;
        }
        Ok(())
    }
}

fn fresh(aggregates: &[Aggregate]) -> Vec<Accumulator> {
    aggregates.iter().map(|_| Accumulator::default()).collect()
}

impl Accumulator {
    /// Takes the row of an environment.
    pub(super) fn take(&mut self, aggregate: &Aggregate, env: &mut Env<'_>) -> Result<(), CypherError> {
        let value = match &aggregate.argument {
            None => Value::Bool(true),
            Some(argument) => env.eval(argument)?,
        };
        if let Some(parameter) = &aggregate.parameter
            && self.more().percentile.is_none()
        {
            self.more().percentile = Some(percentile(env.eval(parameter)?)?);
        }
        self.add(aggregate, value, env.budget)
    }

    fn more(&mut self) -> &mut Gathered {
        self.more.get_or_insert_default()
    }

    /// Takes one value; nulls do not count.
    fn add(&mut self, aggregate: &Aggregate, value: Value, budget: &Budget) -> Result<(), CypherError> {
        if value.is_null() {
            return Ok(());
        }
        if aggregate.distinct {
            let mut key = Vec::new();
            let meets = compare::group_key(&value, &mut key);
            let bytes = key.len() + PER_ENTRY;
            if !self.more().seen.insert(key) && meets {
                return Ok(());
            }
            budget.hold(bytes)?;
        }
        self.count += 1;
        match aggregate.kind {
            AggregateKind::CountRows | AggregateKind::Count => {}
            AggregateKind::Collect => self.more().keep(value, budget)?,
            AggregateKind::StDev
            | AggregateKind::StDevP
            | AggregateKind::PercentileDisc
            | AggregateKind::PercentileCont => match value {
                Value::Int(_) | Value::Float(_) => self.more().keep(value, budget)?,
                other => return Err(wrong_type("a number", &other)),
            },
            AggregateKind::Min | AggregateKind::Max => {
                let largest = aggregate.kind == AggregateKind::Max;
                self.value = Some(match self.value.take() {
                    None => value,
                    Some(best) => extreme(best, value, largest),
                });
            }
            AggregateKind::Sum => {
                self.value = Some(match (self.value.take(), value) {
                    (None, value @ (Value::Int(_) | Value::Float(_))) => value,
                    // A sum that is no integer any more is a float, as in the database.
                    (Some(Value::Int(a)), Value::Int(b)) => {
                        a.checked_add(b).map_or_else(|| Value::Float(a as f64 + b as f64), Value::Int)
                    }
                    (Some(Value::Int(a)), Value::Float(b)) => Value::Float(a as f64 + b),
                    (Some(Value::Float(a)), Value::Int(b)) => Value::Float(a + b as f64),
                    (Some(Value::Float(a)), Value::Float(b)) => Value::Float(a + b),
                    (_, other) => return Err(wrong_type("a number", &other)),
                });
            }
            AggregateKind::Avg => {
                let count = self.count as f64;
                // Of floats it is the mean so far, which each one moves: their sum might be beyond all floats.
                let moved = |mean: f64, by: f64| Value::Float(mean + (by - mean) / count);
                self.value = Some(match (self.value.take(), value) {
                    (None, value @ (Value::Int(_) | Value::Float(_))) => value,
                    (Some(Value::Int(sum)), Value::Int(value)) => sum
                        .checked_add(value)
                        .map_or_else(|| moved(sum as f64 / (count - 1.0), value as f64), Value::Int),
                    (Some(Value::Int(sum)), Value::Float(value)) => moved(sum as f64 / (count - 1.0), value),
                    (Some(Value::Float(mean)), Value::Int(value)) => moved(mean, value as f64),
                    (Some(Value::Float(mean)), Value::Float(value)) => moved(mean, value),
                    (_, other) => return Err(wrong_type("a number", &other)),
                });
            }
        }
        Ok(())
    }

    /// What was gathered comes to.
    pub(super) fn result(&mut self, kind: AggregateKind) -> Value {
        match kind {
            AggregateKind::CountRows | AggregateKind::Count => Value::Int(self.count as i64),
            AggregateKind::Collect => Value::list(std::mem::take(&mut self.more().items)),
            AggregateKind::Min | AggregateKind::Max => self.value.take().unwrap_or(Value::Null),
            AggregateKind::Sum => self.value.take().unwrap_or(Value::Int(0)),
            AggregateKind::Avg => match self.value.take() {
                Some(Value::Int(sum)) => Value::Float(sum as f64 / self.count as f64),
                Some(Value::Float(mean)) => Value::Float(mean),
                _ => Value::Null,
            },
            AggregateKind::StDev => Value::Float(statistics::deviation(&self.more().items, 1)),
            AggregateKind::StDevP => Value::Float(statistics::deviation(&self.more().items, 0)),
            AggregateKind::PercentileDisc => {
                let Gathered { items, percentile, .. } = self.more();
                statistics::discrete(items, percentile.unwrap_or(0.0))
            }
            AggregateKind::PercentileCont => {
                let Gathered { items, percentile, .. } = self.more();
                statistics::continuous(items, percentile.unwrap_or(0.0))
            }
        }
    }
}

fn percentile(value: Value) -> Result<f64, CypherError> {
    let number = match value {
        Value::Int(v) => v as f64,
        Value::Float(v) => v,
        other => return Err(wrong_type("a number", &other)),
    };
    if (0.0..=1.0).contains(&number) {
        return Ok(number);
    }
    let message = format!("a percentile must be a number in the range 0.0 to 1.0, not {number}");
    Err(CypherError::new(ErrorCode::Argument, message))
}
