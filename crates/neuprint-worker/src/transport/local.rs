//! Answers of the engine, worked off here in slices, rows as they are found.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::stream::{LocalBoxStream, StreamExt, unfold};
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use neuprint::TransportError;
use neuprint_engine::told::Answer;

use crate::host::Host;
use neuprint_engine::{EngineAnswering, EngineDataset};

/// Steps between two looks at the clock.
const FUEL: u32 = 20_000;
/// How long a query works before others have their turn: a cancellation is heard this soon.
const SLICE_MS: f64 = 8.0;
/// How long a query may take in all.
const LIMIT_MS: f64 = 60_000.0;
/// What is written is handed out when it is so much,
const PIECE: usize = 64 * 1024;
/// or when it has waited so long.
const PATIENCE_MS: f64 = 50.0;

/// The body of an answer: what is there already, then what is still worked on. Dropping it cancels the work.
pub(crate) struct LocalBody {
    there: VecDeque<Bytes>,
    coming: Option<LocalBoxStream<'static, Result<Bytes, TransportError>>>,
}

impl LocalBody {
    /// What is there in full.
    pub(super) fn whole(mut body: Bytes) -> Self {
        let mut there = VecDeque::new();
        // In pieces, so that whoever decodes it can show rows meanwhile.
        while !body.is_empty() {
            there.push_back(body.split_to(body.len().min(PIECE)));
        }
        Self { there, coming: None }
    }
}

impl Stream for LocalBody {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        match (this.there.pop_front(), &mut this.coming) {
            (Some(piece), _) => Poll::Ready(Some(Ok(piece))),
            (None, Some(coming)) => coming.poll_next_unpin(context),
            (None, None) => Poll::Ready(None),
        }
    }
}

/// Answers a request: whole, or with a body that is still worked on while it is read.
pub(super) async fn answer<H: Host, D: EngineDataset>(
    host: &H,
    dataset: &D,
    request: Request<Bytes>,
) -> Result<Response<LocalBody>, TransportError> {
    let answering = dataset.start(request).map_err(failed)?;
    let mut work = Work { host: host.clone(), answering, started: host.now_ms(), waiting: None, over: false };
    match work.go_on().await? {
        Come::End(answer) => whole(answer),
        Come::Rows(first) => {
            let coming = unfold(work, |mut work| async move {
                if work.over {
                    return None;
                }
                let piece = match work.go_on().await {
                    Ok(Come::Rows(rows)) => Ok(rows),
                    Ok(Come::End(answer)) => {
                        work.over = true;
                        Ok(answer.body)
                    }
                    Err(error) => {
                        work.over = true;
                        Err(error)
                    }
                };
                Some((piece, work))
            });
            let mut response =
                Response::new(LocalBody { there: VecDeque::from([first]), coming: Some(coming.boxed_local()) });
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            Ok(response)
        }
    }
}

/// A request that is being answered, and the clock.
struct Work<H, A> {
    host: H,
    answering: A,
    started: f64,
    /// Since when rows have been waiting to be handed out.
    waiting: Option<f64>,
    over: bool,
}

/// What has come of the work.
enum Come {
    /// Rows; there may be more.
    Rows(Bytes),
    /// The answer, or the rest of it.
    End(Answer),
}

impl<H: Host, A: EngineAnswering> Work<H, A> {
    /// Works until there is something to hand out. In between others have their turn, and the work can be dropped.
    async fn go_on(&mut self) -> Result<Come, TransportError> {
        let mut slice = self.host.now_ms();
        loop {
            if let Some(answer) = self.answering.advance(FUEL, self.host.now_ms()).map_err(failed)? {
                return Ok(Come::End(answer));
            }
            let now = self.host.now_ms();
            if now - self.started > LIMIT_MS
                && let Some(answer) = self.answering.time_out()
            {
                return Ok(Come::End(answer));
            }
            if self.answering.written() > 0 {
                let since = *self.waiting.get_or_insert(now);
                if self.answering.written() >= PIECE || now - since > PATIENCE_MS {
                    self.waiting = None;
                    self.host.turn().await;
                    return Ok(Come::Rows(self.answering.take_written()));
                }
            }
            if now - slice > SLICE_MS {
                self.host.turn().await;
                slice = self.host.now_ms();
            }
        }
    }
}

fn whole(answer: Answer) -> Result<Response<LocalBody>, TransportError> {
    let mut response = Response::new(LocalBody::whole(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).map_err(|error| failed(error.to_string()))?;
    for (name, value) in answer.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().append(name, value);
        }
    }
    Ok(response)
}

fn failed(why: String) -> TransportError {
    TransportError::Network(format!("the engine in this page failed: {why}"))
}
