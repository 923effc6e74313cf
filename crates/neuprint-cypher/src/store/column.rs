//! One property key's values over all nodes, or all relationships.
//!
//! A key may be on every row (`bodyId`) or on few (a brain region's name): a column stores only the rows that have a
//! value, and how it finds them depends on how many there are.

use std::collections::HashMap;
use std::sync::Arc;

use crate::value::{Point, Value};

/// Which rows have a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Presence {
    /// All rows from `first` on, as many as there are values.
    Run {
        /// The first row that has a value.
        first: u32,
    },
    /// These rows, ascending; one per value.
    Rows(Vec<u32>),
}

/// The values of the rows that have one.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnData {
    /// 64-bit integers.
    Int(Vec<i64>),
    /// 64-bit floats.
    Float(Vec<f64>),
    /// Booleans.
    Bool(Vec<bool>),
    /// Text: each row holds the place of its word in the dictionary, where every word stands once.
    Text {
        /// The distinct words.
        words: Vec<Arc<str>>,
        /// Per value, its word.
        codes: Vec<u32>,
    },
    /// Points in three dimensions.
    Point(Vec<Point>),
    /// Lists, maps, or several kinds in one column.
    Any(Vec<Value>),
}

/// One property key's values.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    presence: Presence,
    data: ColumnData,
}

impl Column {
    /// A column from its parts, for readers of files.
    ///
    /// # Errors
    /// The reason, if the parts do not fit: rows not ascending, counts that differ, a code outside the dictionary.
    pub fn from_parts(presence: Presence, data: ColumnData) -> Result<Self, &'static str> {
        if let ColumnData::Text { words, codes } = &data
            && codes.iter().any(|code| *code as usize >= words.len())
        {
            return Err("a text value names a word outside its dictionary");
        }
        match &presence {
            Presence::Rows(rows) if rows.len() != data.len() => {
                return Err("a column has more rows than values, or fewer");
            }
            Presence::Rows(rows) if !rows.is_sorted_by(|a, b| a < b) => return Err("a column's rows do not ascend"),
            Presence::Run { first } if (*first as usize).saturating_add(data.len()) > u32::MAX as usize => {
                return Err("a column runs past the last possible row");
            }
            _ => {}
        }
        Ok(Self { presence, data })
    }

    /// A column of these values; rows must ascend, nulls must have been left out.
    pub(crate) fn collect(pairs: Vec<(u32, Value)>) -> Self {
        let first = pairs.first().map_or(0, |p| p.0);
        let run = pairs.iter().enumerate().all(|(at, pair)| pair.0 as usize == first as usize + at);
        let (rows, values): (Vec<u32>, Vec<Value>) = pairs.into_iter().unzip();
        let presence = if run { Presence::Run { first } } else { Presence::Rows(rows) };
        Self { presence, data: ColumnData::collect(values) }
    }

    /// The value of a row; null if it has none.
    pub fn get(&self, row: u32) -> Value {
        self.slot(row).map_or(Value::Null, |slot| self.data.get(slot))
    }

    /// Where a row's value stands in [`Column::data`].
    pub fn slot(&self, row: u32) -> Option<usize> {
        match &self.presence {
            Presence::Run { first } => row.checked_sub(*first).map(|at| at as usize).filter(|at| *at < self.data.len()),
            Presence::Rows(rows) => rows.binary_search(&row).ok(),
        }
    }

    /// The integers of some rows, in a column of integers.
    pub(crate) fn integers<'c>(&'c self, rows: &'c [u32]) -> impl Iterator<Item = Option<i64>> + 'c {
        let values = self.all_integers();
        rows.iter().map(move |row| self.slot(*row).and_then(|slot| values.get(slot).copied()))
    }

    /// The sum of the integers of some rows, in a column of integers.
    pub(crate) fn sum_of_integers(&self, rows: &[u32]) -> i128 {
        let Presence::Run { first } = self.presence else {
            return self.integers(rows).flatten().map(i128::from).sum();
        };
        let values = self.all_integers();
        // In halves, of which no sum overflows: 2^32 rows are the most there are. Rows before the first are far behind
        // the last.
        let (high, low) = rows
            .iter()
            .filter_map(|row| values.get(row.wrapping_sub(first) as usize))
            .fold((0, 0), |(high, low), value| (high + (value >> 32), low + i64::from(*value as u32)));
        (i128::from(high) << 32) + i128::from(low)
    }

    /// The values of a column of integers; none of another one.
    fn all_integers(&self) -> &[i64] {
        match &self.data {
            ColumnData::Int(values) => values,
            _ => &[],
        }
    }

    /// The rows that have a value, ascending.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = u32> + '_ {
        (0..self.data.len()).map(|slot| self.row(slot))
    }

    /// The row whose value stands in a slot of [`Column::data`].
    pub(crate) fn row(&self, slot: usize) -> u32 {
        match &self.presence {
            Presence::Run { first } => first + slot as u32,
            Presence::Rows(rows) => rows[slot],
        }
    }

    /// The last row that has a value.
    pub fn last_row(&self) -> Option<u32> {
        self.rows().last()
    }

    /// Which rows have a value.
    pub fn presence(&self) -> &Presence {
        &self.presence
    }

    /// The values, in the order of [`Column::rows`].
    pub fn data(&self) -> &ColumnData {
        &self.data
    }
}

impl ColumnData {
    /// How many values there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Int(v) => v.len(),
            Self::Float(v) => v.len(),
            Self::Bool(v) => v.len(),
            Self::Text { codes, .. } => codes.len(),
            Self::Point(v) => v.len(),
            Self::Any(v) => v.len(),
        }
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value in a slot.
    pub fn get(&self, slot: usize) -> Value {
        match self {
            Self::Int(v) => Value::Int(v[slot]),
            Self::Float(v) => Value::Float(v[slot]),
            Self::Bool(v) => Value::Bool(v[slot]),
            Self::Text { words, codes } => Value::Str(words[codes[slot] as usize].clone()),
            Self::Point(v) => Value::Point(v[slot]),
            Self::Any(v) => v[slot].clone(),
        }
    }

    /// The narrowest storage that keeps every value as it is; an integer is never made a float.
    fn collect(values: Vec<Value>) -> Self {
        macro_rules! all {
            ($kind:ident) => {
                values.iter().map(|v| if let Value::$kind(v) = v { Some(*v) } else { None }).collect::<Option<Vec<_>>>()
            };
        }
        match values.first() {
            Some(Value::Int(_)) => all!(Int).map(Self::Int),
            Some(Value::Float(_)) => all!(Float).map(Self::Float),
            Some(Value::Bool(_)) => all!(Bool).map(Self::Bool),
            Some(Value::Point(_)) => {
                all!(Point).filter(|points| points.iter().all(|point| point.z.is_some())).map(Self::Point)
            }
            Some(Value::Str(_)) => Self::dictionary(&values),
            _ => None,
        }
        .unwrap_or(Self::Any(values))
    }

    fn dictionary(values: &[Value]) -> Option<Self> {
        let mut words: Vec<Arc<str>> = Vec::new();
        let mut seen: HashMap<Arc<str>, u32> = HashMap::new();
        let mut codes = Vec::with_capacity(values.len());
        for value in values {
            let Value::Str(text) = value else { return None };
            codes.push(*seen.entry(text.clone()).or_insert_with(|| {
                words.push(text.clone());
                (words.len() - 1) as u32
            }));
        }
        Some(Self::Text { words, codes })
    }
}
