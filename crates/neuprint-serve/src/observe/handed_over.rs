//! A body that tells when all of it has been handed over.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes};
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::Asked;

/// The body of an answer, and the request that it belongs to.
pub(super) struct HandedOver {
    body: Body,
    asked: Option<Asked>,
}

impl HandedOver {
    pub(super) fn new(body: Body, asked: Asked) -> Self {
        Self { body, asked: Some(asked) }
    }
}

impl HttpBody for HandedOver {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        // Whoever knows the length beforehand does not ask for more after the last piece.
        let ended = match &frame {
            None => true,
            Some(Ok(_)) => self.body.is_end_stream(),
            Some(Err(_)) => false,
        };
        if ended {
            self.asked.take().into_iter().for_each(Asked::answered);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
