//! One transport for servers and for the dataset in the page.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{Request, Response};
use neuprint::{Transport, TransportError};
use neuprint_local::{Body, LocalServer};

use crate::host::Host;

/// Steps between two looks at the clock.
const FUEL: u64 = 20_000;
/// How long a local query works before others have their turn: a cancellation is heard this soon.
const SLICE_MS: f64 = 8.0;
/// How long a local query may take in all.
const LIMIT_MS: f64 = 60_000.0;

/// Sends requests to a server, or works them off here.
pub(crate) struct AnyTransport<H: Host> {
    host: H,
    remote: H::Remote,
    local: Option<Arc<LocalServer>>,
}

impl<H: Host> AnyTransport<H> {
    /// To a server.
    pub(crate) fn to_server(host: H) -> Self {
        Self { remote: host.remote(), host, local: None }
    }

    /// To datasets in this process.
    pub(crate) fn to_local(host: H, server: Arc<LocalServer>) -> Self {
        Self { remote: host.remote(), host, local: Some(server) }
    }

    /// Answers in slices, between which others have their turn and the query can be cancelled.
    async fn work(&self, server: &LocalServer, request: Request<Bytes>) -> Response<Body> {
        let mut job = server.start(request);
        let started = self.host.now_ms();
        let mut slice = started;
        loop {
            job.tell_time(self.host.now_ms() as u64);
            if let Some(response) = job.advance(FUEL) {
                return response;
            }
            let now = self.host.now_ms();
            if now - started > LIMIT_MS
                && let Some(response) = job.time_out()
            {
                return response;
            }
            if now - slice > SLICE_MS {
                self.host.turn().await;
                slice = self.host.now_ms();
            }
        }
    }
}

impl<H: Host> Transport for AnyTransport<H> {
    type Body = AnyBody<<H::Remote as Transport>::Body>;

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Self::Body>, TransportError> {
        match &self.local {
            Some(server) => Ok(self.work(server, request).await.map(AnyBody::Local)),
            None => Ok(self.remote.send(request).await?.map(AnyBody::Remote)),
        }
    }

    async fn sleep(&self, duration: Duration) {
        self.remote.sleep(duration).await;
    }
}

/// The body of an answer from there or from here.
pub(crate) enum AnyBody<R> {
    Remote(R),
    Local(Body),
}

impl<R: Stream<Item = Result<Bytes, TransportError>> + Unpin> Stream for AnyBody<R> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.get_mut() {
            Self::Remote(body) => Pin::new(body).poll_next(context),
            Self::Local(body) => Pin::new(body).poll_next(context),
        }
    }
}
