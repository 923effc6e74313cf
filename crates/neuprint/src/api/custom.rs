//! `POST /api/custom/custom`: a Cypher query.
//!
//! The answer is a table, `{columns, data, debug}`, decoded while it comes by
//! [`TableDecoder`](neuprint_table::TableDecoder).

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::ApiRequest;

/// Its path.
pub const PATH: &str = "/api/custom/custom";

/// A query for one dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The text of the query.
    #[serde(default, deserialize_with = "super::null_is_empty")]
    pub cypher: String,
    /// `name:tag`; the server takes the labels' prefix from it.
    #[serde(default, deserialize_with = "super::null_is_empty")]
    pub dataset: String,
    /// The data model that the query was written for; another than the server's is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        super::post(PATH, self)
    }
}
