//! The graph over which the recorded answers were given.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::collections::HashMap;
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

/// The graph of what is zipped, its nodes and relationships numbered as in the database that was asked: it was given them
/// by labels and by types.
pub(crate) fn read(zipped_nodes: impl Read, zipped_edges: impl Read) -> Graph {
    let mut nodes = Nodes::default();
    nodes.read("nodes", by(zipped_nodes, "labels").as_slice()).unwrap();
    let mut relationships = nodes.relationships("hemibrain").unwrap();
    relationships.read("edges", by(zipped_edges, "type").as_slice()).unwrap();
    let Done { graph, noticed } = relationships.finish().unwrap();
    assert!(noticed.is_empty(), "{noticed:?}");
    graph
}

/// The lines of what is zipped, those of each value of a field together: groups and lines in the order in which they come.
fn by(zipped: impl Read, field: &str) -> Vec<u8> {
    let mut groups: Vec<String> = Vec::new();
    let mut at = HashMap::new();
    for line in BufReader::new(GzDecoder::new(zipped)).lines() {
        let line = line.unwrap();
        let value = serde_json::from_str::<Json>(&line).unwrap()[field].to_string();
        let group = *at.entry(value).or_insert_with(|| {
            groups.push(String::new());
            groups.len() - 1
        });
        groups[group].extend([&line, "\n"]);
    }
    groups.concat().into_bytes()
}
