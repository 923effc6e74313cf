//! `GET /token`: the token of whoever is signed in. Outside of `/api`.

use std::fmt;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::ApiRequest;

/// Asks for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Request;

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        super::get("/token")
    }
}

/// The answer. Its `Debug` form hides the token.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The token.
    pub token: String,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer { token: … }")
    }
}
