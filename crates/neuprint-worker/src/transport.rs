//! One transport for servers and for the dataset in the page.

mod copy;
mod local;

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use futures_util::FutureExt;
use http::{Request, Response, StatusCode};
use neuprint::{Transport, TransportError};

use self::copy::Noted;
pub(crate) use self::copy::{Copy, Notes};
use self::local::LocalBody;
use crate::host::Host;
use neuprint_engine::Engine;

/// The dataset in the page.
type Dataset<H> = <<H as Host>::Engine as Engine>::Dataset;

/// Sends requests to a server, or has them answered here.
pub(crate) struct AnyTransport<H: Host> {
    host: H,
    remote: H::Remote,
    local: Option<Rc<Dataset<H>>>,
    notes: Notes,
    copy: Copy,
}

impl<H: Host> AnyTransport<H> {
    /// To a server. Its answers are noted for as long as somebody wants that.
    pub(crate) fn to_server(host: H, notes: Notes) -> Self {
        Self { remote: host.remote(), host, local: None, notes, copy: Copy::default() }
    }

    /// To a server that cannot be reached: what is in the copy is answered from it, and for everything else it is tried
    /// again.
    pub(crate) fn to_copy(host: H, copy: Copy) -> Self {
        Self { remote: host.remote(), host, local: None, notes: Notes::default(), copy }
    }

    /// To a dataset here.
    pub(crate) fn to_local(host: H, dataset: Dataset<H>) -> Self {
        let local = Some(Rc::new(dataset));
        Self { remote: host.remote(), host, local, notes: Notes::default(), copy: Copy::default() }
    }
}

impl<H: Host> Transport for AnyTransport<H> {
    type Body = AnyBody<<H::Remote as Transport>::Body>;

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Self::Body>, TransportError> {
        if let Some(answer) = self.copy.answer(&request) {
            return Ok(Response::new(AnyBody::Local(LocalBody::whole(answer))));
        }
        // Futures of their own: whoever reads the body in many pieces should not have them in its code.
        match &self.local {
            Some(dataset) => {
                let answer = local::answer(&self.host, &**dataset, request).boxed_local();
                Ok(answer.await?.map(AnyBody::Local))
            }
            None => {
                let key = self.notes.key(&request);
                let answer = self.remote.send(request).boxed_local().await?;
                Ok(match key.filter(|_| answer.status() == StatusCode::OK) {
                    None => answer.map(AnyBody::Remote),
                    Some(key) => answer.map(|body| AnyBody::Noted(self.notes.noting(key, body))),
                })
            }
        }
    }

    async fn sleep(&self, duration: Duration) {
        self.remote.sleep(duration).await;
    }
}

/// The body of an answer from there or from here.
pub(crate) enum AnyBody<R> {
    Remote(R),
    Noted(Noted<R>),
    Local(LocalBody),
}

impl<R: Stream<Item = Result<Bytes, TransportError>> + Unpin> Stream for AnyBody<R> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.get_mut() {
            Self::Remote(body) => Pin::new(body).poll_next(context),
            Self::Noted(body) => Pin::new(body).poll_next(context),
            Self::Local(body) => Pin::new(body).poll_next(context),
        }
    }
}
