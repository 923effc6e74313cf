//! `GET /token`: the token of whoever is signed in. Outside of `/api`.

use std::fmt;

use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;

use super::ApiRequest;
use super::fields::{Fields, FromJson};

/// Asks for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Request;

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        super::get("/token")
    }
}

/// The answer. Its `Debug` form hides the token.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The token.
    pub token: String,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer { token: … }")
    }
}

impl FromJson for Answer {
    fn from_json(json: &Value) -> Result<Self, String> {
        let fields = Fields::of(json, "the answer")?;
        Ok(Self { token: fields.text("token")? })
    }
}
