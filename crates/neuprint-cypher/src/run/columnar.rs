//! Groups over columns: batches of node and relationship numbers, and one number per group.
//!
//! It gives the same groups in the same order as [`super::aggregate`], and takes as many steps; or one for each relationship
//! that there is, if all are looked at where they are stored.

mod batch;
mod groups;
mod sweep;
mod typed;

use super::aggregate::Accumulator;
use super::{Context, Pulled, Row};
use crate::error::CypherError;
use crate::plan::{Columnar, Sum};
use crate::value::Value;
use batch::Levels;
use groups::Groups;

/// What a pair of numbers takes in a table, about.
const PER_PAIR: usize = 32;

/// How far the groups are.
pub(super) struct Cursor {
    levels: Levels,
    groups: Groups,
    /// One for each of [`Columnar::sums`].
    sums: Vec<Sums>,
    given: Option<usize>,
}

/// What has been computed, by group.
enum Sums {
    Rows(Vec<i64>),
    /// Wider than what is added: a sum that is no integer any more is a float in the end.
    Integers(Vec<i128>),
    Other(Vec<Accumulator>),
}

impl Cursor {
    /// Begins with a row, whose places conditions may speak of.
    pub(super) fn new(plan: &Columnar, first: Row) -> Self {
        let sums = plan.sums.iter().map(|sum| match sum {
            Sum::Rows => Sums::Rows(Vec::new()),
            Sum::Integers(_) => Sums::Integers(Vec::new()),
            Sum::Other(_) => Sums::Other(Vec::new()),
        });
        Self {
            levels: Levels::new(plan, first),
            groups: Groups::new(plan.keys.len()),
            sums: sums.collect(),
            given: None,
        }
    }

    pub(super) fn next(
        &mut self,
        plan: &Columnar,
        row: &mut Row,
        context: &Context<'_>,
    ) -> Result<Pulled, CypherError> {
        while self.given.is_none() {
            match self.levels.next(plan, context)? {
                Pulled::Row => self.take(plan, context)?,
                Pulled::Pending => return Ok(Pulled::Pending),
                Pulled::Done => {
                    // Without keys there is one group, even of no rows.
                    if plan.keys.is_empty() {
                        self.groups.only();
                        self.grow();
                    }
                    self.given = Some(0);
                }
            }
        }
        let Some(at) = self.given.filter(|at| *at < self.groups.len()) else { return Ok(Pulled::Done) };
        self.given = Some(at + 1);
        row.clear();
        for (place, key) in plan.keys.iter().enumerate() {
            row.push(self.groups.value(at, place, *key, context.graph));
        }
        for (sums, sum) in self.sums.iter_mut().zip(&plan.sums) {
            row.push(match (sums, sum) {
                (Sums::Rows(values), _) => Value::Int(values[at]),
                (Sums::Integers(values), _) => {
                    i64::try_from(values[at]).map_or(Value::Float(values[at] as f64), Value::Int)
                }
                (Sums::Other(all), Sum::Other(aggregate)) => all[at].result(aggregate.kind),
                (Sums::Other(_), _) => Value::Null,
            });
        }
        Ok(Pulled::Row)
    }

    /// Makes room for all groups.
    fn grow(&mut self) {
        let groups = self.groups.len();
        for sums in &mut self.sums {
            match sums {
                Sums::Rows(values) => values.resize(groups, 0),
                Sums::Integers(values) => values.resize(groups, 0),
                Sums::Other(all) => all.resize_with(groups, Accumulator::default),
            }
        }
    }

    /// Takes the batch at hand.
    fn take(&mut self, plan: &Columnar, context: &Context<'_>) -> Result<(), CypherError> {
        let is_one = plan.keys.is_empty();
        let before = self.groups.len();
        self.groups.take(self.levels.last(), &plan.keys, context.graph);
        // Numbers of keys and of pairs of them; and what is computed.
        let each = plan.keys.len() * 2 * PER_PAIR + plan.sums.len() * size_of::<Accumulator>();
        context.budget.hold((self.groups.len() - before) * each)?;
        self.grow();
        let of = self.groups.at_hand();
        for (sums, sum) in self.sums.iter_mut().zip(&plan.sums) {
            match (sums, sum) {
                (Sums::Rows(counts), _) if is_one => counts[0] += of.len() as i64,
                (Sums::Rows(counts), _) => of.iter().for_each(|group| counts[*group as usize] += 1),
                (Sums::Integers(values), Sum::Integers(stored)) => {
                    let Some(column) = stored.stored(context.graph) else { continue };
                    let numbers = self.levels.last().column(stored.column);
                    if is_one {
                        values[0] += column.sum_of_integers(numbers);
                        continue;
                    }
                    for (group, value) in of.iter().zip(column.integers(numbers)) {
                        let Some(value) = value else { continue };
                        values[*group as usize] += i128::from(value);
                    }
                }
                (Sums::Other(all), Sum::Other(aggregate)) => {
                    for (at, group) in of.iter().enumerate() {
                        let row = self.levels.row(at, plan);
                        all[*group as usize].take(aggregate, &mut context.env(row))?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}
