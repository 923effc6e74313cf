//! A property graph as lines of JSON, the way one comes out of Neo4j: nodes of any label, relationships of any type.
//!
//! ```text
//! {"id":0,"labels":["Neuron"],"properties":{"bodyId":1,"somaLocation":{"$point":[1,2,3]}}}
//! {"from":0,"type":"ConnectsTo","to":0,"properties":{"weight":7}}
//!
//! {"type":"node","id":"0","labels":["Neuron"],"properties":{…}}             what apoc.export.json.all writes
//! {"type":"relationship","id":"5","label":"ConnectsTo","properties":{…},"start":{"id":"0",…},"end":{"id":"0",…}}
//! ```
//!
//! ```
//! use neuprint_local::property_graph::Nodes;
//!
//! let text = r#"{"id":"a","labels":["Neuron"],"properties":{"bodyId":1}}
//! {"from":"a","type":"ConnectsTo","to":"a","properties":{"weight":7}}"#;
//! let mut nodes = Nodes::default();
//! assert_eq!(nodes.read("graph.jsonl", text.as_bytes())?.relationships, 1);
//! let mut relationships = nodes.relationships("hemibrain")?;
//! relationships.read("graph.jsonl", text.as_bytes())?;
//! assert_eq!(relationships.finish()?.graph.relationship_count(), 1);
//! # Ok::<(), neuprint_local::property_graph::GraphError>(())
//! ```
//!
//! Everything is taken as it is written, whatever its type: integers stay integers, `roiInfo` stays a text. A line that
//! cannot be taken whole ends the reading: a program wrote it, so the file is damaged or of another kind, and a part of a
//! graph answers wrongly. Files are read twice, nodes first, so that the order of lines and of files is free; what is
//! held is the graph, not its text.

mod ids;
mod kinds;
mod line;
mod value;

use std::io::BufRead;

use neuprint_cypher::store::{Columns, Labels};
use neuprint_cypher::{Graph, GraphBuilder, NodeId};
use serde_json::{Map, Value as Json};

use ids::Ids;
use kinds::Kinds;
use line::{Kind, Lines, Relationship};

/// What is wrong with a line, or with the graph as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GraphError {
    /// A line that is no node and no relationship, or one that has no place in the graph.
    #[error("{file}:{line}: {reason}")]
    Line {
        /// The file's name.
        file: String,
        /// Counted from 1.
        line: u64,
        /// Half a sentence.
        reason: String,
    },
    /// The graph holds more than can be numbered.
    #[error("{0}")]
    TooMany(&'static str),
    /// There is no node in any file.
    #[error("there is no node in it")]
    Empty,
}

/// How many lines of a file were what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LinesOf {
    /// Nodes, which were read.
    pub nodes: u64,
    /// Relationships, which are to be read by [`Relationships::read`].
    pub relationships: u64,
}

/// A graph, and what is to be told of it.
#[derive(Debug)]
pub struct Read {
    /// The graph. Nodes and relationships are numbered in the order of their lines.
    pub graph: Graph,
    /// What a reader of results should know: sentences without their points.
    pub noticed: Vec<String>,
}

/// The nodes, which are read first.
#[derive(Debug, Default)]
pub struct Nodes {
    count: u32,
    ids: Ids,
    labels: Labels,
    columns: Columns,
    kinds: Kinds,
    /// `dataset:tag` of the first Meta node.
    name: Option<String>,
}

/// The relationships, which are read when all nodes are there.
#[derive(Debug)]
pub struct Relationships {
    ids: Ids,
    builder: GraphBuilder,
    columns: Columns,
    kinds: Kinds,
    noticed: Vec<String>,
}

impl Nodes {
    /// Reads a file's nodes, and counts its relationships. `file` is its name, for errors.
    ///
    /// # Errors
    /// At the first line that cannot be taken.
    pub fn read(&mut self, file: &str, text: impl BufRead) -> Result<LinesOf, GraphError> {
        let mut counted = LinesOf::default();
        let mut lines = Lines::new(file, text);
        while let Some(kind) = lines.next()? {
            if kind == Kind::Relationship {
                counted.relationships += 1;
                continue;
            }
            counted.nodes += 1;
            self.kinds.at(lines.place());
            self.add(lines.node()?).map_err(|reason| lines.wrong(reason))?;
        }
        Ok(counted)
    }

    fn add(&mut self, node: line::Node) -> Result<(), String> {
        let row = self.count;
        if row == u32::MAX {
            return Err("there are more nodes than ids".to_owned());
        }
        self.ids.give(&node.id, NodeId(row))?;
        self.count += 1;
        for label in &node.labels {
            let place = self.labels.place(label);
            self.labels.put(place, NodeId(row));
        }
        if self.name.is_none() && node.labels.iter().any(|label| label == "Meta") {
            self.name = name(&node.properties);
        }
        put(&mut self.columns, &mut self.kinds, row, node.properties)
    }

