//! Nodes' and relationships' properties in columns, filled row by row, as an importer does.
//!
//! ```
//! use neuprint_cypher::store::Columns;
//! use neuprint_cypher::{GraphBuilder, Value};
//!
//! let mut columns = Columns::default();
//! let body = columns.key("bodyId")?;
//! columns.put(body, 0, Value::Int(754538881));
//! let mut builder = GraphBuilder::new();
//! builder.add_nodes(1)?;
//! columns.of_nodes(&mut builder)?;
//! # Ok::<(), &'static str>(())
//! ```
//!
//! Millions of rows share a few words and a few kinds: a cell takes what its kind takes, not what any value may take.

use std::collections::HashMap;
use std::sync::Arc;

use crate::store::{Column, ColumnData, GraphBuilder, Presence};
use crate::value::{NodeId, Point, Value};

/// Property names are numbered with 16 bits.
const MOST_COLUMNS: usize = 60_000;

/// The place of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(usize);

/// Columns by name, in the order in which the names came.
#[derive(Debug, Default)]
pub struct Columns {
    at: HashMap<Arc<str>, usize>,
    all: Vec<(Arc<str>, Filling)>,
}

#[derive(Debug, Default)]
struct Filling {
    first: u32,
    /// `None` as long as the rows follow each other from `first` on.
    rows: Option<Vec<u32>>,
    data: Option<ColumnData>,
    /// The places of the words, if there are any.
    words: HashMap<Arc<str>, u32>,
}

impl Columns {
    /// The column of a name, which may be new.
    ///
    /// # Errors
    /// If there are more names than can be numbered.
    pub fn key(&mut self, name: &str) -> Result<Key, &'static str> {
        if let Some(at) = self.at.get(name) {
            return Ok(Key(*at));
        }
        if self.all.len() >= MOST_COLUMNS {
            return Err("there are more names of properties than ids");
        }
        let name: Arc<str> = name.into();
        self.at.insert(name.clone(), self.all.len());
        self.all.push((name, Filling::default()));
        Ok(Key(self.all.len() - 1))
    }

    /// Whether there is a column of this name.
    pub fn has(&self, name: &str) -> bool {
        self.at.contains_key(name)
    }

    /// The value of a row, if it is the last one that the column got.
    pub fn is_filled(&self, key: Key, row: u32) -> bool {
        self.all[key.0].1.last() == Some(row)
    }

    /// Sets the value of a row. In a column rows must come in ascending order; a null is not set.
    pub fn put(&mut self, key: Key, row: u32, value: Value) {
        match value {
            Value::Null => {}
            Value::Str(text) => self.put_text(key, row, &text),
            value => self.all[key.0].1.put(row, value),
        }
    }

    /// [`Columns::put`] of a text, which is not copied if it is known.
    pub fn put_text(&mut self, key: Key, row: u32, text: &str) {
        let column = &mut self.all[key.0].1;
        let data = column.data.get_or_insert_with(|| ColumnData::Text { words: Vec::new(), codes: Vec::new() });
        let ColumnData::Text { words, codes } = data else {
            column.put(row, Value::text(text));
            return;
        };
        let code = column.words.get(text).copied().unwrap_or_else(|| {
            let word: Arc<str> = text.into();
            words.push(word.clone());
            let code = (words.len() - 1) as u32;
            column.words.insert(word, code);
            code
        });
        codes.push(code);
        let at = codes.len() - 1;
        column.present(row, at);
    }

    /// All columns that have a value.
    fn finish(self) -> impl Iterator<Item = (Arc<str>, Result<Column, &'static str>)> {
        self.all.into_iter().filter_map(|(name, filling)| {
            let presence = filling.rows.map_or(Presence::Run { first: filling.first }, Presence::Rows);
            Some((name, Column::from_parts(presence, filling.data?)))
        })
    }

    /// Gives all columns to the graph, as the nodes' properties.
    ///
    /// # Errors
    /// The reason, if there is a row past the last node.
    pub fn of_nodes(self, builder: &mut GraphBuilder) -> Result<(), &'static str> {
        self.finish().try_for_each(|(name, column)| builder.add_node_column(&name, column?))
    }

    /// Gives all columns to the graph, as the relationships' properties.
    ///
    /// # Errors
    /// The reason, if there is a row past the last relationship.
    pub fn of_relationships(self, builder: &mut GraphBuilder) -> Result<(), &'static str> {
        self.finish().try_for_each(|(name, column)| builder.add_relationship_column(&name, column?))
    }
}

