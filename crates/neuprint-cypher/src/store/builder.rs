//! From nodes and relationships, one at a time, to the columns of a [`Graph`].

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::store::adjacency::{Adjacency, Side};
use crate::store::{Column, Graph, Label, NamedColumn, ParsedTexts, RelTypeId, Relationship};

use crate::value::{NodeId, RelId, Value};

/// Collects a graph. Nodes and relationships are numbered in the order in which they come.
#[derive(Debug, Default)]
pub struct GraphBuilder {
    labels: Names<Vec<NodeId>>,
    node_count: u32,
    node_values: Names<Vec<(u32, Value)>>,
    node_columns: Vec<NamedColumn>,
    rel_types: Names<u32>,
    rels: Vec<Relationship>,
    rel_values: Names<Vec<(u32, Value)>>,
    rel_columns: Vec<NamedColumn>,
}

/// Names in the order in which they first came, each with what was collected under it.
#[derive(Debug)]
struct Names<T> {
    at: HashMap<Arc<str>, usize>,
    entries: Vec<(Arc<str>, T)>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { at: HashMap::new(), entries: Vec::new() }
    }
}

impl<T: Default> Names<T> {
    fn under(&mut self, name: &str) -> (usize, &mut T) {
        let at = self.at.get(name).copied().unwrap_or_else(|| {
            let name: Arc<str> = name.into();
            self.at.insert(name.clone(), self.entries.len());
            self.entries.push((name, T::default()));
            self.entries.len() - 1
        });
        (at, &mut self.entries[at].1)
    }
}

