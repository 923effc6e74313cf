//! An answer from the thread that computes it to the connection: rows as they are found.
//!
//! A small answer goes out whole, with its length and, if it failed, its own status. One that grows beyond a piece, or
//! whose rows have waited for some time, begins before it is complete. What the client takes its time for waits in
//! memory, as much as an answer may have ([`QueryLimits::memory`](neuprint_local::QueryLimits)): a computation never waits
//! for a client, so that its place is free as soon as it is done.

use std::convert::Infallible;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::response::Response;
use futures_util::StreamExt;
use futures_util::stream::poll_fn;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use neuprint_local::{Job, RowsOf};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;

use super::Waiting;
use crate::observe::Rows;

/// What is written is handed out when it is so much,
const PIECE: usize = 64 * 1024;
/// or when it has waited so long.
const PATIENCE: Duration = Duration::from_millis(250);

/// How an answer begins.
enum Begun {
    Whole(Response),
    Rows(UnboundedReceiver<Bytes>, Rows),
}

/// The side that computes. An answer that it drops before its end stays without its last brace.
pub(super) struct Answering {
    state: State,
    /// Since when something has been waiting to be handed out.
    waiting: Option<Instant>,
}

enum State {
    Nothing(oneshot::Sender<Begun>),
    Rows(UnboundedSender<Bytes>, Rows),
}

/// The side of the connection.
pub(super) struct Answered {
    begun: oneshot::Receiver<Begun>,
    waiting: Waiting,
}

/// Both sides. `waiting` is dropped with the side of the connection, or with the body of its answer.
pub(super) fn answer(waiting: Waiting) -> (Answering, Answered) {
    let (begin, begun) = oneshot::channel();
    (Answering { state: State::Nothing(begin), waiting: None }, Answered { begun, waiting })
}

// What cannot be sent is for somebody who is gone, which the computation hears from `Waiting`.
impl Answering {
    /// Hands out what is written, if it is time to.
    pub(super) fn go_on(self, job: &mut Job) -> Self {
        let written = job.written();
        let since = self.waiting.unwrap_or_else(Instant::now);
        if written == 0 || (written < PIECE && since.elapsed() < PATIENCE) {
            return Self { waiting: (written > 0).then_some(since), ..self };
        }
        let (pieces, rows) = match self.state {
            State::Rows(pieces, rows) => (pieces, rows),
            State::Nothing(begin) => {
                let ((pieces, received), rows) = (unbounded_channel(), Rows::default());
                let _ = begin.send(Begun::Rows(received, rows.clone()));
                (pieces, rows)
            }
        };
        let _ = pieces.send(job.take_written());
        Self { state: State::Rows(pieces, rows), waiting: None }
    }

    /// Hands out the answer, or the rest of it.
    pub(super) fn end(self, mut response: http::Response<neuprint_local::Body>) {
        let rows = match &self.state {
            State::Nothing(_) => Rows::default(),
            State::Rows(_, rows) => rows.clone(),
        };
        if let Some(counted) = response.extensions_mut().remove::<RowsOf>() {
            let _ = rows.0.set(counted);
        }
        match self.state {
            State::Nothing(begin) => {
                response.extensions_mut().insert(rows);
                let _ = begin.send(Begun::Whole(response.map(|body| Body::from(body.into_bytes()))));
            }
            State::Rows(pieces, _) => {
                let _ = pieces.send(response.into_body().into_bytes());
            }
        }
    }
}

impl Answered {
    /// The answer, as soon as it begins; nothing if the computation broke off before.
    pub(super) async fn begun(self) -> Option<Response> {
        let waiting = self.waiting;
        match self.begun.await.ok()? {
            Begun::Whole(response) => Some(response),
            Begun::Rows(mut pieces, rows) => {
                let stream = poll_fn(move |cx| {
                    // Lives as long as the body.
                    let _ = &waiting;
                    pieces.poll_recv(cx)
                });
                let mut response = Response::new(Body::from_stream(stream.map(Ok::<_, Infallible>)));
                response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(Job::STREAMED));
                response.extensions_mut().insert(rows);
                Some(response)
            }
        }
    }
}