    /// The dataset's name with its version, as the Meta node says it: `hemibrain:v1.2.1`.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Goes on to the relationships. `prefix` is the dataset's name without its version: a node that bears
    /// `hemibrain_Neuron` answers to `Neuron`, too, as it does behind a neuPrint server.
    ///
    /// # Errors
    /// If there is no node, or more labels than can be numbered.
    pub fn relationships(self, prefix: &str) -> Result<Relationships, GraphError> {
        let Self { count, ids, mut labels, columns, kinds, .. } = self;
        if count == 0 {
            return Err(GraphError::Empty);
        }
        let mut noticed = kinds.changed("nodes");
        noticed.extend(plain_labels(&mut labels, prefix));
        noticed.extend(other_datasets(&labels, prefix));
        let mut builder = GraphBuilder::new();
        builder.add_nodes(count).map_err(GraphError::TooMany)?;
        labels.finish(&mut builder).map_err(GraphError::TooMany)?;
        columns.of_nodes(&mut builder).map_err(GraphError::TooMany)?;
        Ok(Relationships { ids, builder, columns: Columns::default(), kinds: Kinds::default(), noticed })
    }
}

impl Relationships {
    /// Reads a file's relationships; its nodes were read before.
    ///
    /// # Errors
    /// At the first line that cannot be taken.
    pub fn read(&mut self, file: &str, text: impl BufRead) -> Result<(), GraphError> {
        let mut lines = Lines::new(file, text);
        while let Some(kind) = lines.next()? {
            if kind == Kind::Relationship {
                let relationship = lines.relationship()?;
                self.kinds.at(lines.place());
                self.add(relationship).map_err(|reason| lines.wrong(reason))?;
            }
        }
        Ok(())
    }

    fn add(&mut self, relationship: Relationship) -> Result<(), String> {
        let start = self.ids.find(&relationship.start)?;
        let end = self.ids.find(&relationship.end)?;
        let rel_type = self.builder.relationship_type(&relationship.rel_type)?;
        let row = self.builder.connect(start, rel_type, end)?.0;
        put(&mut self.columns, &mut self.kinds, row, relationship.properties)
    }

    /// Sorts everything into its place.
    ///
    /// # Errors
    /// If there are more names of properties than can be numbered.
    pub fn finish(self) -> Result<Read, GraphError> {
        let Self { ids, mut builder, columns, kinds, mut noticed } = self;
        // Sorting takes memory: what is not needed any more is not held beside it.
        drop(ids);
        noticed.extend(kinds.changed("relationships"));
        columns.of_relationships(&mut builder).map_err(GraphError::TooMany)?;
        Ok(Read { graph: builder.build(), noticed })
    }
}

/// Puts a line's properties into columns.
fn put(columns: &mut Columns, kinds: &mut Kinds, row: u32, properties: Map<String, Json>) -> Result<(), String> {
    for (name, json) in properties {
        let value = value::property(json).map_err(|reason| format!("the property `{}` {reason}", shortened(&name)))?;
        if !value.is_null() {
            let key = kinds.key(columns, &name, &value)?;
            columns.put(key, row, value);
        }
    }
    Ok(())
}

/// What a Meta node calls its dataset.
fn name(properties: &Map<String, Json>) -> Option<String> {
    let text = |name: &str| properties.get(name).and_then(Json::as_str).filter(|text| !text.is_empty());
    let dataset = text("dataset")?;
    Some(text("tag").map_or_else(|| dataset.to_owned(), |tag| format!("{dataset}:{tag}")))
}

/// Gives the plain label to every node that bears one only with the dataset's prefix.
fn plain_labels(labels: &mut Labels, prefix: &str) -> Vec<String> {
    let prefix = format!("{prefix}_");
    let prefixed: Vec<String> = labels
        .names()
        .filter(|name| name.len() > prefix.len() && name.starts_with(&prefix))
        .map(str::to_owned)
        .collect();
    let mut noticed = Vec::new();
    for name in prefixed {
        let plain = &name[prefix.len()..];
        let added = labels.give_to_those_with(plain, &name);
        if added > 0 {
            noticed.push(format!("{added} nodes bear the label {name} without {plain}: they got it, too"));
        }
    }
    noticed
}

/// A database may hold several datasets, whose nodes share their plain labels.
fn other_datasets(labels: &Labels, prefix: &str) -> Vec<String> {
    let own = format!("{prefix}_Neuron");
    let others = labels.names().filter(|name| name.ends_with("_Neuron") && **name != *own);
    others
        .map(|name| {
            format!("there are nodes with the label {name}: if they are another dataset's, :Neuron finds them, too")
        })
        .collect()
}

/// The beginning of a text, for messages.
fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}
