//! `cached/dailytype`: one cell type to look at.
//!
//! A server chooses another type every day. There is no clock here: the type is that of the first neuron with a type and
//! a skeleton, always the same.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use http::{Response, StatusCode};
use neuprint_cypher::store::Edge;
use neuprint_cypher::{NodeId, Value};
use serde_json::{Value as Json, json};

use super::dbmeta::{neurons, property};
use super::{LocalServer, answer, files};
use crate::body::Body;
use crate::dataset::Dataset;

/// The type, one neuron of it, its partners and its skeleton.
pub(super) fn daily_type(server: &LocalServer, name: &str) -> Response<Body> {
    match server.dataset_or_only(name).and_then(description) {
        Some(json) => compressed(&json),
        None => answer::error(StatusCode::BAD_REQUEST, "no cell type exists"),
    }
}

fn description(dataset: &Dataset) -> Option<Json> {
    let graph = dataset.graph();
    let value = |key: &str, node: NodeId| property(dataset, Some(node), key);
    let (label, body_id) = (graph.label("Neuron")?, graph.node_key("bodyId")?);
    let typed = |node: &NodeId| graph.has_label(*node, label) && matches!(value("type", *node), Value::Str(_));
    let neuron = |body: u64| graph.lookup(body_id, &Value::Int(body as i64))?.into_iter().find(typed);
    let (body, neuron) = dataset.bodies_with_skeleton().find_map(|body| Some((body, neuron(body)?)))?;
    let neuron_type = value("type", neuron);
    let Value::Str(typename) = &neuron_type else { return None };
    let skeleton = dataset.skeleton(body).and_then(files::table).and_then(|t| serde_json::from_str::<Json>(&t).ok());
    let mut partners = partners(dataset, graph.outgoing_edges(neuron), "downstream");
    partners.extend(self::partners(dataset, graph.incoming_edges(neuron), "upstream"));
    Some(json!({
        "info": {
            "typename": &**typename,
            "numtype": neurons(dataset).iter().filter(|n| value("type", **n) == neuron_type).count(),
            "numpre": plain(&value("pre", neuron)),
            "numpost": plain(&value("post", neuron)),
            "bodyid": body.to_string(),
        },
        "connectivity": {
            "columns": ["bodyId", "m.type", "x.weight", "x.roiInfo", "m.status", "direction"],
            "data": partners,
            "debug": "",
        },
        "skeleton": skeleton,
    }))
}

fn partners(dataset: &Dataset, edges: &[Edge], direction: &str) -> Vec<Json> {
    let graph = dataset.graph();
    let of = |edge: &Edge, key: &str| match graph.relationship_key(key) {
        Some(key) => plain(&graph.relationship_property(edge.relationship, key)),
        None => Json::Null,
    };
    let node = |edge: &Edge, key: &str| plain(&property(dataset, Some(edge.other), key));
    edges
        .iter()
        .filter(|edge| Some(edge.rel_type) == graph.relationship_type("ConnectsTo"))
        .map(|edge| {
            let body = node(edge, "bodyId").to_string();
            let (weight, info) = (of(edge, "weight"), of(edge, "roiInfo"));
            json!([body, node(edge, "type"), weight, info, node(edge, "status"), direction])
        })
        .collect()
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Int(value) => json!(value),
        Value::Str(text) => json!(&**text),
        _ => Json::Null,
    }
}

/// This answer is always compressed, whatever the client accepts.
fn compressed(json: &Json) -> Response<Body> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    match encoder.write_all(json.to_string().as_bytes()).and_then(|()| encoder.finish()) {
        Ok(bytes) => answer::gzipped_json(bytes.into()),
        Err(_) => answer::message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error"),
    }
}
