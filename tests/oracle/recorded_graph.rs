//! The graph over which the recorded answers were given.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;
use neuprint_cypher::Graph;
use neuprint_local::property_graph::{Nodes, Read};
use serde_json::Value as Json;

/// The lines of a recording.
pub(crate) fn lines(path: &Path) -> impl Iterator<Item = Json> {
    let reader = BufReader::new(GzDecoder::new(File::open(path).unwrap()));
    reader.lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap())
}

/// The graph of `nodes.jsonl.gz` and `edges.jsonl.gz`.
pub(crate) fn graph(folder: &Path) -> Graph {
    let open = |name: &str| BufReader::new(GzDecoder::new(File::open(folder.join(name)).unwrap()));
    let mut nodes = Nodes::default();
    nodes.read("nodes", open("nodes.jsonl.gz")).unwrap();
    let mut relationships = nodes.relationships("hemibrain").unwrap();
    relationships.read("edges", open("edges.jsonl.gz")).unwrap();
    let Read { graph, noticed } = relationships.finish().unwrap();
    assert!(noticed.is_empty(), "{noticed:?}");
    graph
}
