//! Counts and logs requests.
//!
//! A request for data is logged with method, path, status, time, and for queries dataset and rows. Its query
//! (`?dsg_token=…`), headers and body never are. Requests for the app's files are only counted. The line is written when
//! the answer has been handed over, or the client is gone.

mod handed_over;

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use http::{Method, StatusCode};
use http_body::Body as _;
use neuprint_local::RowsOf;

use crate::api::is_data;
use crate::info::plain;
use crate::metrics::{Counter, Metrics};
use crate::options::Log;
use crate::shared::Client;
use handed_over::HandedOver;

/// Begins to log; what is logged before is lost.
pub(crate) fn begin(log: Log) {
    let lines = tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false);
    // A second beginning in one process changes nothing.
    let _ = match log {
        Log::Off => Ok(()),
        Log::Text => lines.try_init(),
        Log::Json => lines.json().flatten_event(true).try_init(),
    };
}

/// How much a query answered: an extension of its answer, filled in when its last row is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows(pub(crate) Arc<OnceLock<RowsOf>>);

/// A request for data on its way.
pub(crate) struct Asked {
    method: Method,
    path: String,
    client: IpAddr,
    started: Instant,
    status: Option<StatusCode>,
    rows: Option<Rows>,
    answered: bool,
}

impl Asked {
    /// Its end, when nothing else is to come.
    fn answered(mut self) {
        self.answered = true;
    }
}

impl Drop for Asked {
    /// Whatever becomes of a request, one line is written.
    fn drop(&mut self) {
        let Self { method, path, client, status, .. } = &self;
        let (method, status) = (plain(method.as_str()), status.map(|status| status.as_u16()));
        let milliseconds = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        if !self.answered {
            tracing::info!(%client, %method, %path, status, milliseconds, "the client is gone");
        } else if let Some(RowsOf { dataset, rows }) = self.rows.as_ref().and_then(|rows| rows.0.get()) {
            tracing::info!(%client, %method, %path, status, milliseconds, %dataset, rows, "answered");
        } else {
            tracing::info!(%client, %method, %path, status, milliseconds, "answered");
        }
    }
}

/// Begins to watch a request, if it is one for data.
pub(crate) fn begun(request: &Request) -> Option<Asked> {
    is_data(request.uri().path()).then(|| Asked {
        method: request.method().clone(),
        path: plain(request.uri().path()),
        client: Client::of(request.extensions()),
        started: Instant::now(),
        status: None,
        rows: None,
        answered: false,
    })
}

/// Counts an answer, and watches how it is handed over if its request was watched.
pub(crate) fn answered(asked: Option<Asked>, response: Response, metrics: &Metrics) -> Response {
    metrics.count(Counter::Answers, response.status().as_str());
    let Some(mut asked) = asked else { return response };
    metrics.took(asked.started.elapsed());
    asked.status = Some(response.status());
    asked.rows = response.extensions().get().cloned();
    if asked.method == Method::HEAD || response.body().is_end_stream() {
        asked.answered();
        return response;
    }
    response.map(|body| Body::new(HandedOver::new(body, asked)))
}
