//! Connections in plain HTTP/1.1, each driven by the request that it serves.
//!
//! A connection with a task of its own costs a message and a waking for every head and every piece, often of another
//! thread: for a small answer more than all the rest. Here the request polls its connection itself, and puts it away for
//! the next one when the answer has been read to its end. An answer that is dropped before closes its connection, which
//! tells the upstream that nobody waits any more.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Waker, ready};

use axum::body::{Body, Bytes};
use http::header::{HOST, HeaderValue};
use http::{Request, Response, Uri, Version};
use http_body::{Body as HttpBody, Frame, SizeHint};
use hyper::body::Incoming;
use hyper::client::conn::TrySendError;
use hyper::client::conn::http1::{Connection, SendRequest, handshake};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower::ServiceExt;

use super::Failure;
use super::idle::Idle;
use crate::forward::private::Resolver;

/// The ways to one upstream.
pub(in crate::forward) struct Lines {
    connector: HttpConnector<Resolver>,
    idle: Arc<Idle>,
}

impl Lines {
    pub(super) fn new(connector: HttpConnector<Resolver>) -> Self {
        Self { connector, idle: Arc::default() }
    }

    pub(super) async fn request(&self, mut request: Request<Body>) -> Result<Response<Body>, Failure> {
        let address = in_origin_form(&mut request)?;
        loop {
            let (mut line, used) = match self.idle.take() {
                Some(line) => (line, true),
                None => (self.open(address.clone()).await?, false),
            };
            match line.send(request).await {
                Ok(answer) => return Ok(answer.map(|body| Body::new(Answer::new(body, line, self.idle.clone())))),
                Err(mut error) => match error.take_message() {
                    // The upstream closed it meanwhile, and has seen nothing of the request.
                    Some(unsent) if used => request = unsent,
                    _ => return Err(error.into_error().into()),
                },
            }
        }
    }

    async fn open(&self, address: Uri) -> Result<Line, Failure> {
        let stream = self.connector.clone().oneshot(address).await?;
        let (sender, connection) = handshake(stream).await?;
        Ok(Line { sender, connection: Some(Box::pin(connection)) })
    }
}

/// Names the host in a header and leaves the path, as a server expects it; the whole address.
fn in_origin_form(request: &mut Request<Body>) -> Result<Uri, Failure> {
    let path = request.uri().path_and_query().cloned().map_or_else(Uri::default, Uri::from);
    let address = std::mem::replace(request.uri_mut(), path);
    let host = HeaderValue::try_from(address.authority().map_or("", |authority| authority.as_str()))?;
    request.headers_mut().insert(HOST, host);
    *request.version_mut() = Version::HTTP_11;
    Ok(address)
}

/// What reads and writes.
type Driver = Pin<Box<Connection<TokioIo<TcpStream>, Body>>>;

/// One connection.
pub(super) struct Line {
    sender: SendRequest<Body>,
    /// Until it has ended.
    connection: Option<Driver>,
}

impl Line {
    /// Whether it can take a request: it is open, and done with the last one.
    pub(super) fn is_free(&mut self) -> bool {
        self.drive(&mut Context::from_waker(Waker::noop()));
        self.connection.is_some() && self.sender.is_ready()
    }

    /// Goes on with whatever there is to read and to write.
    fn drive(&mut self, cx: &mut Context<'_>) {
        if let Some(connection) = &mut self.connection
            && connection.as_mut().poll(cx).is_ready()
        {
            // Its error is told to whoever waits for the answer.
            self.connection = None;
        }
    }

    async fn send(&mut self, request: Request<Body>) -> Result<Response<Incoming>, TrySendError<Request<Body>>> {
        let mut sending = pin!(self.sender.try_send_request(request));
        poll_fn(|cx| {
            self.drive(cx);
            sending.as_mut().poll(cx)
        })
        .await
    }
}

/// The body of an answer, which drives its connection.
struct Answer {
    body: Incoming,
    line: Option<Line>,
    idle: Arc<Idle>,
    /// Why it broke off, told at the next poll: a server that hears it at once sends nothing of what it already has.
    broken: Option<hyper::Error>,
}

impl Answer {
    fn new(body: Incoming, line: Line, idle: Arc<Idle>) -> Self {
        let mut answer = Self { body, line: Some(line), idle, broken: None };
        if answer.body.is_end_stream() {
            answer.put_away();
        }
        answer
    }

    /// All was read: the connection is free for the next request, unless something of this one is still to be sent.
    fn put_away(&mut self) {
        if let Some(mut line) = self.line.take()
            && line.is_free()
        {
            self.idle.put(line);
        }
    }
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let answer = &mut *self;
        if let Some(error) = answer.broken.take() {
            return Poll::Ready(Some(Err(error)));
        }
        let mut polled = Pin::new(&mut answer.body).poll_frame(cx);
        if polled.is_pending()
            && let Some(line) = &mut answer.line
        {
            line.drive(cx);
            polled = Pin::new(&mut answer.body).poll_frame(cx);
        }
        match ready!(polled) {
            Some(Ok(frame)) => {
                if answer.body.is_end_stream() {
                    answer.put_away();
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Some(Err(error)) => {
                answer.line = None;
                answer.broken = Some(error);
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            None => {
                answer.put_away();
                Poll::Ready(None)
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
