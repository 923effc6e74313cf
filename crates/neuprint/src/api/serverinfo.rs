//! `GET /api/serverinfo`: whether anybody may read, and the version.

use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;

use super::ApiRequest;
use super::fields::{Fields, FromJson};

/// Asks for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Request;

/// What the server says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ServerInfo {
    /// Whether public datasets can be read without a token.
    pub is_public: bool,
    /// Such as `1.9.2`.
    pub version: String,
}

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        super::get("/api/serverinfo")
    }
}

impl FromJson for ServerInfo {
    fn from_json(json: &Value) -> Result<Self, String> {
        let fields = Fields::of(json, "what the server says of itself")?;
        Ok(Self { is_public: fields.flag("IsPublic")?, version: fields.text("Version")? })
    }
}
