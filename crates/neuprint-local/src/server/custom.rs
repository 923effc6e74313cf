//! `custom/custom`: a Cypher query.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Request, Response, StatusCode};
use neuprint::api::custom;

use super::{DATA_MODEL, LocalServer, answer};
use crate::body::Body;
use crate::dataset::Dataset;

/// Why a request was not even tried.
#[derive(Debug)]
pub(super) enum Refusal {
    Malformed,
    NoDataset(String),
    OtherDataModel,
    NoEngine,
}

/// A query that is being evaluated.
#[derive(Debug)]
pub(super) struct Running<'s> {
    dataset: &'s Dataset,
}

/// Reads and checks a request.
pub(super) fn start<'s>(server: &'s LocalServer, request: &Request<Bytes>) -> Result<Running<'s>, Refusal> {
    let custom::Request { cypher: _, dataset, version } = read(request)?;
    let Some(_dataset) = server.dataset(&dataset) else { return Err(Refusal::NoDataset(dataset)) };
    if version.is_some_and(|version| version != DATA_MODEL) {
        return Err(Refusal::OtherDataModel);
    }
    Err(Refusal::NoEngine)
}

/// The body. Without one, or as a form, it counts as an empty request.
fn read(request: &Request<Bytes>) -> Result<custom::Request, Refusal> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if request.body().is_empty() || kind.starts_with("application/x-www-form-urlencoded") {
        Ok(custom::Request { cypher: String::new(), dataset: String::new(), version: None })
    } else if kind.starts_with("application/json") {
        serde_json::from_slice(request.body()).map_err(|_| Refusal::Malformed)
    } else {
        Err(Refusal::Malformed)
    }
}

impl Refusal {
    pub(super) fn into_response(self) -> Response<Body> {
        let bad = |text: &str| answer::error(StatusCode::BAD_REQUEST, text);
        match self {
            Self::Malformed => bad("request object not formatted correctly"),
            Self::NoDataset(name) => answer::no_dataset(&name),
            Self::OtherDataModel => bad("neo4j data model version incompatible"),
            Self::NoEngine => answer::error(StatusCode::NOT_IMPLEMENTED, "this build cannot evaluate queries"),
        }
    }
}

impl Running<'_> {
    pub(super) fn advance(&mut self, _fuel: u64) -> Option<Response<Body>> {
        let _ = self.dataset;
        None
    }
}
