//! `GET /api/available`: the routes that the server has.

use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;

use super::ApiRequest;
use super::fields::{Fields, FromJson};

/// Asks for them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Request;

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        super::get("/api/available")
    }
}

/// One route.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Route {
    /// Such as `GET`.
    pub method: String,
    /// With `:name` for its parameters.
    pub path: String,
    /// The server's own name for its handler.
    pub name: String,
}

impl FromJson for Route {
    fn from_json(json: &Value) -> Result<Self, String> {
        let fields = Fields::of(json, "a route")?;
        Ok(Self {
            method: fields.text_or_empty("method")?,
            path: fields.text_or_empty("path")?,
            name: fields.text_or_empty("name")?,
        })
    }
}
