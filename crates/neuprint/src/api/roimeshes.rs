//! `GET /api/roimeshes/mesh/:dataset/:roi`: a brain region's surface, as OBJ.

use bytes::Bytes;

use super::ApiRequest;
use crate::path::escape;

/// Asks for one mesh.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `name:tag`.
    pub dataset: String,
    /// The ROI's name.
    pub roi: String,
}

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        super::get(&format!("/api/roimeshes/mesh/{}/{}", escape(&self.dataset), escape(&self.roi)))
    }
}
