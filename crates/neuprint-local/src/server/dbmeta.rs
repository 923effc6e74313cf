//! `dbmeta/*`: what the datasets say of themselves.

use std::collections::BTreeMap;

use neuprint::api::dbmeta::DatasetInfo;
use neuprint_cypher::{NodeId, Value};
use serde_json::{Value as Json, json};

use super::LocalServer;
use crate::dataset::Dataset;

/// `dbmeta/datasets`.
pub(super) fn datasets(server: &LocalServer, hidden: bool) -> Json {
    let all: BTreeMap<&str, DatasetInfo> = server
        .datasets()
        .iter()
        .map(|dataset| (dataset.name(), info(dataset)))
        .filter(|(_, info)| hidden || !info.hidden)
        .collect();
    json!(all)
}

/// `dbmeta/instances`: what can be asked of which dataset.
pub(super) fn instances(server: &LocalServer) -> Json {
    let names = |has: &dyn Fn(&Dataset) -> bool| -> Vec<Json> {
        server.datasets().iter().filter(|d| has(d)).map(|d| json!({"instance": "", "dataset": d.name()})).collect()
    };
    json!({
        "skeletons": names(&|d| d.bodies_with_skeleton().len() > 0),
        "roimeshes": names(&|d| d.rois_with_mesh().len() > 0),
    })
}

fn info(dataset: &Dataset) -> DatasetInfo {
    let text = |key: &str| match meta(dataset, key) {
        Value::Str(text) => text.to_string(),
        _ => String::new(),
    };
    let list = match meta(dataset, "superLevelRois") {
        Value::List(items) => {
            items.iter().filter_map(|v| if let Value::Str(s) = v { Some(s.to_string()) } else { None }).collect()
        }
        _ => Vec::new(),
    };
    DatasetInfo {
        last_mod: text("lastDatabaseEdit"),
        uuid: text("uuid"),
        rois: roi_info(dataset).keys().cloned().collect(),
        super_level_rois: list,
        info: text("info"),
        hidden: meta(dataset, "hideDataSet") == Value::Bool(true),
        logo: text("logo"),
        description: text("description"),
    }
}

/// The Meta node's roiInfo.
pub(super) fn roi_info(dataset: &Dataset) -> serde_json::Map<String, Json> {
    match meta(dataset, "roiInfo") {
        Value::Str(text) => serde_json::from_str(&text).unwrap_or_default(),
        _ => serde_json::Map::new(),
    }
}

/// A property of the Meta node.
pub(super) fn meta(dataset: &Dataset, key: &str) -> Value {
    let graph = dataset.graph();
    let node = graph.label("Meta").and_then(|label| graph.nodes_with_label(label).first().copied());
    property(dataset, node, key)
}

/// A property of a node; null if either is not there.
pub(super) fn property(dataset: &Dataset, node: Option<NodeId>, key: &str) -> Value {
    match (node, dataset.graph().node_key(key)) {
        (Some(node), Some(key)) => dataset.graph().node_property(node, key),
        _ => Value::Null,
    }
}

/// All neurons.
pub(super) fn neurons(dataset: &Dataset) -> &[NodeId] {
    let graph = dataset.graph();
    graph.label("Neuron").map(|label| graph.nodes_with_label(label)).unwrap_or_default()
}
