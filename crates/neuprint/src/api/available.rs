//! `GET /api/available`: the routes that the server has.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::ApiRequest;

/// Asks for them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Request;

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        super::get("/api/available")
    }
}

/// One route.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Route {
    /// Such as `GET`.
    pub method: String,
    /// With `:name` for its parameters.
    pub path: String,
    /// The server's own name for its handler.
    pub name: String,
}