impl Filling {
    fn len(&self) -> usize {
        self.data.as_ref().map_or(0, ColumnData::len)
    }

    fn last(&self) -> Option<u32> {
        let last = self.len().checked_sub(1)?;
        self.rows.as_ref().map_or(Some(self.first + last as u32), |rows| rows.last().copied())
    }

    fn put(&mut self, row: u32, value: Value) {
        let before = self.len();
        let data = self.data.get_or_insert_with(|| match value {
            Value::Int(_) => ColumnData::Int(Vec::new()),
            Value::Float(_) => ColumnData::Float(Vec::new()),
            Value::Bool(_) => ColumnData::Bool(Vec::new()),
            Value::Point(Point { z: Some(_), .. }) => ColumnData::Point(Vec::new()),
            _ => ColumnData::Any(Vec::new()),
        });
        match (&mut *data, value) {
            (ColumnData::Int(values), Value::Int(value)) => values.push(value),
            (ColumnData::Float(values), Value::Float(value)) => values.push(value),
            (ColumnData::Bool(values), Value::Bool(value)) => values.push(value),
            (ColumnData::Point(values), Value::Point(value)) if value.z.is_some() => values.push(value),
            (ColumnData::Any(values), value) => values.push(value),
            // Two tables have the name with different types.
            (other, value) => {
                let mut values: Vec<Value> = (0..before).map(|at| other.get(at)).collect();
                values.push(value);
                *data = ColumnData::Any(values);
                self.words = HashMap::new();
            }
        }
        self.present(row, before);
    }

    /// Notes the row of a value that was the `at`th.
    fn present(&mut self, row: u32, at: usize) {
        if at == 0 {
            self.first = row;
        }
        match &mut self.rows {
            Some(rows) => rows.push(row),
            None if row as usize == self.first as usize + at => {}
            None => self.rows = Some((0..at as u32).map(|at| self.first + at).chain([row]).collect()),
        }
    }
}

/// Which nodes bear which labels.
#[derive(Debug, Default)]
pub struct Labels(Vec<(String, Vec<NodeId>)>);

impl Labels {
    /// The place of a label, which may be new.
    pub fn place(&mut self, name: &str) -> usize {
        self.0.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            self.0.push((name.to_owned(), Vec::new()));
            self.0.len() - 1
        })
    }

    /// Gives a label to a node; nodes must come in ascending order.
    pub fn put(&mut self, place: usize, node: NodeId) {
        let nodes = &mut self.0[place].1;
        if nodes.last() != Some(&node) {
            nodes.push(node);
        }
    }

    /// The labels, in the order in which they came.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Gives a label to all nodes that bear another one; how many did not bear it before.
    pub fn give_to_those_with(&mut self, label: &str, other: &str) -> usize {
        let (place, other) = (self.place(label), self.place(other));
        let before = self.0[place].1.len();
        let mut nodes = [self.0[place].1.as_slice(), &self.0[other].1].concat();
        nodes.sort_unstable();
        nodes.dedup();
        let added = nodes.len() - before;
        self.0[place].1 = nodes;
        added
    }

    /// Gives labels to the graph's nodes.
    ///
    /// # Errors
    /// The reason, if there are nodes that the graph does not have, or more labels than can be numbered.
    pub fn finish(self, builder: &mut GraphBuilder) -> Result<(), &'static str> {
        self.0.into_iter().try_for_each(|(name, nodes)| builder.add_label(&name, nodes))
    }
}
