//! `POST /api/raw/cypher/transaction…`: several queries that take effect together or not at all. For administrators.

use bytes::Bytes;
use http::Method;
use serde::{Deserialize, Serialize};

use super::ApiRequest;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// Its number.
    pub transaction_id: i64,
}

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        const PATH: &str = "/api/raw/cypher/transaction";
        let at = |id: &i64, step: &str| format!("{PATH}/{id}/{step}");
        match self {
            Self::Begin { dataset } => super::post(PATH, &Text::of(None, dataset)),
            Self::Query { id, cypher, dataset } => super::post(&at(id, "cypher"), &Text::of(Some(cypher), dataset)),
            Self::Commit { id } => super::build(Method::POST, &at(id, "commit"), Bytes::new()),
            Self::Kill { id } => super::build(Method::POST, &at(id, "kill"), Bytes::new()),
        }
    }
}

#[derive(Serialize)]
struct Text<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    cypher: Option<&'a str>,
    dataset: &'a str,
}

impl<'a> Text<'a> {
    fn of(cypher: Option<&'a String>, dataset: &'a str) -> Self {
        Self { cypher: cypher.map(String::as_str), dataset }
    }
}
