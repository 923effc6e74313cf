//! A transport that answers from a list and keeps what was asked.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::{Future, pending};
use std::time::Duration;

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::{Either, LocalBoxFuture};
use futures_util::stream::{self, LocalBoxStream, StreamExt};
use neuprint::{Client, ClientOptions, ServerAddress, Token, Transport, TransportError};

/// How a request ends.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// With a status and a body.
    Whole(u16, String),
    /// With 200 and a body, later than a pause of less than a second.
    Late(String),
    /// With 200 and a body that never ends.
    Endless(String),
    /// Not at all.
    Never,
    /// With an error.
    Fails(TransportError),
}

#[derive(Debug, Default)]
pub(crate) struct Recorded {
    answers: RefCell<VecDeque<Answer>>,
    /// One line per request: method, address, headers, body.
    pub(crate) asked: RefCell<Vec<String>>,
    /// The pauses that the client made.
    pub(crate) slept: RefCell<Vec<Duration>>,
    /// Requests that were dropped before they ended.
    pub(crate) dropped: Cell<usize>,
}

impl Recorded {
    pub(crate) fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self { answers: RefCell::new(answers.into_iter().collect()), ..Self::default() }
    }

    pub(crate) fn answering(answers: &[(u16, &str)]) -> Self {
        Self::new(answers.iter().map(|(status, body)| Answer::Whole(*status, (*body).into())))
    }

    /// The queries among the requests.
    pub(crate) fn cyphers(&self) -> Vec<String> {
        let asked = self.asked.borrow();
        let bodies = asked.iter().filter_map(|line| line.split_once(" | {").map(|(_, body)| format!("{{{body}")));
        let query = |body: String| {
            serde_json::from_str::<serde_json::Value>(&body).unwrap()["cypher"].as_str().map(str::to_owned)
        };
        bodies.filter_map(query).collect()
    }

    /// How many requests there were.
    pub(crate) fn count(&self) -> usize {
        self.asked.borrow().len()
    }
}

/// Counts itself when it is dropped while still armed.
struct Watch<'r> {
    dropped: &'r Cell<usize>,
    armed: bool,
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        self.dropped.set(self.dropped.get() + usize::from(self.armed));
    }
}

impl<'r> Transport for &'r Recorded {
    type Body = LocalBoxStream<'r, Result<Bytes, TransportError>>;

    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> impl Future<Output = Result<http::Response<Self::Body>, TransportError>> {
        let mut line = format!("{} {}", request.method(), request.uri());
        for (name, value) in request.headers() {
            line += &format!(" | {name}: {}", value.to_str().unwrap());
        }
        if !request.body().is_empty() {
            line += &format!(" | {}", String::from_utf8_lossy(request.body()));
        }
        self.asked.borrow_mut().push(line);
        let answer = self.answers.borrow_mut().pop_front().expect("no further answer was listed");
        let dropped = &self.dropped;
        async move {
            let mut watch = Watch { dropped, armed: true };
            // The other side always takes a turn.
            YieldOnce(false).await;
            let (status, body, ends) = match answer {
                Answer::Whole(status, body) => (status, body, true),
                Answer::Late(body) => {
                    turns(6).await;
                    (200, body, true)
                }
                Answer::Endless(body) => (200, body, false),
                Answer::Never => pending().await,
                Answer::Fails(error) => {
                    watch.armed = false;
                    return Err(error);
                }
            };
            watch.armed = !ends;
            // Cut into small pieces, as a network does.
            let pieces: Vec<_> = body.as_bytes().chunks(7).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
            let rest = if ends { Either::Left(stream::empty()) } else { Either::Right(stream::pending()) };
            let body = stream::iter(pieces).chain(rest).map(move |piece| {
                let _part_of_the_body = &watch;
                piece
            });
            Ok(http::Response::builder().status(status).body(body.boxed_local()).unwrap())
        }
    }

    /// Takes a turn too, so that a time limit loses against an answer that is there.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> {
        self.slept.borrow_mut().push(duration);
        let pause: LocalBoxFuture<'static, ()> =
            turns(if duration < Duration::from_secs(1) { 2 } else { 20 }).boxed_local();
        pause
    }
}

async fn turns(count: usize) {
    for _ in 0..count {
        YieldOnce(false).await;
    }
}

struct YieldOnce(bool);

impl Future for YieldOnce {
    type Output = ();

    fn poll(mut self: std::pin::Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> std::task::Poll<Self::Output> {
        if std::mem::replace(&mut self.0, true) {
            return std::task::Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        std::task::Poll::Pending
    }
}

/// Runs a future of which something is always ready to go on.
pub(crate) fn now<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    for _ in 0..1_000 {
        if let Some(output) = future.as_mut().now_or_never() {
            return output;
        }
    }
    panic!("the future waits for something that never comes")
}

pub(crate) const DATASETS: &str = r#"{"hemibrain:v1.2.1":{"last-mod":"x","uuid":"u","ROIs":null,"hidden":false}}"#;

pub(crate) fn options() -> ClientOptions {
    let mut options = ClientOptions::new(ServerAddress::parse("neuprint.example.org/", false).unwrap());
    options.token = Token::parse(r#"{"token": "secret"}"#).unwrap();
    options
}

/// A client that has asked for the datasets already.
pub(crate) fn connected(recorded: &Recorded) -> Client<&Recorded> {
    connected_with(recorded, options())
}

pub(crate) fn connected_with(recorded: &Recorded, options: ClientOptions) -> Client<&Recorded> {
    recorded.answers.borrow_mut().push_front(Answer::Whole(200, DATASETS.into()));
    now(Client::connect(recorded, options)).unwrap()
}
