//! `GET /dataset-access?dataset=`: what this user may do with a dataset. Outside of `/api`.
//!
//! Asking makes the server look again, so that terms of service that were accepted a moment ago count.

use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;

use super::ApiRequest;
use super::fields::{Fields, FromJson};
use crate::path::escape_query;

/// Asks about one dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `name:tag`.
    pub dataset: String,
}

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        super::get(&format!("/dataset-access?dataset={}", escape_query(&self.dataset)))
    }
}

/// What this user may do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DatasetAccess {
    /// Whether it can be read.
    pub access: bool,
    /// `name:tag`.
    pub dataset: String,
    /// `noauth`, `readonly`, `readwrite` or `admin`.
    pub level: String,
    /// The service that decides.
    pub service: String,
    /// Whether terms of service must be accepted first.
    pub tos_required: bool,
    /// Where to accept them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tos_url: Option<String>,
    /// Why there is no access.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

impl FromJson for DatasetAccess {
    fn from_json(json: &Value) -> Result<Self, String> {
        let fields = Fields::of(json, "what is said of access")?;
        Ok(Self {
            access: fields.flag("access")?,
            dataset: fields.text_or_empty("dataset")?,
            level: fields.text_or_empty("level")?,
            service: fields.text_or_empty("service")?,
            tos_required: fields.flag("tos_required")?,
            tos_url: fields.optional_text("tos_url")?,
            message: fields.optional_text("message")?,
        })
    }
}
