//! `GET /api/cached/roicompleteness?dataset=`: how much of each ROI belongs to reconstructed neurons.
//!
//! The answer is a table with the columns `roi`, `roipre`, `roipost` (synapses of reconstructed neurons), `totalpre` and
//! `totalpost` (all synapses), decoded by [`TableDecoder`](neuprint_table::TableDecoder).

use bytes::Bytes;

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
        api::get(&format!("/api/cached/roicompleteness?dataset={}", escape_query(&self.dataset)))
    }
}
