//! Rows are handed out as they are found, and a query that fails after that says so.

use std::io::Read;

use neuprint::{Client, ClientOptions, Error, ServerAddress};
use neuprint_http::{HttpOptions, HttpTransport};
use neuprint_serve::server::Running;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{ENDLESS, in_time, query, send, start, until};

/// Rows at once, and then none for more than a day.
fn few_rows_and_endless_work() -> String {
    format!("UNWIND range(1, 30) AS n RETURN n UNION ALL {}", ENDLESS.replace("count(*)", "a.bodyId AS n"))
}

async fn client(server: &Running) -> Client<HttpTransport> {
    let transport = HttpTransport::with_options(&HttpOptions { proxy: false, ..HttpOptions::default() }).unwrap();
    let address = ServerAddress::parse(server.origin(), true).unwrap();
    Client::connect(transport, ClientOptions::new(address)).await.unwrap()
}

/// A hundred thousand rows, and then this value.
fn many_rows_and(last: &str) -> String {
    format!("UNWIND range(1, 100001) AS n RETURN CASE WHEN n > 100000 THEN {last} ELSE n END AS n")
}

#[tokio::test]
async fn rows_come_while_the_query_still_looks_for_more() {
    let server = start(|options| options.limits.query_seconds = Some(100_000.0)).await;
    for (at, encoding) in ["identity", "gzip", "br"].into_iter().enumerate() {
        let text = query("/api/custom/custom", &few_rows_and_endless_work());
        let text = text.replacen("Host:", &format!("Accept-Encoding: {encoding}\r\nHost:"), 1);
        let mut stream = TcpStream::connect(server.address()).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        in_time(async {
            while !body(&answer, encoding).contains("[30]") {
                assert!(stream.read_buf(&mut answer).await.unwrap() > 0, "{encoding}: it ended");
            }
        })
        .await;
        assert!(answer.starts_with(b"HTTP/1.1 200 OK\r\n"));
        until(&server, "neuprint_queries_running 1").await;
        // Whoever leaves in the middle stops the query, too.
        drop(stream);
        until(&server, &format!("neuprint_queries_total{{outcome=\"cancelled\"}} {}", at + 1)).await;
        until(&server, "neuprint_queries_running 0").await;
    }
}

/// The body as far as it came, without what marks the chunks.
fn body(answer: &[u8], encoding: &str) -> String {
    let answer = crate::support::Answer::of(answer);
    let (mut bytes, mut rest) = (Vec::new(), answer.body.as_slice());
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        let chunk = &rest[end + 2..];
        bytes.extend_from_slice(&chunk[..length.min(chunk.len())]);
        rest = chunk.get(length + 2..).unwrap_or_default();
    }
    let mut text = Vec::new();
    // The end is missing; what came before it is all the same there.
    let _ = match encoding {
        "gzip" => Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(&*bytes), &mut text),
        "br" => Read::read_to_end(&mut brotli_decompressor::Decompressor::new(&*bytes, 4096), &mut text),
        _ => Read::read_to_end(&mut (&*bytes), &mut text),
    };
    String::from_utf8(text).unwrap()
}

#[tokio::test]
async fn a_large_answer_is_the_same_in_pieces() {
    let server = start(|_| {}).await;
    let table = client(&server).await.query("UNWIND range(1, 300000) AS n RETURN n, 'row ' + n AS text").await.unwrap();
    assert_eq!(table.rows(), 300_000);
    assert_eq!(table.cell(299_999, 1), neuprint::table::Cell::Text("row 300000"));
    let text = server.metrics().text();
    assert!(text.contains("neuprint_rows_total 300000\n"), "{text}");
}

#[tokio::test]
async fn a_query_that_fails_after_rows_were_handed_out_says_why_and_is_no_json() {
    let server = start(|options| {
        options.limits.query_rows = Some(200_000);
        options.limits.query_seconds = Some(100_000.0);
    })
    .await;
    let client = client(&server).await;

    let failed = client.query(&many_rows_and("1 / (n - n)")).await.unwrap_err();
    assert_eq!((failed.code(), failed.to_string().contains("/ by zero")), ("query-failed", true), "{failed:?}");
    let Error::Cypher(failure) = failed else { panic!("{failed:?}") };
    assert!(failure.neo4j_code.ends_with("ArithmeticError"), "{failure:?}");

    let answer = send(&server, query("/api/custom/custom", &many_rows_and("1.0 / toFloat(n - n)"))).await;
    let text = answer.text();
    assert_eq!(answer.status, 200);
    assert!(text.contains("[100000]],\"error\":\"") || text.contains("[100000]\r\n"), "{}", tail(&text));
    assert!(tail(&text).contains("JSON cannot hold"), "{}", tail(&text));
    let failed = client.query(&many_rows_and("1.0 / toFloat(n - n)")).await.unwrap_err();
    assert!(matches!(&failed, Error::Server { message, .. } if message.contains("JSON cannot hold")), "{failed:?}");

    let many = client.query("UNWIND range(1, 200001) AS n RETURN n").await.unwrap_err();
    assert!(matches!(many, Error::BudgetExceeded { .. }), "{many:?}");

    // Before anything was handed out it is an error with its status, as ever.
    let early = send(&server, query("/api/custom/custom", "UNWIND [2, 1, 0] AS n RETURN 1 / n")).await;
    assert_eq!(early.status, 400);
    assert!(serde_json::from_slice::<serde_json::Value>(&early.body).unwrap()["error"].is_string());
}

#[tokio::test]
async fn a_query_whose_time_ends_after_rows_were_handed_out_says_so() {
    let server = start(|options| options.limits.query_seconds = Some(5.0)).await;
    let slow = client(&server).await.query(&few_rows_and_endless_work()).await.unwrap_err();
    assert!(matches!(slow, Error::QueryTimeout { .. }), "{slow:?}");
    let text = server.metrics().text();
    assert!(!text.contains("status=\"400\"") && text.contains("outcome=\"timed-out\"} 1"), "it had begun: {text}");
}

fn tail(text: &str) -> &str {
    &text[text.len().saturating_sub(300)..]
}
