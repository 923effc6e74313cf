//! `GET /api/cached/roiconnectivity?dataset=`: how strongly neurons link each pair of ROIs.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::api::{self, ApiRequest};
use crate::path::escape_query;

/// Asks for one dataset's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `name:tag`.
    pub dataset: String,
}

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        api::get(&format!("/api/cached/roiconnectivity?dataset={}", escape_query(&self.dataset)))
    }
}

/// Who is linked to whom.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RoiConnectivity {
    /// The ROIs, in no order.
    #[serde(deserialize_with = "api::null_is_empty")]
    pub roi_names: Vec<String>,
    /// By `from=>to`. A pair that is not linked is missing.
    #[serde(deserialize_with = "api::null_is_empty")]
    pub weights: BTreeMap<String, Weight>,
}

/// How strong a link is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Weight {
    /// Neurons with inputs in the first ROI and outputs in the second.
    pub count: i64,
    /// Those neurons' presynaptic sites in the second ROI, each neuron's shared out by where its inputs are.
    pub weight: f64,
}

impl RoiConnectivity {
    /// The link from one ROI to another.
    pub fn weight(&self, from: &str, to: &str) -> Option<Weight> {
        self.weights.get(&format!("{from}=>{to}")).copied()
    }
}
