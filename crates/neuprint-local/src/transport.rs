//! A transport without a network: the client speaks to datasets in the same process.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use neuprint::{Transport, TransportError};

use crate::body::Body;
use crate::server::LocalServer;

/// Answers a client's requests from a [`LocalServer`], each in one go.
///
/// A program that must stay responsive meanwhile (a page, a worker) drives [`LocalServer::start`] itself.
#[derive(Debug, Clone)]
pub struct LocalTransport(pub Arc<LocalServer>);

impl Transport for LocalTransport {
    type Body = Body;

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Body>, TransportError> {
        Ok(self.0.handle(request))
    }

    /// Does not wait: nothing here takes time that waiting would help.
    async fn sleep(&self, _: Duration) {}
}
