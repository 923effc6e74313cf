//! `dbmeta/*`: what the datasets say of themselves.

use std::collections::BTreeMap;

use neuprint::api::dbmeta::{DatasetInfo, Instance, Instances};
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

/// `dbmeta/instances`: the stores beside the graphs, each with the datasets that it holds something of.
pub(super) fn instances(server: &LocalServer) -> Instances {
    let store = |holds: fn(&Dataset) -> bool| Instance {
        instance: String::new(),
        datasets: server.datasets().iter().filter(|d| holds(d)).map(|d| d.name().to_owned()).collect(),
    };
    let stores = [
        ("skeletons", store(|dataset| dataset.bodies_with_skeleton().len() > 0)),
        ("roimeshes", store(|dataset| dataset.rois_with_mesh().len() > 0)),
    ];
    let filled = stores.into_iter().filter(|(_, store)| !store.datasets.is_empty());
    // Each store of keys has a name, by which it is asked.
    let mut keys: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for dataset in server.datasets() {
        dataset.key_value_instances().for_each(|name| keys.entry(name).or_default().push(dataset.name().to_owned()));
    }
    let named = keys.into_iter().map(|(name, datasets)| Instance { instance: name.to_owned(), datasets });
    let named = ("keyvalue", named.collect::<Vec<_>>());
    let all =
        filled.map(|(kind, store)| (kind, vec![store])).chain([named].into_iter().filter(|(_, all)| !all.is_empty()));
    Instances(all.map(|(kind, stores)| (kind.to_owned(), stores)).collect())
}

fn info(dataset: &Dataset) -> DatasetInfo {
    let text = |key: &str| match meta(dataset, key) {
        Value::Str(text) => text.to_string(),
        _ => String::new(),
    };
    DatasetInfo {
        last_mod: text("lastDatabaseEdit"),
        uuid: text("uuid"),
        rois: roi_info(dataset).keys().cloned().collect(),
        super_level_rois: texts(&meta(dataset, "superLevelRois")),
        info: text("info"),
        hidden: meta(dataset, "hideDataSet") == Value::Bool(true),
        logo: text("logo"),
        description: text("description"),
    }
}

/// The texts in a list; empty if it is none.
pub(super) fn texts(value: &Value) -> Vec<String> {
    let Value::List(items) = value else { return Vec::new() };
    items.iter().filter_map(|item| if let Value::Str(text) = item { Some(text.to_string()) } else { None }).collect()
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
