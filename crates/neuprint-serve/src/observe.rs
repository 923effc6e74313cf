//! Counts and logs requests.
//!
//! A request for data is logged with method, path, status, time, and for queries dataset and rows. Its query
//! (`?dsg_token=…`), headers and body never are. Requests for the app's files are only counted.

use std::net::IpAddr;
use std::time::Instant;

use axum::extract::Request;
use axum::response::Response;
use neuprint_local::RowsOf;

use crate::api::is_data;
use crate::info::plain;
use crate::metrics::{Counter, Metrics};
use crate::options::Log;
use crate::shared::Client;

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

/// A request for data on its way.
pub(crate) struct Asked {
    method: String,
    path: String,
    client: IpAddr,
    started: Instant,
    answered: bool,
}

impl Asked {
    fn milliseconds(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn answered(mut self, response: &Response, metrics: &Metrics) {
        self.answered = true;
        metrics.took(self.started.elapsed());
        let Self { method, path, client, .. } = &self;
        let (status, milliseconds) = (response.status().as_u16(), self.milliseconds());
        match response.extensions().get::<RowsOf>() {
            Some(RowsOf { dataset, rows }) => {
                tracing::info!(%client, %method, %path, status, milliseconds, %dataset, rows, "answered");
            }
            None => tracing::info!(%client, %method, %path, status, milliseconds, "answered"),
        }
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        if !self.answered {
            let Self { method, path, client, .. } = &self;
            tracing::info!(%client, %method, %path, milliseconds = self.milliseconds(), "the client is gone");
        }
    }
}

/// Begins to watch a request, if it is one for data.
pub(crate) fn begun(request: &Request) -> Option<Asked> {
    is_data(request.uri().path()).then(|| Asked {
        method: plain(request.method().as_str()),
        path: plain(request.uri().path()),
        client: Client::of(request.extensions()),
        started: Instant::now(),
        answered: false,
    })
}

/// Counts an answer, and logs what was watched.
pub(crate) fn answered(asked: Option<Asked>, response: &Response, metrics: &Metrics) {
    metrics.count(Counter::Answers, response.status().as_str());
    if let Some(asked) = asked {
        asked.answered(response, metrics);
    }
}
