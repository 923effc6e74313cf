//! Where the synapses of connections are.

use std::collections::HashMap;

use neuprint_table::sort_by;
use serde_json::Value;

use super::read::Connections;
use crate::analysis::AnalysisError;
use crate::json;
use crate::query::{NOT_PRIMARY, roi_count};

/// Weight per ROI. The parts and what is unknown add up to the weight of all connections.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoiWeights {
    /// The primary ROIs, the strongest first; what is in none of them is last, as `NotPrimary`.
    pub weights: Vec<(String, i64)>,
    /// The weight of connections that do not say where they are.
    pub unknown: i64,
}

/// Sums the postsynapses of the connections per primary ROI. ROIs are nested, and only primary ones do not overlap; all others
/// are left alone, and the rest of each connection's weight is `NotPrimary`.
///
/// # Errors
/// [`AnalysisError::Cell`] for a `roiInfo` that is no JSON map.
pub fn roi_weights(connections: &Connections, primary: &[String]) -> Result<RoiWeights, AnalysisError> {
    let mut sums: HashMap<&str, i64> = HashMap::new();
    let mut found = RoiWeights::default();
    let mut outside = 0;
    for (row, edge) in connections.edges.iter().enumerate() {
        let Some(info) = &edge.roi_info else {
            found.unknown += edge.weight;
            continue;
        };
        let map = json::map(info).map_err(|_| AnalysisError::Cell {
            column: "roiInfo".into(),
            row,
            found: info.clone(),
            wanted: "a JSON map",
        })?;
        let mut rest = edge.weight;
        for roi in primary {
            let count = map.get(roi).map_or(0, |counts: &Value| roi_count(counts, "post")).min(rest);
            if count > 0 {
                *sums.entry(roi).or_default() += count;
                rest -= count;
            }
        }
        outside += rest;
    }
    found.weights = sums.into_iter().map(|(roi, weight)| (roi.to_owned(), weight)).collect();
    sort_by(&mut found.weights, &|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    if outside > 0 {
        found.weights.push((NOT_PRIMARY.to_owned(), outside));
    }
    Ok(found)
}
