//! A dataset of a property graph: what a lab's own neuPrint comes to when it is exported from Neo4j.
//!
//! ```
//! use neuprint_local::Dataset;
//!
//! let node = br#"{"id":0,"labels":["Meta"],"properties":{"dataset":"mine","tag":"v1"}}"#;
//! let dataset = Dataset::of_graph([("nodes.jsonl".to_owned(), node.to_vec())]).unwrap();
//! assert_eq!(dataset.name(), "mine:v1");
//! ```

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};

use flate2::read::MultiGzDecoder;
use neuprint_cypher::{Graph, Value};

use crate::property_graph::{GraphError, Nodes, Read};
use crate::{About, Dataset};

/// How a file begins that is packed.
const GZIP: &[u8] = &[0x1f, 0x8b];

impl Dataset {
    /// A dataset of files with a [property graph](crate::property_graph), by name; packed ones are unpacked. It is called
    /// what its Meta node says, or else what the first file is called.
    ///
    /// # Errors
    /// At the first line that cannot be taken, and if there is no node.
    pub fn of_graph(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self, GraphError> {
        let mut nodes = Nodes::default();
        let mut first = None;
        let mut rest = Vec::new();
        for (file, bytes) in files {
            let counted = nodes.read(&file, opened(&bytes))?;
            first.get_or_insert_with(|| stem(&file).to_owned());
            // A file without relationships is not needed any more.
            if counted.relationships > 0 {
                rest.push((file, bytes));
            }
        }
        let name = nodes.name().map(str::to_owned).or(first).unwrap_or_default();
        let mut relationships = nodes.relationships(name.split(':').next().unwrap_or(&name))?;
        for (file, bytes) in rest {
            relationships.read(&file, opened(&bytes))?;
        }
        let Read { graph, noticed } = relationships.finish()?;
        let caveats = noticed.iter().map(|line| format!("Noticed: {line}.")).collect();
        Ok(Self::new(About::of_meta(&name, &graph, caveats), graph, BTreeMap::new(), BTreeMap::new()))
    }
}

impl About {
    /// What the Meta node of a graph says of the dataset.
    pub fn of_meta(name: &str, graph: &Graph, caveats: Vec<String>) -> Self {
        let node = graph.label("Meta").and_then(|label| graph.nodes_with_label(label).first().copied());
        let text = |names: &[&str]| {
            let mut texts = names.iter().filter_map(|name| match graph.node_property(node?, graph.node_key(name)?) {
                Value::Str(text) if !text.is_empty() => Some(text.to_string()),
                _ => None,
            });
            texts.next().unwrap_or_default()
        };
        Self {
            name: name.to_owned(),
            description: text(&["description"]),
            info: text(&["info"]),
            licence: text(&["licence", "license"]),
            citation: text(&["citation"]),
            caveats,
        }
    }
}

fn opened(bytes: &[u8]) -> Box<dyn BufRead + '_> {
    if bytes.starts_with(GZIP) { Box::new(BufReader::new(MultiGzDecoder::new(bytes))) } else { Box::new(bytes) }
}

/// A file's name without its folder and its endings.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let name = name.strip_suffix(".gz").unwrap_or(name);
    name.strip_suffix(".jsonl").or_else(|| name.strip_suffix(".json")).unwrap_or(name)
}
