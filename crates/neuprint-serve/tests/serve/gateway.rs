//! Upstreams with names, over real connections.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{Fake, get, in_time, query, read, send, start};

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

#[tokio::test]
async fn path_and_query_go_on_byte_for_byte_with_four_headers_and_no_cookies_either_way() {
    let fake = Fake::new().await;
    let server = start(|options| options.upstream = vec![fake.lab().parse().unwrap()]).await;
    let path = "/api/roimeshes/mesh/hemibrain:v1.2.1/MB(+ACA)(R)%20%3a%C3%A9?a=%2F+b&c";
    let headers = "Authorization: Bearer of-the-upstream\r\nAccept: a/b\r\nAccept-Encoding: gzip\r\n\
                   Content-Type: c/d\r\nCookie: dsg_token=stays\r\nUser-Agent: x\r\nX-Forwarded-For: 10.0.0.1\r\n\
                   Forwarded: for=10.0.0.1\r\nProxy-Authorization: Basic eA==\r\nUpgrade: websocket\r\n";
    let upstream = "HTTP/1.1 418 Teapot\r\nContent-Type: application/json\r\nSet-Cookie: a=b\r\nX-Other: c\r\n\
                    Access-Control-Allow-Origin: *\r\nContent-Length: 13\r\n\r\n{\"error\":\"x\"}";
    let request = get(&format!("/upstream/lab{path}"), headers);
    let (asked, answer) = tokio::join!(fake.answer(upstream), send(&server, request));
    assert_eq!(asked.lines().next(), Some(format!("GET {path} HTTP/1.1").as_str()));
    let lines = asked.lines().skip(1).filter_map(|line| line.split_once(':'));
    let mut names: Vec<String> = lines.map(|(name, _)| name.to_ascii_lowercase()).collect();
    names.sort();
    assert_eq!(names, ["accept", "accept-encoding", "authorization", "content-type", "host"]);
    assert!(asked.to_ascii_lowercase().contains(&format!("host: {}", fake.address)));

    assert_eq!((answer.status, answer.text().as_str()), (418, "{\"error\":\"x\"}"));
    for dropped in ["set-cookie", "x-other", "access-control-allow-origin"] {
        assert!(answer.header(dropped).is_empty(), "{dropped}");
    }
    // Whatever comes from there is no page here.
    assert!(answer.header("content-security-policy")[0].contains("sandbox"));
}

#[tokio::test]
async fn both_bodies_are_passed_on_while_they_still_arrive() {
    let fake = Fake::new().await;
    let server = start(|options| options.upstream = vec![fake.lab().parse().unwrap()]).await;
    let mut client = TcpStream::connect(server.address()).await.unwrap();
    let head = "POST /upstream/lab/api/raw/keyvalue/key/a/b HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\
                Connection: close\r\n\r\n";
    client.write_all(format!("{head}5\r\nfirst\r\n").as_bytes()).await.unwrap();
    // The head and the first part reach the upstream before the client has sent the last one.
    let (mut text, mut upstream) = fake.request().await;
    let mut part = [0; 256];
    while !text.contains("first") {
        let count = in_time(upstream.read(&mut part)).await.unwrap();
        text.push_str(std::str::from_utf8(&part[..count]).unwrap());
    }
    client.write_all(b"4\r\nlast\r\n0\r\n\r\n").await.unwrap();
    while !text.contains("last") {
        let count = in_time(upstream.read(&mut part)).await.unwrap();
        text.push_str(std::str::from_utf8(&part[..count]).unwrap());
    }
    upstream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nalpha\r\n").await.unwrap();
    let mut seen = String::new();
    while !seen.contains("alpha") {
        let count = in_time(client.read(&mut part)).await.unwrap();
        seen.push_str(std::str::from_utf8(&part[..count]).unwrap());
    }
    upstream.write_all(b"5\r\nomega\r\n0\r\n\r\n").await.unwrap();
    let rest = read(&mut client).await;
    assert!(rest.head.contains("omega"), "{rest:?} after {seen}");
}

