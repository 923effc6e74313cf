//! `neuprint serve` with a list of tokens, against recordings of neuPrintHTTP 1.9.2: every recorded request goes in
//! where requests go in, and is answered with the recorded status, kind and content, or otherwise for a reason that is
//! written here. What differs whatever stands in front of the datasets is in `local_rest`.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "local_rest/compare.rs"]
mod compare;
#[path = "local_rest/explained.rs"]
mod explained;
#[path = "local_rest/queries.rs"]
mod queries;
#[path = "local_rest/recorded.rs"]
mod recorded;
#[path = "../oracle/recorded_dataset.rs"]
mod recorded_dataset;
#[path = "../oracle/recorded_graph.rs"]
mod recorded_graph;

use std::time::Duration;

use axum::body::{Body as Sent, to_bytes};
use bytes::Bytes;
use compare::{Part, difference};
use explained::{EXPLAINED, Explained, explained};
use http::{Request, Response};
use neuprint_local::Body;
use neuprint_serve::api::Api;
use neuprint_serve::guard::{Guard, Tokens};
use neuprint_serve::local::LocalApi;
use neuprint_serve::site::Site;
use neuprint_tests::shared_data_or_skip;
use recorded::{Record, server};
use tower::ServiceExt;

/// What the reader and the administrator of the recordings send here: tokens have a least length.
const TOKENS: [(&str, &str); 2] = [("reader", "the-token-of-the-reader"), ("admin", "the-token-of-the-administrator")];

/// What differs because of the list of tokens.
const OF_THE_LIST: &[Explained] = &[
    explained("whoever has no listed token gets no data at all", Part::Status, |record| {
        !is_listed(record) && record.status() != 401 && is_data(record)
    }),
    explained("whoever has no listed token is told of the list", Part::Content, |record| {
        !is_listed(record) && record.status() == 401 && is_data(record)
    }),
    explained("an answer is packed for whoever takes it so", Part::Kind, |record| {
        is_listed(record) && record.text("name") == "query asking gzip"
    }),
    explained("the token is the one that was sent here", Part::Content, |record| {
        is_listed(record) && record.path() == "/token"
    }),
];

fn is_listed(record: &Record) -> bool {
    TOKENS.iter().any(|(who, _)| *who == record.text("credential"))
}

/// The rest are the app's pages, which are for everybody.
fn is_data(record: &Record) -> bool {
    !record.path().starts_with("/login")
}

fn request(record: &Record) -> Request<Sent> {
    let (mut parts, body) = record.request().into_parts();
    if let Some((_, token)) = TOKENS.iter().find(|(who, _)| *who == record.text("credential")) {
        parts.headers.insert("authorization", format!("Bearer {token}").parse().unwrap());
    }
    parts.headers.insert("host", "localhost".parse().unwrap());
    Request::from_parts(parts, Sent::from(body))
}

#[tokio::test]
async fn every_recorded_request_is_served_as_recorded_or_otherwise_on_purpose() {
    let test = "every_recorded_request_is_served_as_recorded_or_otherwise_on_purpose";
    let (Some(server), Some(path)) = (server(test), shared_data_or_skip(test, "neo4j-answers/rest.jsonl.gz")) else {
        return;
    };
    let list: String = TOKENS.iter().map(|(_, token)| format!("{token}\n")).collect();
    let guard = Guard { tokens: Some(Tokens::of(&list).unwrap()), ..Guard::default() };
    // The longest other query takes a fraction of it, also where much else runs.
    let api = LocalApi::new(server).with_deadline(Duration::from_secs(20));
    let router = Site { guard: Some(guard), ..Site::new(None, Api::Local(api)) }.router().unwrap();
    let (mut agree, mut differ, mut wrong) = (0, 0, Vec::new());
    for record in Record::all(&path) {
        let answer = router.clone().oneshot(request(&record)).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body: Bytes = to_bytes(body, usize::MAX).await.unwrap();
        let found = difference(&record, Response::from_parts(parts, Body::from(body)));
        let mut reasons = OF_THE_LIST.iter().filter(|reason| (reason.holds)(&record)).peekable();
        let general = reasons.peek().is_none();
        let reasons: Vec<&Explained> =
            reasons.chain(EXPLAINED.iter().filter(|reason| general && (reason.holds)(&record))).collect();
        match (found, reasons.as_slice()) {
            (None, []) => agree += 1,
            (Some((part, _)), [reason]) if part == reason.differs_in => differ += 1,
            (found, reasons) => {
                let reasons: Vec<&str> = reasons.iter().map(|reason| reason.why).collect();
                wrong.push(format!("{}: {found:?}, explained by {reasons:?}", record.title()));
            }
        }
    }
    println!("{} requests: {agree} served as recorded, {differ} otherwise on purpose", agree + differ + wrong.len());
    assert!(wrong.is_empty(), "{}\n{} wrong", wrong.join("\n"), wrong.len());
    assert!(agree + differ >= 120);
}
