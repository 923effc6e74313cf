//! The graph over which the recorded answers were given.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use flate2::read::GzDecoder;
use neuprint_cypher::{Graph, GraphBuilder, Map, NodeId, Point, Value};
use serde_json::Value as Json;

/// The lines of a recording.
pub(crate) fn lines(path: &Path) -> impl Iterator<Item = Json> {
    let reader = BufReader::new(GzDecoder::new(File::open(path).unwrap()));
    reader.lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap())
}

fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(v) => Value::Bool(*v),
        Json::Number(v) => v.as_i64().map_or_else(|| Value::Float(v.as_f64().unwrap()), Value::Int),
        Json::String(v) => Value::text(v.as_str()),
        Json::Array(items) => Value::list(items.iter().map(value)),
        Json::Object(entries) => match entries.get("$point").and_then(Json::as_array) {
            Some(at) => Value::Point(Point {
                x: at[0].as_f64().unwrap(),
                y: at[1].as_f64().unwrap(),
                z: at[2].as_f64().unwrap(),
            }),
            None => {
                let map: Map = entries.iter().map(|(name, v)| (name.as_str(), value(v))).collect();
                Value::Map(Arc::new(map))
            }
        },
    }
}

/// The graph of `nodes.jsonl.gz` and `edges.jsonl.gz`.
pub(crate) fn graph(folder: &Path) -> Graph {
    let mut builder = GraphBuilder::new();
    for node in lines(&folder.join("nodes.jsonl.gz")) {
        let labels: Vec<&str> = node["labels"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
        let properties = node["properties"].as_object().unwrap().iter().map(|(k, v)| (k.as_str(), value(v)));
        let id = builder.add_node(&labels, properties);
        assert_eq!(u64::from(id.0), node["id"].as_u64().unwrap(), "the nodes are numbered in order");
    }
    for edge in lines(&folder.join("edges.jsonl.gz")) {
        let end = |name: &str| NodeId(u32::try_from(edge[name].as_u64().unwrap()).unwrap());
        let properties = edge["properties"].as_object().unwrap().iter().map(|(k, v)| (k.as_str(), value(v)));
        builder.add_relationship(end("from"), edge["type"].as_str().unwrap(), end("to"), properties);
    }
    builder.build()
}
