//! The local server against recordings of neuPrintHTTP 1.9.2 over the same graph, skeletons and meshes: every recorded
//! request is asked, and is answered as recorded, or otherwise for a reason that is written here.

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

use bytes::Bytes;
use compare::difference;
use explained::EXPLAINED;
use http::{Request, Response};
use neuprint_local::{Body, LocalServer};
use neuprint_tests::shared_data_or_skip;
use recorded::{Record, server};

/// Slices after which a query counts as one that takes too long: the longest other one takes a sixth of them.
const PATIENCE: u64 = 30;
const SLICE: u64 = 100_000;

/// Answers; each slice of work counts as a tenth of a second.
fn answer(server: &LocalServer, request: Request<Bytes>) -> Response<Body> {
    let mut job = server.start(request);
    for slice in 0..PATIENCE {
        job.tell_time(slice * 100);
        if let Some(response) = job.advance(SLICE) {
            return response;
        }
    }
    job.time_out().unwrap()
}

#[test]
fn every_recorded_request_is_answered_as_recorded_or_otherwise_on_purpose() {
    let test = "every_recorded_request_is_answered_as_recorded_or_otherwise_on_purpose";
    let (Some(server), Some(path)) = (server(test), shared_data_or_skip(test, "neo4j-answers/rest.jsonl.gz")) else {
        return;
    };
    let records = Record::all(&path);
    let mut wrong = Vec::new();
    let mut used = vec![0; EXPLAINED.len()];
    let mut agree = 0;
    for record in &records {
        let found = difference(record, answer(&server, record.request()));
        let reasons: Vec<usize> = (0..EXPLAINED.len()).filter(|at| (EXPLAINED[*at].holds)(record)).collect();
        match (found, reasons.as_slice()) {
            (None, []) => agree += 1,
            (Some((part, _)), [reason]) if part == EXPLAINED[*reason].differs_in => used[*reason] += 1,
            (None, reasons) => {
                let reasons: Vec<&str> = reasons.iter().map(|at| EXPLAINED[*at].why).collect();
                wrong.push(format!("{}: agrees in spite of {reasons:?}", record.title()));
            }
            (Some((part, how)), reasons) => {
                let reasons: Vec<&str> = reasons.iter().map(|at| EXPLAINED[*at].why).collect();
                wrong.push(format!("{}: differs in {part:?} ({how}), explained by {reasons:?}", record.title()));
            }
        }
    }
    for (reason, used) in EXPLAINED.iter().zip(&used) {
        println!("{used:4} {}", reason.why);
        if *used == 0 {
            wrong.push(format!("nothing differs because of: {}", reason.why));
        }
    }
    let explained: usize = used.iter().sum();
    println!("{} recorded requests: {agree} agree, {explained} differ on purpose", records.len());
    assert!(wrong.is_empty(), "{}\n{} wrong", wrong.join("\n"), wrong.len());
    assert_eq!(agree + explained, records.len());
    assert!(records.len() >= 120, "only {} requests were recorded", records.len());
}
