//! `GET /api/skeletons/skeleton/:dataset/:id?format=swc`: a neuron's skeleton.
//!
//! Always asked for as SWC: the JSON form loses the last line of a file that lacks a final newline.

use bytes::Bytes;

use super::ApiRequest;
use crate::body_id::BodyId;
use crate::path::escape;

/// Asks for one skeleton.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `name:tag`.
    pub dataset: String,
    /// Whose.
    pub body: BodyId,
}

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        super::get(&format!("/api/skeletons/skeleton/{}/{}?format=swc", escape(&self.dataset), self.body))
    }
}
