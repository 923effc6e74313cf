//! The graph over which the recorded answers were given.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use flate2::read::GzDecoder;
use neuprint_cypher::Graph;
use neuprint_local::property_graph::{Nodes, Read as Done};
use serde_json::Value as Json;

/// The lines of a recording.
pub(crate) fn lines(path: &Path) -> impl Iterator<Item = Json> {
    lines_of(File::open(path).unwrap())
}

/// The lines of what is zipped.
pub(crate) fn lines_of(zipped: impl Read) -> impl Iterator<Item = Json> {
    BufReader::new(GzDecoder::new(zipped)).lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap())
}

/// The graph of `nodes.jsonl.gz` and `edges.jsonl.gz`.
pub(crate) fn graph(folder: &Path) -> Graph {
    let open = |name: &str| File::open(folder.join(name)).unwrap();
    read(open("nodes.jsonl.gz"), open("edges.jsonl.gz"))
}

/// The graph of what is zipped.
pub(crate) fn read(zipped_nodes: impl Read, zipped_edges: impl Read) -> Graph {
    let mut nodes = Nodes::default();
    nodes.read("nodes", BufReader::new(GzDecoder::new(zipped_nodes))).unwrap();
    let mut relationships = nodes.relationships("hemibrain").unwrap();
    relationships.read("edges", BufReader::new(GzDecoder::new(zipped_edges))).unwrap();
    let Done { graph, noticed } = relationships.finish().unwrap();
    assert!(noticed.is_empty(), "{noticed:?}");
    graph
}
