//! `GET /profile`: who the token belongs to. Outside of `/api`.

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
        super::get("/profile")
    }
}

/// The owner of a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Profile {
    /// The address that they signed in with.
    pub email: String,
    /// `readwrite` or `admin`.
    pub auth_level: String,
    /// A picture; empty if there is none.
    #[serde(rename = "ImageURL")]
    pub image_url: String,
}

impl FromJson for Profile {
    fn from_json(json: &Value) -> Result<Self, String> {
        let fields = Fields::of(json, "the profile")?;
        Ok(Self {
            email: fields.text("Email")?,
            auth_level: fields.text("AuthLevel")?,
            image_url: fields.text_or_empty("ImageURL")?,
        })
    }
}
