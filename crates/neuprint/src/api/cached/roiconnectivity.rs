//! `GET /api/cached/roiconnectivity?dataset=`: how strongly neurons link each pair of ROIs.

use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;

use crate::api::fields::{Fields, FromJson};
use crate::api::{self, ApiRequest, ByName};
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
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RoiConnectivity {
    /// The ROIs, in no order.
    pub roi_names: Vec<String>,
    /// By `from=>to`. A pair that is not linked is missing.
    pub weights: ByName<Weight>,
}

/// How strong a link is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
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

impl FromJson for RoiConnectivity {
    fn from_json(json: &Value) -> Result<Self, String> {
        let fields = Fields::of(json, "the connectivity of ROIs")?;
        let weights = fields.get("weights").map(ByName::from_json).transpose()?.unwrap_or_default();
        Ok(Self { roi_names: fields.texts("roi_names")?, weights })
    }
}

impl FromJson for Weight {
    fn from_json(json: &Value) -> Result<Self, String> {
        let fields = Fields::of(json, "a link")?;
        Ok(Self { count: fields.integer("count")?, weight: fields.required("weight", "a number", Value::as_f64)? })
    }
}
