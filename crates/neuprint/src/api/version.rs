//! `GET /api/version`: the server's version. `GET /api/dbmeta/version`: the data model's.

use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;

use super::ApiRequest;
use super::fields::{Fields, FromJson};

/// Which version is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    /// The server program's.
    Server,
    /// The data model's.
    DataModel,
}

/// A version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// Such as `1.9.2`.
    #[serde(rename = "Version")]
    pub version: String,
}

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        super::get(match self {
            Self::Server => "/api/version",
            Self::DataModel => "/api/dbmeta/version",
        })
    }
}

impl FromJson for Version {
    fn from_json(json: &Value) -> Result<Self, String> {
        let fields = Fields::of(json, "the answer")?;
        Ok(Self { version: fields.text("Version")? })
    }
}
