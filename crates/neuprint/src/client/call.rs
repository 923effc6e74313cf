//! One request from beginning to end: address, credentials, time limit, further attempts, refusals.

use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use http::header::AUTHORIZATION;
use http::{HeaderValue, Request, Response, StatusCode};
use serde::de::DeserializeOwned;

use super::Client;
use crate::api::ApiRequest;
use crate::error::{self, Error};
use crate::transport::{Transport, TransportError};

/// The pause before the first further attempt; each later one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// What a request is about, for the error if it fails.
#[derive(Debug, Default)]
pub(super) struct Subject<'a> {
    /// The query.
    pub(super) cypher: Option<&'a str>,
    /// What is looked for by name.
    pub(super) what: Option<String>,
}

impl<T: Transport> Client<T> {
    /// Sends a request that only reads and answers its body once the status says that it succeeded.
    pub(super) async fn open(&self, request: &impl ApiRequest, subject: &Subject<'_>) -> Result<T::Body, Error> {
        let request = self.addressed(request.to_http())?;
        let path = request.uri().path().to_owned();
        let mut pause = FIRST_PAUSE;
        let mut left = self.options.retries;
        loop {
            let answer = self.send_once(request.clone()).await;
            let worth_another = match &answer {
                Ok(answer) => matches!(answer.status().as_u16(), 502..=504),
                Err(error) => matches!(error, Error::Transport(TransportError::Network(_))),
            };
            if worth_another && left > 0 {
                left -= 1;
                self.transport.sleep(pause).await;
                pause *= 2;
                continue;
            }
            let answer = answer?;
            if answer.status() == StatusCode::OK {
                return Ok(answer.into_body());
            }
            let status = answer.status();
            let body = collect(answer.into_body()).await?;
            let asked = error::Asked {
                path: &path,
                dataset: &self.dataset,
                cypher: subject.cypher,
                what: subject.what.clone(),
            };
            let mut refused = error::of_answer(status, &body, &asked);
            if let Error::UnknownDataset { available, .. } = &mut refused {
                available.extend(self.datasets().keys().cloned());
            }
            return Err(refused);
        }
    }

    /// The whole body of an answer.
    pub(super) async fn fetch(&self, request: &impl ApiRequest, subject: &Subject<'_>) -> Result<Vec<u8>, Error> {
        collect(self.open(request, subject).await?).await
    }

    /// An answer in JSON. Only for answers without large integers of unknown kind: tables have their own decoder.
    pub(super) async fn fetch_json<A: DeserializeOwned>(&self, request: &impl ApiRequest) -> Result<A, Error> {
        let body = self.fetch(request, &Subject::default()).await?;
        serde_json::from_slice(&body).map_err(|error| Error::InvalidAnswer {
            path: request.to_http().uri().path().to_owned(),
            problem: error.to_string(),
        })
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

    /// One attempt, within the time limit.
    async fn send_once(&self, request: Request<Bytes>) -> Result<Response<T::Body>, Error> {
        let sending = self.transport.send(request);
        let Some(limit) = self.options.timeout else { return Ok(sending.await?) };
        match select(pin!(sending), pin!(self.transport.sleep(limit))).await {
            Either::Left((answer, _)) => Ok(answer?),
            Either::Right(_) => Err(Error::Timeout { seconds: limit.as_secs_f64() }),
        }
    }
}

async fn collect(
    mut body: impl futures_core::Stream<Item = Result<Bytes, TransportError>> + Unpin,
) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(piece) = body.next().await {
        bytes.extend_from_slice(&piece?);
    }
    Ok(bytes)
}
