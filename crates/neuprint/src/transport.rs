//! How a client reaches a server.

use std::future::Future;
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{Request, Response};

/// Sends requests. Implemented over the browser's fetch, over native HTTP, and by a local dataset.
///
/// Dropping a future cancels what it does. There is no `Send` bound: a transport of one thread is as good as another,
/// and a client's futures are `Send` wherever its transport's are.
pub trait Transport {
    /// The body of an answer, in pieces as they come.
    type Body: Stream<Item = Result<Bytes, TransportError>> + Unpin;

    /// Sends one request and waits for the head of its answer. Any status is a success here.
    fn send(&self, request: Request<Bytes>) -> impl Future<Output = Result<Response<Self::Body>, TransportError>>;

    /// Waits. Timeouts and pauses between attempts use this, so that the core needs no clock.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;
}

/// Why no answer came.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The server could not be reached, or the connection broke.
    #[error("{0}")]
    Network(String),
    /// The server can be reached, but the browser does not let the page read its answers.
    #[error(
        "{origin} can be reached, but does not let pages from elsewhere read its answers (CORS). Open the app through \
         a gateway to it (`neuprint serve --upstream {origin}`), or ask its operators to allow this page's origin. \
         ({reason})"
    )]
    Blocked {
        /// The server's origin.
        origin: String,
        /// The browser's own words.
        reason: String,
    },
    /// The request was cancelled.
    #[error("the request was cancelled")]
    Cancelled,
}
