//! `GET /api/serverinfo`: whether anybody may read, and the version.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::ApiRequest;

/// Asks for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Request;

/// What the server says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ServerInfo {
    /// Whether public datasets can be read without a token.
    #[serde(default)]
    pub is_public: bool,
    /// Such as `1.9.2`.
    pub version: String,
}

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        super::get("/api/serverinfo")
    }
}
