//! `npexplorer/nglayers/:dataset.json`: a dataset's layers for neuroglancer, from its Meta node.
//!
//! A server hands out a file, below no version; files of other names there (`…-actions.json`) are not found here.

use http::Response;
use neuprint::neuroglancer;
use neuprint_cypher::Value;
use serde_json::{Value as Json, json};

use super::dbmeta::meta;
use super::{LocalServer, answer};
use crate::body::Body;

/// The layers; not found if the dataset names none.
pub(super) fn layers(server: &LocalServer, file: &str) -> Response<Body> {
    let dataset = file.strip_suffix(".json").and_then(|name| server.dataset(name));
    let listed = match dataset.map(|dataset| meta(dataset, "neuroglancerMeta")) {
        Some(Value::Str(text)) => serde_json::from_str::<Json>(&text).unwrap_or_default(),
        _ => Json::Null,
    };
    match neuroglancer::layers(&listed) {
        layers if layers.is_empty() => answer::not_found(),
        layers => answer::file(&json!({ "layers": layers })),
    }
}
