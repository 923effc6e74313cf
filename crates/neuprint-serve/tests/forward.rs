//! Forwarding, seen from both ends: a fake upstream server on the loopback records what reaches it byte for byte.

#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use neuprint_serve::api::Api;
use neuprint_serve::assets::{Assets, Folder};
use neuprint_serve::forward::Upstream;
use neuprint_serve::router;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tower::ServiceExt;

/// Listens once: what the first request was, as bytes, and what is answered.
struct Fake {
    address: SocketAddr,
    listener: TcpListener,
}

impl Fake {
    async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self { address: listener.local_addr().unwrap(), listener }
    }

    /// Reads one request whole; its text, and the connection to answer on.
    async fn request(&self) -> (String, TcpStream) {
        let (mut stream, _) = self.listener.accept().await.unwrap();
        let mut text = Vec::new();
        loop {
            let mut part = [0; 4096];
            let read = stream.read(&mut part).await.unwrap();
            text.extend_from_slice(&part[..read]);
            let so_far = String::from_utf8_lossy(&text).to_ascii_lowercase();
            if let Some(head) = so_far.find("\r\n\r\n") {
                let length = so_far.lines().find_map(|line| line.strip_prefix("content-length: "));
                let length: usize = length.map_or(0, |length| length.trim().parse().unwrap());
                if text.len() >= head + 4 + length || read == 0 {
                    return (String::from_utf8(text).unwrap(), stream);
                }
            }
        }
    }

    fn router(&self) -> Router {
        app(&format!("http://{}", self.address))
    }
}

fn app(upstream: &str) -> Router {
    let folder = std::env::temp_dir().join(format!("neuprint-forward-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("index.html"), "<!doctype html>").unwrap();
    router(Some(Assets::Folder(Folder::new(folder))), Api::Upstream(upstream.parse().unwrap())).unwrap()
}

#[tokio::test]
async fn method_path_query_and_body_arrive_unchanged_with_four_headers_only() {
    let fake = Fake::new().await;
    // Escaped as Go does it, and otherwise: both must arrive as they were.
    let path = "/api/roimeshes/mesh/hemibrain:v1.2.1/MB(+ACA)(R)%20%3a%C3%A9?a=%2B+b%2F..&format=swc";
    let request = Request::post(path)
        .header("authorization", "Bearer abc")
        .header("content-type", "application/json")
        .header("accept", "application/json")
        .header("accept-encoding", "gzip")
        .header("cookie", "dsg_token=stays-here")
        .header("user-agent", "a browser")
        .header("origin", "http://127.0.0.1:8642")
        .header("x-forwarded-for", "10.0.0.1")
        .body(Body::from(r#"{"cypher":"RETURN 'é'"}"#))
        .unwrap();
    let answering = async {
        let (text, mut stream) = fake.request().await;
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nSet-Cookie: a=b\r\nContent-Length: 13\r\n\r\n{\"error\":\"x\"}").await.unwrap();
        text
    };
    let (text, response) = tokio::join!(answering, fake.router().oneshot(request));
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    assert_eq!(head.lines().next(), Some(format!("POST {path} HTTP/1.1").as_str()));
    assert_eq!(body, r#"{"cypher":"RETURN 'é'"}"#);
    let mut names: Vec<String> =
        head.lines().skip(1).filter_map(|line| Some(line.split_once(':')?.0.to_ascii_lowercase())).collect();
    names.sort();
    assert_eq!(names, ["accept", "accept-encoding", "authorization", "content-length", "content-type", "host"]);
    assert!(head.to_ascii_lowercase().contains(&format!("host: {}", fake.address)));

    let response = response.unwrap();
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert!(!response.headers().contains_key("set-cookie"));
    assert_eq!(response.into_body().collect().await.unwrap().to_bytes(), r#"{"error":"x"}"#);
}

#[tokio::test]
async fn an_answer_is_passed_on_while_it_still_arrives() {
    let fake = Fake::new().await;
    let (go_on, mut told) = mpsc::channel::<()>(1);
    let answering = async {
        let (_, mut stream) = fake.request().await;
        stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n").await.unwrap();
        // The rest is sent only when the first part has reached the other side.
        told.recv().await.unwrap();
        stream.write_all(b"4\r\nlast\r\n0\r\n\r\n").await.unwrap();
    };
    let asking = async {
        let request = Request::get("/api/custom/custom").body(Body::empty()).unwrap();
        let mut body = fake.router().oneshot(request).await.unwrap().into_body();
        let first = body.frame().await.unwrap().unwrap().into_data().unwrap();
        assert_eq!(first, "first");
        go_on.send(()).await.unwrap();
        assert_eq!(body.collect().await.unwrap().to_bytes(), "last");
    };
    tokio::join!(answering, asking);
}

#[tokio::test]
async fn the_three_paths_about_the_user_are_forwarded_too() {
    for path in ["/profile", "/token", "/dataset-access?dataset=hemibrain:v1.2.1"] {
        let fake = Fake::new().await;
        let answering = async {
            let (text, mut stream) = fake.request().await;
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").await.unwrap();
            text
        };
        let request = Request::get(path).body(Body::empty()).unwrap();
        let (text, response) = tokio::join!(answering, fake.router().oneshot(request));
        assert!(text.starts_with(&format!("GET {path} HTTP/1.1\r\n")), "{text}");
        assert_eq!(response.unwrap().status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn a_dead_upstream_is_a_502_with_a_reason_in_json() {
    let fake = Fake::new().await;
    let router = fake.router();
    let address = fake.address;
    drop(fake);
    let response = router.oneshot(Request::get("/api/version").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::BAD_GATEWAY);
    assert_eq!(response.headers()["content-type"], "application/json; charset=UTF-8");
    let body = response.into_body().collect().await.unwrap().to_bytes();
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    let message = body["error"].as_str().unwrap();
    assert!(message.starts_with(&format!("http://{address} cannot be reached")), "{message}");
}

#[test]
fn addresses_are_read_as_people_write_them() {
    for (text, shown) in [
        ("neuprint.janelia.org", "https://neuprint.janelia.org"),
        ("https://neuprint.janelia.org/", "https://neuprint.janelia.org"),
        ("http://127.0.0.1:11000", "http://127.0.0.1:11000"),
        ("https://example.org/neuprint/", "https://example.org/neuprint"),
    ] {
        assert_eq!(text.parse::<Upstream>().unwrap().to_string(), shown);
    }
    for wrong in ["", "ftp://example.org", "https://me:secret@example.org", "https://example.org/?token=x", "a b"] {
        assert!(wrong.parse::<Upstream>().is_err(), "{wrong}");
    }
}
