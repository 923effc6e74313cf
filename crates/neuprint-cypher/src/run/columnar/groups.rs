//! Which group each row of a batch belongs to.
//!
//! Keys are numbers: that of a word in its column's dictionary, that of an integer among those that were met, that of a
//! node. The numbers of a row's keys are put together two by two, each pair being given a number in turn; the last is the
//! group's. Groups are numbered in the order in which they first came.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::batch::Batch;
use crate::plan::{Entity, Stored};
use crate::store::{Column, ColumnData, Graph};
use crate::value::{NodeId, RelId, Value};

/// What a key has where it has no value; all other numbers are one more than what they stand for.
const NULL: u32 = 0;

/// The groups that were met.
pub(super) struct Groups {
    count: usize,
    /// The keys' numbers, key by key, of each group.
    keys: Vec<Vec<u32>>,
    /// Pairs of numbers, by how many keys they stand for.
    pairs: Vec<HashMap<u64, u32, FxBuildHasher>>,
    /// Integers that were met, key by key.
    integers: Vec<Integers>,
    /// The numbers of each key in the batch at hand, and the groups.
    at_hand: Vec<Vec<u32>>,
    of: Vec<u32>,
}

/// Integers, numbered in the order in which they first came.
#[derive(Default)]
struct Integers {
    numbers: HashMap<i64, u32, FxBuildHasher>,
    values: Vec<i64>,
}

impl Groups {
    pub(super) fn new(keys: usize) -> Self {
        Self {
            count: 0,
            keys: vec![Vec::new(); keys],
            pairs: vec![HashMap::default(); keys.saturating_sub(1).max(1)],
            integers: (0..keys).map(|_| Integers::default()).collect(),
            at_hand: vec![Vec::new(); keys],
            of: Vec::new(),
        }
    }

    /// How many groups there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Without keys there is one group, whether or not it has rows.
    pub(super) fn only(&mut self) {
        self.count = 1;
    }

    /// The group of each row of the batch that was taken last.
    pub(super) fn at_hand(&self) -> &[u32] {
        &self.of
    }

    /// Finds the group of each row of a batch.
    pub(super) fn take(&mut self, batch: &Batch, keys: &[Stored], graph: &Graph) {
        self.of.clear();
        for ((key, numbers), integers) in keys.iter().zip(&mut self.at_hand).zip(&mut self.integers) {
            numbers.clear();
            number(batch.column(key.column), key.stored(graph), integers, numbers);
        }
        let Some((first, others)) = self.at_hand.split_first() else {
            self.only();
            self.of.resize(batch.len(), 0);
            return;
        };
        self.of.extend_from_slice(first);
        if others.is_empty() {
            let pairs = &mut self.pairs[0];
            self.of.iter_mut().for_each(|of| *of = numbered(pairs, u64::from(*of)));
        }
        for (other, pairs) in others.iter().zip(&mut self.pairs) {
            for (of, other) in self.of.iter_mut().zip(other) {
                *of = numbered(pairs, u64::from(*of) << 32 | u64::from(*other));
            }
        }
        for (at, of) in self.of.iter().enumerate() {
            if *of as usize == self.count {
                self.keys.iter_mut().zip(&self.at_hand).for_each(|(key, numbers)| key.push(numbers[at]));
                self.count += 1;
            }
        }
    }

    /// A key's value of a group.
    pub(super) fn value(&self, group: usize, key: usize, stored: Stored, graph: &Graph) -> Value {
        let Some(at) = self.keys[key][group].checked_sub(1) else { return Value::Null };
        match (stored.stored(graph).map(Column::data), stored.entity) {
            (Some(ColumnData::Text { words, .. }), _) => Value::Str(words[at as usize].clone()),
            (Some(ColumnData::Bool(_)), _) => Value::Bool(at > 0),
            (Some(_), _) => Value::Int(self.integers[key].values[at as usize]),
            (None, Entity::Node) => Value::Node(NodeId(at)),
            (None, Entity::Relationship) => Value::Relationship(RelId(at)),
        }
    }
}

/// The number of a pair, which is new if the pair is.
fn numbered(pairs: &mut HashMap<u64, u32, FxBuildHasher>, pair: u64) -> u32 {
    let next = pairs.len() as u32;
    *pairs.entry(pair).or_insert(next)
}

/// The numbers of a key's values in a batch.
fn number(rows: &[u32], column: Option<&Column>, integers: &mut Integers, numbers: &mut Vec<u32>) {
    let Some(column) = column else {
        numbers.extend(rows.iter().map(|row| row + 1));
        return;
    };
    let slots = rows.iter().map(|row| column.slot(*row));
    match column.data() {
        ColumnData::Text { codes, .. } => numbers.extend(slots.map(|slot| slot.map_or(NULL, |slot| codes[slot] + 1))),
        ColumnData::Bool(values) => {
            numbers.extend(slots.map(|slot| slot.map_or(NULL, |slot| u32::from(values[slot]) + 1)));
        }
        ColumnData::Int(values) => {
            numbers.extend(slots.map(|slot| slot.map_or(NULL, |slot| integers.number(values[slot]))))
        }
        // The planner takes no other column as a key.
        _ => numbers.extend(slots.map(|_| NULL)),
    }
}

impl Integers {
    fn number(&mut self, value: i64) -> u32 {
        let next = self.values.len() as u32;
        let number = *self.numbers.entry(value).or_insert(next);
        if number == next {
            self.values.push(value);
        }
        number + 1
    }
}
