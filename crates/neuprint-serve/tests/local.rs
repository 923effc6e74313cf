//! Dataset files under neuPrint's REST API, over HTTP and over TLS.

#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use neuprint_serve::api::Api;
use neuprint_serve::local::LocalApi;
use neuprint_serve::router;
use tower::ServiceExt;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../neuprint-local/sample/hemibrain-sample-v1.2.1.npdata");
const NAME: &str = "hemibrain-sample:v1.2.1";

/// More than a day of work.
const ENDLESS: &str = "MATCH (a:Neuron), (b:Neuron), (c:Neuron), (d:Neuron) \
                       WHERE a.bodyId + b.bodyId + c.bodyId + d.bodyId < 0 RETURN count(*)";

fn api() -> LocalApi {
    LocalApi::open(&[SAMPLE.into()]).unwrap()
}

fn query(cypher: &str) -> Request<Body> {
    let body = serde_json::json!({ "dataset": NAME, "cypher": cypher }).to_string();
    Request::post("/api/custom/custom").header("content-type", "application/json").body(Body::from(body)).unwrap()
}

async fn ask(router: Router, request: Request<Body>) -> (StatusCode, String) {
    let response: Response<Body> = router.oneshot(request).await.unwrap();
    let status = response.status();
    (status, String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap())
}

#[tokio::test]
async fn the_api_answers_from_the_file_and_nothing_else_is_there() {
    let router = router(None, Api::Local(api())).unwrap();
    let (status, text) = ask(router.clone(), query("MATCH (n:Neuron) RETURN count(n) AS n")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(text.starts_with("{\"columns\":[\"n\"],\"data\":[[2290]]"), "{text}");
    for (path, part) in [
        ("/api/dbmeta/datasets", NAME),
        ("/api/skeletons/skeleton/hemibrain-sample:v1.2.1/754538881?format=swc", "1 0 16990"),
        ("/api/roimeshes/mesh/hemibrain-sample%3Av1.2.1/CA(R)", "v "),
        ("/api/version", "1.9.2"),
    ] {
        let (status, text) = ask(router.clone(), Request::get(path).body(Body::empty()).unwrap()).await;
        assert!(status.is_success() && text.contains(part), "{path}: {status} {}", &text[..text.len().min(200)]);
    }
    for (path, expected) in [("/profile", 401), ("/api/nothing", 404), ("/", 404)] {
        let (status, _) = ask(router.clone(), Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!(status, expected, "{path}");
    }
}

#[tokio::test]
async fn a_query_past_its_time_is_stopped_and_holds_up_nobody() {
    // One thread for everything that waits: were the query computed on it, the other answers would come after it.
    let router = router(None, Api::Local(api().with_deadline(Duration::from_millis(700)))).unwrap();
    let started = std::time::Instant::now();
    let slow = async {
        let answer = ask(router.clone(), query(ENDLESS)).await;
        (answer, started.elapsed())
    };
    let quick = async {
        tokio::task::yield_now().await;
        for _ in 0..5 {
            let (status, _) = ask(router.clone(), Request::get("/api/version").body(Body::empty()).unwrap()).await;
            assert_eq!(status, StatusCode::OK);
        }
        started.elapsed()
    };
    let (((status, text), slow), quick) = tokio::join!(slow, quick);
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(text.contains("Neo.ClientError.Transaction.TransactionTimedOut"), "{text}");
    assert!(slow >= Duration::from_millis(700) && slow < Duration::from_secs(20), "{slow:?}");
    assert!(quick < slow, "{quick:?} against {slow:?}");
}

#[test]
fn the_work_ends_when_nobody_waits_any_more() {
    // Dropping a runtime waits for the threads that compute, here without end unless they are told.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let router = router(None, Api::Local(api().with_deadline(Duration::from_secs(100_000)))).unwrap();
        let asking = ask(router, query(ENDLESS));
        assert!(tokio::time::timeout(Duration::from_millis(300), asking).await.is_err());
    });
    let (told, ended) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        drop(runtime);
        told.send(()).unwrap();
    });
    ended.recv_timeout(Duration::from_secs(20)).unwrap();
}

#[test]
fn two_files_with_one_name_are_refused() {
    let error = LocalApi::open(&[SAMPLE.into(), SAMPLE.into()]).unwrap_err().to_string();
    assert!(error.contains("both hold the dataset hemibrain-sample:v1.2.1"), "{error}");
}
