//! An answer's body, piece by piece.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use neuprint::TransportError;

use crate::failure;

/// The body of an answer. Dropping it before its end closes the request.
pub struct Body(BoxStream<'static, Result<Bytes, TransportError>>);

impl Body {
    pub(crate) fn new(answer: reqwest::Response) -> Self {
        Self(answer.bytes_stream().map(|piece| piece.map_err(|error| failure(&error))).boxed())
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(cx)
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Body(…)")
    }
}
