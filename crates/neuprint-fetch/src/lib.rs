//! A neuPrint transport over `fetch`, for pages, workers and Node.
//!
//! ```no_run
//! use neuprint::{Client, ClientOptions, ServerAddress};
//! use neuprint_fetch::FetchTransport;
//!
//! # async fn example() -> Result<(), neuprint::Error> {
//! let server = ServerAddress::parse("neuprint.janelia.org", false)?;
//! let client = Client::connect(FetchTransport::new(), ClientOptions::new(server)).await?;
//! let table = client.custom("MATCH (n:Neuron) RETURN count(n)", |_| {}).await?;
//! # Ok(())
//! # }
//! ```
//!
//! A request carries the headers that it was given and nothing else: no cookies, in either direction. The answer's body
//! is handed on piece by piece. Dropping a future or a body aborts its request.

mod abort;
mod body;
mod failure;
mod reusing;
mod send;

use std::time::Duration;

use bytes::Bytes;
use gloo_timers::future::TimeoutFuture;
use http::{Request, Response};
use js_sys::Function;
use neuprint::{Transport, TransportError};

pub use body::Body;

/// Sends requests through `fetch`.
#[derive(Debug, Clone, Default)]
pub struct FetchTransport {
    fetch: Option<Function>,
}

impl FetchTransport {
    /// Over the environment's own `fetch`, looked up at every request.
    pub fn new() -> Self {
        Self::default()
    }

    /// Over another function with the same parameters and promise as `fetch`.
    pub fn with_fetch(fetch: Function) -> Self {
        Self { fetch: Some(fetch) }
    }
}

impl Transport for FetchTransport {
    type Body = Body;

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Body>, TransportError> {
        send::send(self.fetch.as_ref(), request).await
    }

    /// Waits with `setTimeout`, whose limit is 2^31 − 1 milliseconds, about 24 days.
    async fn sleep(&self, duration: Duration) {
        let limit = i32::MAX.unsigned_abs();
        TimeoutFuture::new(u32::try_from(duration.as_millis()).unwrap_or(limit).min(limit)).await;
    }
}
