//! Bodies that may only be so large, and may only pause for so long.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep};

/// Why a body was cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Cut {
    /// It is larger than allowed.
    #[error("the body is larger than allowed")]
    TooLarge,
    /// Nothing came for too long.
    #[error("the body did not go on in time")]
    TooSlow,
}

/// Tells, once a body is cut off, why: whoever passes it on sees only that passing it on failed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reason(Arc<AtomicU8>);

impl Reason {
    pub(crate) fn get(&self) -> Option<Cut> {
        match self.0.load(Ordering::Relaxed) {
            1 => Some(Cut::TooLarge),
            2 => Some(Cut::TooSlow),
            _ => None,
        }
    }
}

/// A body with a bound on its size and on its pauses. The time during which nobody asks for more does not count.
pub(crate) struct Paced {
    inner: Body,
    left: u64,
    patience: Duration,
    /// Made when there is the first pause: most bodies are here at once.
    pause: Option<Pin<Box<Sleep>>>,
    pausing: bool,
    reason: Reason,
}

impl Paced {
    pub(crate) fn new(inner: Body, most: u64, patience: Duration) -> Self {
        Self { inner, left: most, patience, pause: None, pausing: false, reason: Reason::default() }
    }

    pub(crate) fn reason(&self) -> Reason {
        self.reason.clone()
    }

    fn cut(&self, cut: Cut) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.reason.0.store(if cut == Cut::TooLarge { 1 } else { 2 }, Ordering::Relaxed);
        Poll::Ready(Some(Err(axum::Error::new(cut))))
    }
}

/// A body that was read whole, and the room that it takes up until this is dropped.
#[derive(Debug)]
pub(crate) struct Whole {
    pub(crate) bytes: Bytes,
    _room: Option<OwnedSemaphorePermit>,
}

/// Why a body could not be read whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It was cut off here.
    Cut(Cut),
    /// The client did not send all of it.
    BrokeOff,
    /// All bodies together would take up more than they may.
    NoRoom,
}

/// Reads a body whole. `room` has a permit for each KiB of all bodies that are held at a time; they are taken as bytes
/// come, not as they are announced.
pub(crate) async fn whole(mut body: Paced, room: &Arc<Semaphore>) -> Result<Whole, Unread> {
    let mut bytes = Vec::new();
    let mut taken: Option<OwnedSemaphorePermit> = None;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Err(body.reason().get().map_or(Unread::BrokeOff, Unread::Cut));
        };
        let Some(data) = frame.data_ref() else { continue };
        bytes.extend_from_slice(data);
        let has = taken.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let more = u32::try_from(bytes.len().div_ceil(1024).saturating_sub(has)).map_err(|_| Unread::NoRoom)?;
        let more = room.clone().try_acquire_many_owned(more).map_err(|_| Unread::NoRoom)?;
        match &mut taken {
            Some(taken) => taken.merge(more),
            None => taken = Some(more),
        }
    }
    Ok(Whole { bytes: bytes.into(), _room: taken })
}

impl http_body::Body for Paced {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.inner).poll_frame(cx) {
            self.pausing = false;
            let size = match &frame {
                Some(Ok(frame)) => frame.data_ref().map_or(0, |data| data.len() as u64),
                _ => 0,
            };
            let Some(left) = self.left.checked_sub(size) else { return self.cut(Cut::TooLarge) };
            self.left = left;
            return Poll::Ready(frame);
        }
        let patience = self.patience;
        let pausing = std::mem::replace(&mut self.pausing, true);
        let pause = self.pause.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        if !pausing {
            // An hour in place of a time that the clock cannot hold.
            let now = Instant::now();
            pause.as_mut().reset(now.checked_add(patience).unwrap_or(now + Duration::from_secs(3600)));
        }
        ready!(pause.as_mut().poll(cx));
        self.cut(Cut::TooSlow)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