#[tokio::test]
async fn a_dead_upstream_is_a_502_with_an_error_in_json() {
    let fake = Fake::new().await;
    let server = start(|options| options.upstream = vec![fake.lab().parse().unwrap()]).await;
    let address = fake.address;
    drop(fake);
    let answer = send(&server, query("/upstream/lab/api/custom/custom", "RETURN 1")).await;
    assert_eq!((answer.status, answer.header("content-type")), (502, vec!["application/json; charset=UTF-8"]));
    let body: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert!(body["error"].as_str().unwrap().starts_with(&format!("http://{address} cannot be reached")), "{body}");
    assert!(server.metrics().text().contains("neuprint_upstream_failures_total{upstream=\"lab\"} 1\n"));
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_leads_to_no_other_server() {
    let (fake, other) = (Fake::new().await, Fake::new().await);
    let server = start(|options| options.upstream = vec![fake.lab().parse().unwrap()]).await;
    for (location, expected) in [
        (format!("http://{}/api/version", other.address), vec![]),
        (format!("//{}/api/version", other.address), vec![]),
        (format!("http://{}/api/elsewhere?a=b", fake.address), vec!["/upstream/lab/api/elsewhere?a=b"]),
        ("/api/elsewhere".to_owned(), vec!["/upstream/lab/api/elsewhere"]),
    ] {
        let upstream =
            format!("HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        let (_, answer) = tokio::join!(fake.answer(&upstream), send(&server, get("/upstream/lab/api/version", "")));
        assert_eq!((answer.status, answer.header("location")), (302, expected), "{location}");
    }
    assert!(!other.is_asked().await);
}

#[tokio::test]
async fn a_name_that_leads_to_a_private_address_is_refused_unless_it_is_configured_to() {
    let fake = Fake::new().await;
    // The system takes these as names, and finds 127.0.0.1 for them.
    for name in ["2130706433", "0x7f.1", "127.1", "0177.0.0.1"] {
        let upstream = format!("lab=http://{name}:{}", fake.address.port());
        let server = start(|options| options.upstream = vec![upstream.parse().unwrap()]).await;
        let answer = send(&server, get("/upstream/lab/api/version", "")).await;
        assert!(answer.status == 502 && answer.text().contains("no public address"), "{name}: {answer:?}");
        assert!(!fake.is_asked().await, "{name}");
        let server = start(|options| {
            options.upstream = vec![upstream.parse().unwrap()];
            options.private_upstream = vec!["lab".to_owned()];
        })
        .await;
        let (_, answer) = tokio::join!(fake.answer(OK), send(&server, get("/upstream/lab/api/version", "")));
        assert_eq!(answer.status, 200, "{name}");
    }
}

#[tokio::test]
async fn a_query_that_would_change_the_database_is_not_forwarded_unless_it_may() {
    let fake = Fake::new().await;
    for path in ["/upstream/lab/api/custom/custom", "/upstream/lab/api/raw/cypher/transaction/1/cypher"] {
        let server = start(|options| options.upstream = vec![fake.lab().parse().unwrap()]).await;
        let answer = send(&server, query(path, "MATCH (n)\nDETACH DELETE n")).await;
        assert!(answer.status == 400 && answer.text().contains("DELETE at line 2, column 8"), "{answer:?}");
        assert!(!fake.is_asked().await, "{path}");
        let (asked, answer) = tokio::join!(fake.answer(OK), send(&server, query(path, "RETURN 'CREATE (n)'")));
        assert!(answer.status == 200 && asked.contains("content-length: "), "{asked}");
        let server = start(|options| {
            options.upstream = vec![fake.lab().parse().unwrap()];
            options.allow_writes = true;
        })
        .await;
        let (_, answer) = tokio::join!(fake.answer(OK), send(&server, query(path, "CREATE (n)")));
        assert_eq!(answer.status, 200);
    }
}

/// What a server in this test answers to one request on an open connection.
const FINE: &str = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

#[tokio::test]
async fn a_connection_to_an_upstream_serves_one_request_after_another() {
    let fake = Fake::new().await;
    let server = start(|options| options.upstream = vec![fake.lab().parse().unwrap()]).await;
    let mut client = TcpStream::connect(server.address()).await.unwrap();
    let (mut kept, ()) = tokio::join!(answered(&fake), ask(&mut client));
    for _ in 0..3 {
        let again = async {
            read_until(&mut kept, "\r\n\r\n").await;
            kept.write_all(FINE.as_bytes()).await.unwrap();
        };
        tokio::join!(again, ask(&mut client));
    }
    // The upstream closes what it has waited on for long enough: the next request opens another.
    drop(kept);
    let _ = tokio::join!(answered(&fake), ask(&mut client));
}

/// Answers one request; the connection, which stays open.
async fn answered(fake: &Fake) -> TcpStream {
    let (_, mut stream) = fake.request().await;
    stream.write_all(FINE.as_bytes()).await.unwrap();
    stream
}

/// Asks on a connection that stays open, and reads the answer.
async fn ask(client: &mut TcpStream) {
    client.write_all(b"GET /upstream/lab/api/version HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let answer = read_until(client, "fine").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
}

/// Reads until this ends what came.
async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut read = Vec::new();
    while !read.ends_with(end.as_bytes()) {
        assert!(in_time(stream.read_buf(&mut read)).await.unwrap() > 0, "closed after {read:?}");
    }
    String::from_utf8(read).unwrap()
}

#[tokio::test]
async fn a_client_that_leaves_an_answer_closes_the_connection_to_the_upstream() {
    let fake = Fake::new().await;
    let server = start(|options| options.upstream = vec![fake.lab().parse().unwrap()]).await;
    let mut client = TcpStream::connect(server.address()).await.unwrap();
    client.write_all(get("/upstream/lab/api/version", "").as_bytes()).await.unwrap();
    let (_, mut upstream) = fake.request().await;
    upstream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun").await.unwrap();
    let mut part = [0; 4096];
    while !String::from_utf8_lossy(&part).contains("begun") {
        assert!(in_time(client.read(&mut part)).await.unwrap() > 0);
    }
    drop(client);
    assert_eq!(in_time(upstream.read(&mut part)).await.unwrap_or(0), 0, "closed");
}
