//! The native transport against a server of a few lines on this machine.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::future::Future;
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::StreamExt;
use http::Request;
use neuprint::table::Cell;
use neuprint::{BodyId, Client, ClientOptions, Error, ServerAddress, Token, Transport, TransportError};
use neuprint_http::HttpTransport;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Reads one request: its head, and as much body as it announces.
async fn read_request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.split_once("content-length: ").and_then(|(_, rest)| rest.lines().next()?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return String::from_utf8_lossy(&bytes).into_owned();
            }
        }
        assert_ne!(stream.read_buf(&mut bytes).await.unwrap(), 0, "the request broke off");
    }
}

/// Serves one connection per list of pieces, each piece written on its own, then closes it. Gives back the requests.
async fn server(answers: Vec<Vec<&'static str>>) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let serving = tokio::spawn(async move {
        let mut requests = Vec::new();
        for pieces in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            requests.push(read_request(&mut stream).await);
            for piece in pieces {
                stream.write_all(piece.as_bytes()).await.unwrap();
                stream.flush().await.unwrap();
            }
        }
        requests
    });
    (address, serving)
}

fn transport() -> HttpTransport {
    // Whatever proxy the environment names: this machine is reached without.
    HttpTransport::with_client(reqwest::Client::builder().no_proxy().build().unwrap())
}

/// The path must arrive as it was escaped.
const PATH: &str = "/api/roimeshes/mesh/hemibrain:v1.2.1/MB%28+ACA%29%28R%29,a%27$&;=@~";

fn get(address: &str) -> Request<Bytes> {
    Request::get(format!("{address}{PATH}")).body(Bytes::new()).unwrap()
}

const DATASETS: &str = "HTTP/1.1 200 OK\r\ncontent-length: 24\r\nconnection: close\r\n\r\n{\"hemibrain:v1.2.1\": {}}\n";

#[tokio::test]
async fn a_client_queries_through_it() {
    let (address, serving) = server(vec![
        vec![DATASETS],
        vec![
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n",
            "22\r\n{\"columns\":[\"x\"],\"data\":[[72057594\r\n",
            "e\r\n0628857210]]}\n\r\n0\r\n\r\n",
        ],
    ])
    .await;
    let mut options = ClientOptions::new(ServerAddress::parse(&address, false).unwrap());
    options.token = Token::parse("secret").unwrap();
    let client = Client::connect(transport(), options).await.unwrap();
    let table = client.custom("RETURN 1 AS x", |_| {}).await.unwrap();
    assert_eq!(table.cell(0, 0), Cell::Int(720_575_940_628_857_210));
    let requests = serving.await.unwrap();
    assert!(requests[0].starts_with("GET /api/dbmeta/datasets HTTP/1.1\r\n"), "{}", requests[0]);
    assert!(requests[1].starts_with("POST /api/custom/custom HTTP/1.1\r\n"), "{}", requests[1]);
    assert!(
        requests[1].ends_with("{\"cypher\":\"RETURN 1 AS x\",\"dataset\":\"hemibrain:v1.2.1\"}"),
        "{}",
        requests[1]
    );
    for request in requests {
        assert_eq!(request.matches("secret").count(), 1, "{request}");
        assert!(request.to_lowercase().contains("\r\nauthorization: bearer secret\r\n"), "{request}");
    }
}

#[tokio::test]
async fn any_status_is_an_answer_with_its_headers() {
    let (address, serving) =
        server(vec![vec!["HTTP/1.1 404 Not Found\r\nx-kind: none\r\ncontent-length: 4\r\n\r\nnone"]]).await;
    let response = transport().send(get(&address)).await.unwrap();
    assert_eq!((response.status().as_u16(), response.headers()["x-kind"].to_str().unwrap()), (404, "none"));
    let body: Vec<Bytes> = response.into_body().map(Result::unwrap).collect().await;
    assert_eq!(body.concat(), b"none");
    let requests = serving.await.unwrap();
    assert!(requests[0].starts_with(&format!("GET {PATH} HTTP/1.1\r\n")), "{}", requests[0]);
}

#[tokio::test]
async fn pieces_come_before_the_answer_is_complete() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let serving = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\nhalf").await.unwrap();
        // Nothing more: the rest would come never. A dropped body closes the connection.
        stream.read(&mut [0]).await.unwrap_or(0)
    });
    let mut response = transport().send(get(&address)).await.unwrap();
    assert_eq!(response.body_mut().next().await.unwrap().unwrap(), "half");
    drop(response);
    assert_eq!(serving.await.unwrap(), 0);
}

#[tokio::test]
async fn a_broken_connection_is_a_network_error() {
    let (address, _serving) = server(vec![vec!["HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\nhalf"]]).await;
    let response = transport().send(get(&address)).await.unwrap();
    let pieces: Vec<_> = response.into_body().collect().await;
    assert!(matches!(pieces.last(), Some(Err(TransportError::Network(_)))), "{pieces:?}");
    // A port that was free a moment ago.
    let unused = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let error = transport().send(get(&format!("http://{unused}"))).await.unwrap_err();
    let TransportError::Network(text) = error else { panic!("{error:?}") };
    assert!(text.to_lowercase().contains("connection refused"), "{text}");
}

#[tokio::test]
async fn a_server_that_does_not_answer_runs_into_the_limit() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let mut options = ClientOptions::new(ServerAddress::parse(&address, false).unwrap());
    options.timeout = Some(Duration::from_millis(50));
    let begin = Instant::now();
    let error = Client::connect(transport(), options).await.unwrap_err();
    assert_eq!(error, Error::Timeout { seconds: 0.05 });
    assert!(begin.elapsed() >= Duration::from_millis(50));
}

/// Compiles only if what the client does here can be spawned on any runtime.
#[tokio::test]
async fn futures_are_send() {
    fn is_send<F: Future + Send>(future: F) -> F {
        future
    }
    let options = ClientOptions::new(ServerAddress::parse("http://127.0.0.1:1", false).unwrap());
    let error = is_send(async {
        let client = Client::connect(HttpTransport::new()?, ClientOptions { retries: 0, ..options }).await?;
        client.custom("RETURN 1", |_| {}).await?;
        client.meta().await?;
        client.roi_mesh("EB").await?;
        client.skeleton(BodyId::new(1)?).await
    })
    .await
    .unwrap_err();
    assert_eq!(error.code(), "network");
}
