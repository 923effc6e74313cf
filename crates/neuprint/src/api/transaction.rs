//! `POST /api/raw/cypher/transaction…`: several queries that take effect together or not at all. For administrators.

use bytes::Bytes;
use http::Method;
use serde_json::Value;

use super::ApiRequest;
use super::fields::{Fields, FromJson};

/// One step of a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Begins one; the answer is a [`Begun`].
    Begin {
        /// `name:tag`.
        dataset: String,
    },
    /// Runs a query in it; the answer is a table.
    Query {
        /// Which.
        id: i64,
        /// The query, which may write.
        cypher: String,
        /// `name:tag`.
        dataset: String,
    },
    /// Makes what was written last.
    Commit {
        /// Which.
        id: i64,
    },
    /// Takes back what was written.
    Kill {
        /// Which.
        id: i64,
    },
}

/// A transaction that has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Begun {
    /// Its number.
    pub transaction_id: i64,
}

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        const PATH: &str = "/api/raw/cypher/transaction";
        let at = |id: &i64, step: &str| format!("{PATH}/{id}/{step}");
        match self {
            Self::Begin { dataset } => super::post(PATH, &[("dataset", Some(dataset))]),
            Self::Query { id, cypher, dataset } => {
                super::post(&at(id, "cypher"), &[("cypher", Some(cypher)), ("dataset", Some(dataset))])
            }
            Self::Commit { id } => super::build(Method::POST, &at(id, "commit"), Bytes::new()),
            Self::Kill { id } => super::build(Method::POST, &at(id, "kill"), Bytes::new()),
        }
    }
}

impl FromJson for Begun {
    fn from_json(json: &Value) -> Result<Self, String> {
        let fields = Fields::of(json, "the answer")?;
        Ok(Self { transaction_id: fields.integer("transaction_id")? })
    }
}
