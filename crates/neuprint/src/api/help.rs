//! `GET /api/help/swagger.yaml`: the server's own description of its routes.

use bytes::Bytes;

use super::ApiRequest;

/// Asks for it; the answer is YAML text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Request;

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        super::get("/api/help/swagger.yaml")
    }
}
