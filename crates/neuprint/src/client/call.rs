//! One request from beginning to end: address, credentials, time limit, further attempts, refusals.

use std::future::Future;
use std::pin::pin;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use http::header::AUTHORIZATION;
use http::{HeaderValue, Request, StatusCode};

use super::Client;
use super::retry::Attempts;
use crate::api::{ApiRequest, FromJson};
use crate::error::{self, Error};
use crate::transport::Transport;

/// What a request is about.
#[derive(Debug)]
pub(super) struct Subject<'a> {
    /// The query.
    pub(super) cypher: Option<&'a str>,
    /// What is looked for by name, for the error if it is missing.
    pub(super) what: Option<String>,
    /// Whether it only reads, so that it may be sent again.
    pub(super) reads: bool,
}

impl Default for Subject<'_> {
    /// Something that is read and has no name.
    fn default() -> Self {
        Self { cypher: None, what: None, reads: true }
    }
}

impl Subject<'_> {
    /// Something that has a name and is read.
    pub(super) fn named(what: String) -> Self {
        Self { what: Some(what), ..Self::default() }
    }
}

/// For who does not want to hear how far it is. A function and not a closure: so all of them share their code.
pub(super) fn unheard(_: usize) {}

impl<T: Transport> Client<T> {
    /// Sends a request and answers its body once the status says that it succeeded.
    pub(super) async fn open(&self, request: Request<Bytes>, subject: &Subject<'_>) -> Result<T::Body, Error> {
        let request = self.addressed(request)?;
        let path = request.uri().path().to_owned();
        let mut attempts = Attempts::new(self.options.retries, subject.reads);
        let answer = loop {
            let sending = async { Ok(self.transport.send(request.clone()).await?) };
            let outcome = self.within_limit(sending).await;
            match attempts.pause_after(&outcome) {
                Some(pause) => self.transport.sleep(pause).await,
                None => break outcome?,
            }
        };
        let status = answer.status();
        if status == StatusCode::OK {
            return Ok(answer.into_body());
        }
        let body = self.collect(answer.into_body(), unheard as fn(usize)).await?;
        Err(error::of_answer(
            status,
            &body,
            &error::Asked {
                path: &path,
                dataset: &self.dataset,
                cypher: subject.cypher,
                what: subject.what.as_deref(),
            },
        ))
    }

    /// The whole body of an answer.
    pub(super) async fn fetch(&self, request: Request<Bytes>, subject: &Subject<'_>) -> Result<Vec<u8>, Error> {
        self.collect(self.open(request, subject).await?, unheard as fn(usize)).await
    }

    /// An answer in JSON. Only for answers without large integers of unknown kind: tables have their own decoder.
    pub(super) async fn fetch_json<A: FromJson>(&self, request: &impl ApiRequest) -> Result<A, Error> {
        let request = request.to_http();
        let path = request.uri().path().to_owned();
        let body = self.fetch(request, &Subject::default()).await?;
        A::from_json_text(&body).map_err(|problem| Error::InvalidAnswer { path, problem })
    }

    /// The next piece of a body, within the time limit.
    pub(super) async fn next_piece(&self, body: &mut T::Body) -> Result<Option<Bytes>, Error> {
        self.within_limit(async { Ok(body.next().await.transpose()?) }).await
    }

    /// A body to its end. `progress` hears how many bytes have come.
    pub(super) async fn collect<P: FnMut(usize)>(&self, mut body: T::Body, mut progress: P) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        while let Some(piece) = self.next_piece(&mut body).await? {
            bytes.extend_from_slice(&piece);
            progress(bytes.len());
        }
        Ok(bytes)
    }

    /// The request with the server's address and the token.
    fn addressed(&self, mut request: Request<Bytes>) -> Result<Request<Bytes>, Error> {
        let server = self.options.server.as_str();
        let invalid = |reason: &str| Error::InvalidServer { server: server.into(), reason: reason.into() };
        let address = format!("{server}{}", request.uri());
        *request.uri_mut() = address.parse().map_err(|_| invalid("it does not combine with the API's paths"))?;
        if let Some(token) = &self.options.token {
            let mut header = HeaderValue::from_str(&token.header()).map_err(|_| Error::InvalidToken)?;
            header.set_sensitive(true);
            request.headers_mut().insert(AUTHORIZATION, header);
        }
        Ok(request)
    }

    /// One wait, within the time limit. What was waited for is dropped, and so cancelled, when the limit has passed.
    async fn within_limit<A>(&self, waiting: impl Future<Output = Result<A, Error>>) -> Result<A, Error> {
        let Some(limit) = self.options.timeout else { return waiting.await };
        match select(pin!(waiting), pin!(self.transport.sleep(limit))).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => Err(Error::Timeout { seconds: limit.as_secs_f64() }),
        }
    }
}
