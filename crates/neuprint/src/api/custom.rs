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
/// The path of the same whose answer is an Arrow stream.
pub const ARROW_PATH: &str = "/api/custom/arrow";

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

impl Request {
    /// The same, to be answered with an Arrow stream (since version 1.7.3 of the server).
    pub fn to_arrow_http(&self) -> http::Request<Bytes> {
        self.to(ARROW_PATH)
    }

    fn to(&self, path: &str) -> http::Request<Bytes> {
        let fields = [
            ("cypher", Some(self.cypher.as_str())),
            ("dataset", Some(&self.dataset)),
            ("version", self.version.as_deref()),
        ];
        super::post(path, &fields)
    }
}

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        self.to(PATH)
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
