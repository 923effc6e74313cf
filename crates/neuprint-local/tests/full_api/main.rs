//! What only the whole API has: its description, and neuPrintExplorer's own questions.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod cell_type;
mod description;
mod questions;

use bytes::Bytes;
use http::{Method, Request, Response};
use neuprint_local::{Body, LocalServer, sample};
use serde_json::Value as Json;

pub(crate) const SAMPLE: &str = "hemibrain-sample:v1.2.1";

pub(crate) fn of_sample() -> LocalServer {
    LocalServer::new(vec![sample().unwrap()])
}

pub(crate) fn ask(server: &LocalServer, method: Method, path: &str, body: &Json) -> Response<Body> {
    let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
    server.handle(request.body(body.to_string().into()).unwrap())
}

pub(crate) fn get(server: &LocalServer, path: &str) -> (u16, Json) {
    read(server.handle(Request::get(path).body(Bytes::new()).unwrap()))
}

pub(crate) fn read(response: Response<Body>) -> (u16, Json) {
    let status = response.status().as_u16();
    (status, serde_json::from_slice(&response.into_body().into_bytes()).unwrap())
}
