//! What breaks while it is used.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{ENDLESS, Fake, get, in_time, query, read, send, start, until};

#[tokio::test]
async fn an_upstream_that_dies_within_its_answer_leaves_no_answer_that_looks_whole() {
    let fake = Fake::new().await;
    let server = start(|options| options.upstream = vec![fake.lab().parse().unwrap()]).await;
    for (part, whole) in [
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{\"data\r\n", false),
        ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data", false),
        ("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n{\"data", true),
    ] {
        let client = reqwest::Client::new();
        let address = format!("{}/upstream/lab/api/version", server.origin());
        let asking = async { client.get(address).send().await.unwrap().bytes().await };
        let (_, answer) = tokio::join!(fake.answer(part), in_time(asking));
        assert_eq!(answer.is_ok(), whole, "{part:?}: {answer:?}");
    }
    // Before an answer began there is one to tell it with.
    let (_, answer) = tokio::join!(fake.answer("HTTP/1.1 2"), send(&server, get("/upstream/lab/api/version", "")));
    assert!(answer.status == 502 && answer.text().contains("\"error\""), "{answer:?}");
    let (_, answer) = tokio::join!(fake.answer("no HTTP\r\n\r\n"), send(&server, get("/upstream/lab/api/version", "")));
    assert_eq!(answer.status, 502, "{answer:?}");
}

#[tokio::test]
async fn an_upstream_that_hangs_is_given_up_and_let_go() {
    let fake = Fake::new().await;
    let server = start(|options| {
        options.upstream = vec![fake.lab().parse().unwrap()];
        options.limits.upstream_seconds = Some(0.2);
    })
    .await;
    // Before its answer.
    let silent = async {
        let (_, mut stream) = fake.request().await;
        let mut rest = Vec::new();
        in_time(stream.read_to_end(&mut rest)).await.unwrap();
    };
    let ((), answer) = tokio::join!(silent, send(&server, get("/upstream/lab/api/version", "")));
    assert!(answer.status == 504 && answer.text().contains("did not begin its answer"), "{answer:?}");
    // Within it.
    let pausing = async {
        let (_, mut stream) = fake.request().await;
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{").await.unwrap();
        let mut rest = Vec::new();
        let _ = in_time(stream.read_to_end(&mut rest)).await;
    };
    let ((), answer) = tokio::join!(pausing, send(&server, get("/upstream/lab/api/version", "")));
    assert_eq!((answer.status, answer.text().as_str()), (200, "{"), "a hundred bytes were promised");
}

#[tokio::test]
async fn a_client_that_leaves_takes_its_request_to_the_upstream_along() {
    let fake = Fake::new().await;
    let server = start(|options| options.upstream = vec![fake.lab().parse().unwrap()]).await;
    let mut client = TcpStream::connect(server.address()).await.unwrap();
    client.write_all(get("/upstream/lab/api/version", "").as_bytes()).await.unwrap();
    let (_, mut upstream) = fake.request().await;
    drop(client);
    let mut rest = Vec::new();
    in_time(upstream.read_to_end(&mut rest)).await.unwrap();
    until(&server, "neuprint_connections 0").await;
}

#[tokio::test]
async fn a_client_that_is_half_gone_keeps_nothing_busy() {
    let server = start(|options| options.limits.query_seconds = Some(100_000.0)).await;
    // It will send nothing more, and may or may not listen: neuPrint's clients do not do that.
    let mut half = TcpStream::connect(server.address()).await.unwrap();
    half.write_all(query("/api/custom/custom", ENDLESS).as_bytes()).await.unwrap();
    until(&server, "neuprint_queries_running 1").await;
    half.shutdown().await.unwrap();
    assert_eq!(read(&mut half).await.status, 0);
    until(&server, "neuprint_queries_running 0").await;
    // One that sends half a request and no more.
    let mut half = TcpStream::connect(server.address()).await.unwrap();
    half.write_all(b"POST /api/custom/custom HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{").await.unwrap();
    half.shutdown().await.unwrap();
    assert_ne!(read(&mut half).await.status, 200);
    until(&server, "neuprint_connections 0").await;
}