impl GraphBuilder {
    /// An empty graph.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a node. A label given twice counts once; null properties are left out; of two with one name the last counts.
    pub fn add_node<'n>(&mut self, labels: &[&str], properties: impl IntoIterator<Item = (&'n str, Value)>) -> NodeId {
        let node = NodeId(self.node_count);
        self.node_count += 1;
        for label in labels {
            let nodes = self.labels.under(label).1;
            if nodes.last() != Some(&node) {
                nodes.push(node);
            }
        }
        put(&mut self.node_values, node.0, properties);
        node
    }

    /// Adds nodes without labels and properties, as a file reader does before it adds whole columns.
    ///
    /// # Errors
    /// The reason, if there would be more nodes than ids.
    pub fn add_nodes(&mut self, count: u32) -> Result<(), &'static str> {
        self.node_count = self.node_count.checked_add(count).ok_or("there are more nodes than ids")?;
        Ok(())
    }

    /// Gives a new label to these nodes of the builder, which must ascend.
    ///
    /// # Errors
    /// The reason, if the nodes do not ascend or do not exist, or if the label was used before.
    pub fn add_label(&mut self, name: &str, nodes: Vec<NodeId>) -> Result<(), &'static str> {
        if nodes.last().is_some_and(|node| node.0 >= self.node_count) || !nodes.is_sorted_by(|a, b| a < b) {
            return Err("a label's nodes do not ascend, or are not there");
        }
        if self.labels.at.contains_key(name) {
            return Err("a label is there twice");
        }
        if self.labels.entries.len() >= usize::from(u16::MAX) {
            return Err("there are more labels than ids");
        }
        *self.labels.under(name).1 = nodes;
        Ok(())
    }

    /// Whether a node was given out by this builder.
    pub fn has_node(&self, node: NodeId) -> bool {
        node.0 < self.node_count
    }

    /// Adds a relationship between two nodes of this builder.
    ///
    /// # Panics
    /// If an end was not given out by this builder: that is a mistake of the caller, not of the data.
    pub fn add_relationship<'n>(
        &mut self,
        start: NodeId,
        rel_type: &str,
        end: NodeId,
        properties: impl IntoIterator<Item = (&'n str, Value)>,
    ) -> RelId {
        assert!(
            start.0 < self.node_count && end.0 < self.node_count,
            "a relationship's ends must have been added before it"
        );
        let id = RelId(self.rels.len() as u32);
        let (at, count) = self.rel_types.under(rel_type);
        *count += 1;
        self.rels.push(Relationship { start, end, rel_type: RelTypeId(at as u16) });
        put(&mut self.rel_values, id.0, properties);
        id
    }

    /// The id of a relationship type, which needs no relationship yet: for [`GraphBuilder::connect`].
    ///
    /// # Errors
    /// The reason, if there would be more types than ids.
    pub fn relationship_type(&mut self, name: &str) -> Result<RelTypeId, &'static str> {
        let at = self.rel_types.under(name).0;
        u16::try_from(at).map(RelTypeId).map_err(|_| "there are more relationship types than ids")
    }

    /// Makes room for so many relationships, no more.
    pub fn reserve_relationships(&mut self, count: usize) {
        self.rels.reserve_exact(count);
    }

    /// Adds a relationship without properties, as a file reader does before it adds whole columns.
    ///
    /// # Errors
    /// The reason, if an end or the type was not given out by this builder, or no id is left.
    pub fn connect(&mut self, start: NodeId, rel_type: RelTypeId, end: NodeId) -> Result<RelId, &'static str> {
        if !self.has_node(start) || !self.has_node(end) {
            return Err("a relationship ends at no node");
        }
        let id = u32::try_from(self.rels.len()).map_err(|_| "there are more relationships than ids")?;
        let entry = self.rel_types.entries.get_mut(usize::from(rel_type.0)).ok_or("a relationship has no type")?;
        entry.1 += 1;
        self.rels.push(Relationship { start, end, rel_type });
        Ok(RelId(id))
    }

    /// Adds a whole column of node properties, as a file reader has it; rows past the last node are an error.
    ///
    /// # Errors
    /// The reason, if the column does not fit the nodes added so far.
    pub fn add_node_column(&mut self, name: &str, column: Column) -> Result<(), &'static str> {
        add_column(&mut self.node_columns, &self.node_values, self.node_count, name, column)
    }

    /// Adds a whole column of relationship properties.
    ///
    /// # Errors
    /// The reason, if the column does not fit the relationships added so far.
    pub fn add_relationship_column(&mut self, name: &str, column: Column) -> Result<(), &'static str> {
        add_column(&mut self.rel_columns, &self.rel_values, self.rels.len() as u32, name, column)
    }

    /// Sorts everything into its place.
    pub fn build(self) -> Graph {
        let node_columns = into_columns(self.node_columns, self.node_values);
        Graph {
            labels: self.labels.entries.into_iter().map(|(name, nodes)| Label { name, nodes }).collect(),
            node_count: self.node_count,
            node_indexes: node_columns.iter().map(|_| OnceLock::new()).collect(),
            node_columns,
            outgoing: Adjacency::new(self.node_count, &self.rels, Side::Start),
            incoming: Adjacency::new(self.node_count, &self.rels, Side::End),
            rels: self.rels,
            rel_type_counts: self.rel_types.entries.iter().map(|entry| entry.1).collect(),
            parsed: ParsedTexts::default(),
            rel_types: self.rel_types.entries.into_iter().map(|entry| entry.0).collect(),
            rel_columns: into_columns(self.rel_columns, self.rel_values),
        }
    }
}

fn put<'n>(values: &mut Names<Vec<(u32, Value)>>, row: u32, properties: impl IntoIterator<Item = (&'n str, Value)>) {
    for (name, value) in properties {
        if value.is_null() {
            continue;
        }
        let column = values.under(name).1;
        match column.last_mut() {
            Some(last) if last.0 == row => last.1 = value,
            _ => column.push((row, value)),
        }
    }
}

fn add_column(
    columns: &mut Vec<NamedColumn>,
    values: &Names<Vec<(u32, Value)>>,
    rows: u32,
    name: &str,
    column: Column,
) -> Result<(), &'static str> {
    if column.last_row().is_some_and(|row| row >= rows) {
        return Err("a column has a value past the last row");
    }
    if values.at.contains_key(name) || columns.iter().any(|c| &*c.name == name) {
        return Err("a property key has two columns");
    }
    columns.push(NamedColumn { name: name.into(), column });
    Ok(())
}

fn into_columns(mut columns: Vec<NamedColumn>, values: Names<Vec<(u32, Value)>>) -> Vec<NamedColumn> {
    columns
        .extend(values.entries.into_iter().map(|(name, pairs)| NamedColumn { name, column: Column::collect(pairs) }));
    columns
}
