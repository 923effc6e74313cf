//! `cached/roicompleteness` and `cached/roiconnectivity`, computed from the neurons' roiInfo.

use std::collections::BTreeMap;

use http::Response;
use neuprint_cypher::{NodeId, Value};
use serde_json::{Map, Value as Json, json};

use super::dbmeta::{meta, neurons, property, roi_info, texts};
use super::{LocalServer, answer};
use crate::body::Body;
use crate::dataset::Dataset;

/// The statuses of neurons that count as reconstructed.
const RECONSTRUCTED: [&str; 7] =
    ["Traced", "Roughly traced", "Prelim Roughly traced", "final", "final (irrelevant)", "Finalized", "Leaves"];

/// Per ROI the synapses of reconstructed neurons, and all synapses that the Meta node counts.
pub(super) fn roi_completeness(server: &LocalServer, name: &str) -> Response<Body> {
    let Some(dataset) = server.dataset_or_only(name) else { return answer::no_dataset(name) };
    let mut sums: BTreeMap<String, [i64; 2]> = BTreeMap::new();
    for neuron in neurons(dataset) {
        let status = property(dataset, Some(*neuron), "status");
        if !matches!(&status, Value::Str(status) if RECONSTRUCTED.contains(&&**status)) {
            continue;
        }
        for (roi, counts) in roi_info_of(dataset, *neuron) {
            let sum = sums.entry(roi).or_default();
            sum[0] += count(&counts, "pre");
            sum[1] += count(&counts, "post");
        }
    }
    let totals = roi_info(dataset);
    let rows: Vec<Json> = sums
        .into_iter()
        .map(|(roi, [pre, post])| {
            let total = |side| totals.get(&roi).and_then(|info| info.get(side)).cloned().unwrap_or_default();
            json!([roi, pre, post, total("pre"), total("post")])
        })
        .collect();
    answer::json(&json!({"columns": ["roi", "roipre", "roipost", "totalpre", "totalpost"], "data": rows, "debug": ""}))
}

/// How strongly neurons link each pair of ROIs of the overview: the number of neurons with inputs in A and outputs in B,
/// and their outputs in B, shared out by where their inputs are. The names come as the Meta node lists them, where the
/// server may cluster them.
pub(super) fn roi_connectivity(server: &LocalServer, name: &str) -> Response<Body> {
    let Some(dataset) = server.dataset_or_only(name) else { return answer::no_dataset(name) };
    let regions = overview(dataset);
    let mut weights: BTreeMap<String, (i64, f64)> = BTreeMap::new();
    for neuron in neurons(dataset) {
        let info: Vec<(String, i64, i64)> = roi_info_of(dataset, *neuron)
            .into_iter()
            .filter(|(roi, _)| regions.contains(roi))
            .map(|(roi, counts)| (roi, count(&counts, "pre"), count(&counts, "post")))
            .collect();
        let inputs: i64 = info.iter().map(|(_, _, post)| post).sum();
        for (from, _, post) in info.iter().filter(|(_, _, post)| *post > 0) {
            for (to, pre, _) in info.iter().filter(|(_, pre, _)| *pre > 0) {
                let entry = weights.entry(format!("{from}=>{to}")).or_default();
                entry.0 += 1;
                entry.1 += *pre as f64 * *post as f64 / inputs as f64;
            }
        }
    }
    let weights: Map<String, Json> =
        weights.into_iter().map(|(pair, (count, weight))| (pair, json!({"count": count, "weight": weight}))).collect();
    answer::json(&json!({"roi_names": regions, "weights": weights}))
}

/// The ROIs by which a dataset is surveyed: what its Meta node names for that, or else the primary ones.
fn overview(dataset: &Dataset) -> Vec<String> {
    let named = match meta(dataset, "overviewRois") {
        Value::Null => meta(dataset, "primaryRois"),
        named => named,
    };
    let info = roi_info(dataset);
    let excluded = |roi: &String| info.get(roi).is_some_and(|info| info["excludeFromOverview"] == true);
    texts(&named).into_iter().filter(|roi| !excluded(roi)).collect()
}

fn roi_info_of(dataset: &Dataset, neuron: NodeId) -> Map<String, Json> {
    match property(dataset, Some(neuron), "roiInfo") {
        Value::Str(text) => serde_json::from_str(&text).unwrap_or_default(),
        _ => Map::new(),
    }
}

fn count(counts: &Json, side: &str) -> i64 {
    counts.get(side).and_then(Json::as_i64).unwrap_or(0)
}
