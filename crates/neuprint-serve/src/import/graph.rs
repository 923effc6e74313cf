//! A property graph out of Neo4j: nodes of any label, relationships of any type, in lines of JSON.

use std::io::BufReader;
use std::path::PathBuf;
use std::rc::Rc;

use neuprint_cypher::{Graph, Value};
use neuprint_local::property_graph::{GraphError, Nodes, Read};

use super::ImportError;
use super::progress::Progress;
use super::report::Report;
use super::sources::{file_name, open};

/// Reads the files, in any order.
pub(super) fn read(
    files: &[PathBuf],
    prefix: &str,
    progress: &Rc<Progress>,
    report: &mut Report,
) -> Result<Graph, ImportError> {
    let mut nodes = Nodes::default();
    let mut with_relationships = Vec::new();
    for path in files {
        let counted = nodes.read(&file_name(path), BufReader::new(open(path, progress)?))?;
        let (of_nodes, of_relationships) = (counted.nodes, counted.relationships);
        report.read(format!("{}: {of_nodes} nodes, {of_relationships} relationships", file_name(path)));
        if of_relationships > 0 {
            with_relationships.push(path);
        }
    }
    let mut relationships = nodes.relationships(prefix)?;
    for path in with_relationships {
        relationships.read(&file_name(path), BufReader::new(open(path, progress)?))?;
    }
    let Read { graph, noticed } = relationships.finish()?;
    noticed.into_iter().for_each(|line| report.noticed(line));
    if graph.label("Meta").is_none() {
        report.left_out("the Meta node: no file has one, so nothing is known of the dataset as a whole");
    }
    Ok(graph)
}

/// Whether a body is there.
///
/// # Errors
/// If it is not: half a sentence.
pub(super) fn find(graph: &Graph, body: i64) -> Result<(), String> {
    let found = graph.node_key("bodyId").and_then(|key| graph.lookup(key, &Value::Int(body)));
    // Where it cannot be looked up it is not known.
    match found {
        Some(nodes) if nodes.is_empty() => Err(format!("no node has the bodyId {body}")),
        _ => Ok(()),
    }
}

impl From<GraphError> for ImportError {
    fn from(error: GraphError) -> Self {
        match error {
            GraphError::TooMany(what) => Self::TooMany(what),
            other => Self::Graph(other),
        }
    }
}
