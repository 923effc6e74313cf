//! `GET /profile`: who the token belongs to. Outside of `/api`.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::ApiRequest;

/// Asks for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Request;

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        super::get("/profile")
    }
}

/// The owner of a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Profile {
    /// The address that they signed in with.
    pub email: String,
    /// `readwrite` or `admin`.
    pub auth_level: String,
    /// A picture; empty if there is none.
    #[serde(default, rename = "ImageURL")]
    pub image_url: String,
}
