//! `POST /api/custom/custom`: a Cypher query.
//!
//! The answer is a table, `{columns, data, debug}`, decoded while it comes by
//! [`TableDecoder`](neuprint_table::TableDecoder).

use bytes::Bytes;
use serde_json::Value;

use super::ApiRequest;
use super::fields::{Fields, FromJson};

/// Its path.
pub const PATH: &str = "/api/custom/custom";

/// A query for one dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The text of the query.
    pub cypher: String,
    /// `name:tag`; the server takes the labels' prefix from it.
    pub dataset: String,
    /// The data model that the query was written for; another than the server's is refused.
    pub version: Option<String>,
}

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        let fields = [
            ("cypher", Some(self.cypher.as_str())),
            ("dataset", Some(&self.dataset)),
            ("version", self.version.as_deref()),
        ];
        super::post(PATH, &fields)
    }
}

impl FromJson for Request {
    fn from_json(json: &Value) -> Result<Self, String> {
        let fields = Fields::of(json, "the request")?;
        Ok(Self {
            cypher: fields.text_or_empty("cypher")?,
            dataset: fields.text_or_empty("dataset")?,
            version: fields.optional_text("version")?,
        })
    }
}
