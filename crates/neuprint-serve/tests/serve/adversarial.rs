//! Requests that mean harm, as raw bytes, each with the refusal that is expected.
//!
//! An upstream stands behind the server and counts the connections that reach it: none of these may. `0` as a status
//! means that the connection is closed without an answer.

use crate::support::{Answer, Fake, NAME, SAMPLE, cypher, get, query, read, send, start};
use neuprint_serve::server::Running;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// A server with the sample, and the upstream behind it.
async fn target() -> (Running, Fake) {
    let fake = Fake::new().await;
    let server = start(|options| {
        options.files = vec![SAMPLE.into()];
        options.upstream = vec![fake.lab().parse().unwrap()];
        options.limits.body = Some(64);
        options.limits.query_seconds = Some(0.5);
        options.limits.query_memory = Some(64);
        options.limits.client_seconds = Some(1.0);
    })
    .await;
    (server, fake)
}

/// No answer may carry what a refusal never has.
fn check(answer: &Answer, request: &str) {
    assert!(answer.header("set-cookie").is_empty(), "{request}");
    assert!(!answer.head.contains("X-Injected") && !answer.text().contains("root:"), "{request}: {answer:?}");
}

async fn all_refused(cases: &[(String, &[u16])]) {
    let (server, fake) = target().await;
    for (request, expected) in cases {
        let answer = send(&server, request.as_bytes()).await;
        let shown: String = request.chars().take(200).collect();
        assert!(expected.contains(&answer.status), "{shown}\nexpected {expected:?}, not {answer:?}");
        check(&answer, &shown);
        assert!(!fake.is_asked().await, "{shown}\nreached the upstream");
    }
    // After all of that the server answers as before.
    assert_eq!(send(&server, get("/api/version", "")).await.status, 200);
}

#[tokio::test]
async fn no_path_leads_out_of_the_app_or_past_neuprints_own_paths() {
    const BAD: &[u16] = &[400];
    const MISSING: &[u16] = &[404];
    let cases: Vec<(String, &[u16])> = [
        ("/../../../etc/passwd", MISSING),
        ("/%2e%2e/%2e%2e/etc/passwd", MISSING),
        ("/..%2f..%2fetc/passwd", MISSING),
        ("/..%5c..%5cetc%5cpasswd", MISSING),
        ("/.%00./etc/passwd", MISSING),
        ("/%c0%ae%c0%ae/etc/passwd", MISSING),
        ("//etc/passwd", MISSING),
        ("/file:///etc/passwd", MISSING),
        ("/api/../../etc/passwd", MISSING),
        ("/api/roimeshes/mesh/hemibrain-sample:v1.2.1/..%2f..%2fetc%2fpasswd", BAD),
        ("/api/skeletons/skeleton/..%2f../1?format=swc", BAD),
        ("/upstream/lab/../../etc/passwd", BAD),
        ("/upstream/lab/api/../admin", BAD),
        ("/upstream/lab/api/%2e%2e/admin", BAD),
        ("/upstream/lab/api/.%2e/admin", BAD),
        ("/upstream/lab/api/%252e%252e/admin", BAD),
        ("/upstream/lab/api/..;/admin", BAD),
        ("/upstream/lab/api/./version", BAD),
        ("/upstream/lab/api/%2f%2fevil.example/", BAD),
        ("/upstream/lab/api/a%252fb", BAD),
        ("/upstream/lab/api/..%5cadmin", BAD),
        ("/upstream/lab/api/..\\admin", BAD),
        ("/upstream/lab//api/version", BAD),
        ("/upstream/lab/api//version", BAD),
        ("/upstream/lab/api/%0d%0aX-Injected:%20a", BAD),
        ("/upstream/lab/api/%00", BAD),
        ("/upstream/lab/api/%zz", BAD),
        ("/upstream/lab/api/%c3%28", BAD),
        ("/upstream/lab/api/%ff", BAD),
        ("/upstream/lab/api/%", BAD),
        ("/upstream/lab/admin", BAD),
        ("/upstream/lab/logout", BAD),
        ("/upstream/lab", BAD),
        ("/upstream/lab/apis/version", BAD),
    ]
    .map(|(path, expected)| (get(path, ""), expected))
    .into();
    all_refused(&cases).await;
}

#[tokio::test]
async fn no_form_of_an_address_makes_it_ask_another_server() {
    const MISSING: &[u16] = &[404];
    const BAD: &[u16] = &[400];
    let line = |line: &str| format!("{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    let mut cases: Vec<(String, &[u16])> = [
        "http://169.254.169.254/latest/meta-data",
        "https:/evil.example/api/version",
        "127.0.0.1/api/version",
        "127.0.0.1:22/api/version",
        "2130706433/api/version",
        "0x7f000001/api/version",
        "[::ffff:127.0.0.1]/api/version",
        "localhost/api/version",
        "lab@evil.example/api/version",
        "lab.evil.example/api/version",
        "lab%2f..%2fother/api/version",
        "LAB/api/version",
        "/api/version",
        "../lab/api/version",
    ]
    .map(|name| (line(&format!("GET /upstream/{name}")), MISSING))
    .into();
    cases.extend([
        (line("GET http://evil.example/api/version"), BAD),
        (line("GET http://169.254.169.254/latest/meta-data"), BAD),
        (line("GET http://localhost/api/version"), BAD),
        (line("GET https://lab/api/version"), BAD),
        (line("GET //evil.example/api/version"), MISSING),
        (line("GET /upstream/lab:80@evil.example/api"), MISSING),
        (line("CONNECT evil.example:443"), BAD),
        (line("CONNECT 127.0.0.1:22"), BAD),
        // With the app inside the program, its files take no such method.
        (line("OPTIONS *"), &[404, 405]),
        (line("TRACE /upstream/lab/api/version"), &[405]),
        (line("GET /upstream/lab@evil.example"), MISSING),
        (line("GET @evil.example/api/version"), BAD),
        (line("GET evil.example"), BAD),
    ]);
    all_refused(&cases).await;
}

#[tokio::test]
async fn what_two_readers_could_read_in_two_ways_is_refused() {
    const BAD: &[u16] = &[400];
    let post = |headers: &str, body: &str| {
        format!(
            "POST /upstream/lab/api/custom/custom HTTP/1.1\r\nHost: localhost\r\n{headers}Connection: close\r\n\r\n{body}"
        )
    };
    let raw = |text: &str| text.to_owned();
    let cases: Vec<(String, &[u16])> = vec![
        (post("Content-Length: 4\r\nContent-Length: 5\r\n", "abcde"), BAD),
        (post("Content-Length: 4, 5\r\n", "abcde"), BAD),
        (post("Content-Length: +4\r\n", "abcd"), BAD),
        (post("Content-Length: -1\r\n", ""), BAD),
        (post("Content-Length: 0x4\r\n", "abcd"), BAD),
        (post("Content-Length: 99999999999999999999\r\n", ""), BAD),
        (post("Content-Length : 4\r\n", "abcd"), BAD),
        (post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), BAD),
        (post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), BAD),
        (post("Transfer-Encoding: gzip\r\n", "x"), BAD),
        (post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), BAD),
        (post(" Transfer-Encoding: chunked\r\n", "0\r\n\r\n"), BAD),
        (post("A: b\r\n Transfer-Encoding: chunked\r\n", "0\r\n\r\n"), BAD),
        (post("Transfer-Encoding: \u{b}chunked\r\n", "0\r\n\r\n"), BAD),
        (post("A: b\rX-Injected: c\r\n", ""), BAD),
        (post("A: b\0c\r\n", ""), BAD),
        (post("A\0: b\r\n", ""), BAD),
        (post(": no name\r\n", ""), BAD),
        (post("no colon\r\n", ""), BAD),
        (post("Host: evil.example\r\n", ""), BAD),
        (raw("GET /api/version HTTP/1.1\r\nConnection: close\r\n\r\n"), BAD),
        (
            raw("POST /api/custom/custom HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            BAD,
        ),
        (raw("GET /api/version HTTP/9.9\r\nHost: localhost\r\n\r\n"), BAD),
        (raw("GET /api/version HTTP/1.1 extra\r\nHost: localhost\r\n\r\n"), BAD),
        (raw("GET /api/ver sion HTTP/1.1\r\nHost: localhost\r\n\r\n"), BAD),
        (raw("GET\t/api/version\tHTTP/1.1\r\nHost: localhost\r\n\r\n"), BAD),
        (raw("G\u{e9}T /api/version HTTP/1.1\r\nHost: localhost\r\n\r\n"), BAD),
        (raw("\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{fc}"), &[0, 400]),
        (raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), &[0, 400]),
        (raw("GET /\u{1}\u{2} HTTP/1.1\r\nHost: localhost\r\n\r\n"), BAD),
    ];
    all_refused(&cases).await;
}

#[tokio::test]
async fn a_request_with_two_lengths_is_one_request_on_its_way_and_ends_the_connection() {
    // Chunked counts, the length is dropped; what comes behind is neither read here nor sent on.
    let (server, fake) = target().await;
    let smuggled = "GET /upstream/lab/api/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for lengths in
        ["Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n"]
    {
        let request = format!(
            "POST /upstream/lab/api/custom/custom HTTP/1.1\r\nHost: localhost\r\n{lengths}\r\n0\r\n\r\n{smuggled}"
        );
        let mut client = TcpStream::connect(server.address()).await.unwrap();
        client.write_all(request.as_bytes()).await.unwrap();
        let upstream = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
        let (asked, answer) = tokio::join!(fake.answer(upstream), read(&mut client));
        assert!(!asked.to_ascii_lowercase().contains("content-length: 4"), "{asked}");
        assert_eq!(answer.text(), "{}", "one answer, and the end");
        assert!(!fake.is_asked().await, "the second request went on");
    }
}

#[tokio::test]
async fn bodies_that_mean_harm_are_refused() {
    const BAD: &[u16] = &[400];
    let post = |kind: &str, body: &str| {
        let length = body.len();
        format!(
            "POST /api/custom/custom HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{body}"
        )
    };
    let json = |body: &str| post("application/json", body);
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(20_000), close.repeat(20_000));
    let cases: Vec<(String, &[u16])> = vec![
        (json(&deep("[", "]")), BAD),
        (json(&"{\"cypher\":".repeat(6_000)), BAD),
        (json(&format!("{{\"dataset\":\"{NAME}\",\"cypher\":{}}}", deep("[", "]"))), BAD),
        (json("{\"cypher\":\"\\ud800\",\"dataset\":\"a\"}"), BAD),
        (json("{\"cypher\":1e999999,\"dataset\":\"a\"}"), BAD),
        (json("null"), &[400, 404]),
        (json("{"), BAD),
        (json("{\"dataset\":\"../../etc/passwd\",\"cypher\":\"RETURN 1\"}"), &[404]),
        (json(&"a".repeat(70_000)), &[413]),
        (post("text/plain", &cypher("RETURN 1")), BAD),
        (post("application/xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"), BAD),
        (post("application/json\r\nContent-Encoding: gzip", "\u{1f}\u{8b}"), BAD),
    ];
    all_refused(&cases).await;
    // Bytes that are no text.
    let (server, _fake) = target().await;
    for bytes in [&b"{\"dataset\":\"\xff\xfe\",\"cypher\":\"RETURN 1\"}"[..], b"\xc0\xaf", b"\xed\xa0\x80"] {
        let mut request = json(&"x".repeat(bytes.len())).into_bytes();
        request.truncate(request.len() - bytes.len());
        request.extend_from_slice(bytes);
        assert_eq!(send(&server, request).await.status, 400);
    }
    let mut request = get("/api/", "").into_bytes();
    request.splice(9..9, *b"\xff\xfe");
    assert!([400, 404].contains(&send(&server, request).await.status));
}

#[tokio::test]
async fn cypher_that_means_harm_is_refused() {
    let texts = [
        "CREATE (n) RETURN n".to_owned(),
        "MATCH (n) DETACH DELETE n".to_owned(),
        "MATCH (n) SET n.type = 'x' RETURN n".to_owned(),
        "MATCH (n) REMOVE n.type".to_owned(),
        "MERGE (n:Neuron {bodyId: 1}) RETURN n".to_owned(),
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line".to_owned(),
        "LOAD CSV FROM 'http://169.254.169.254/' AS line RETURN line".to_owned(),
        "CALL apoc.load.json('http://169.254.169.254/')".to_owned(),
        "CALL apoc.cypher.doIt('CREATE (n)', {})".to_owned(),
        "CALL dbms.shutdown()".to_owned(),
        "CALL db.createLabel('x')".to_owned(),
        "DROP DATABASE neo4j".to_owned(),
        "RETURN 1; MATCH (n) DETACH DELETE n".to_owned(),
        "UNWIND range(1, 10000000000) AS n RETURN collect(n)".to_owned(),
        "UNWIND range(1, 100000) AS n UNWIND range(1, 100000) AS m RETURN count(n + m)".to_owned(),
        "MATCH (a), (b), (c), (d) RETURN count(a.bodyId + b.bodyId + c.bodyId + d.bodyId)".to_owned(),
        "MATCH p = (a)-[*1..40]-(b) RETURN count(p)".to_owned(),
        "RETURN reduce(t = 'x', n IN range(1, 60) | t + t)".to_owned(),
        format!("RETURN '{}!' =~ '(a+)+(?=c)?\\\\1+b'", "a".repeat(60)),
        format!("RETURN {}1{}", "(".repeat(10_000), ")".repeat(10_000)),
        format!("RETURN {}", "[".repeat(10_000)),
        format!("RETURN {}true", "NOT ".repeat(10_000)),
        format!("RETURN {}1", "-".repeat(10_001)),
        format!("RETURN 1{}", " + 1".repeat(10_000)),
        "RETURN '\u{0}".to_owned(),
        "RETURN `".to_owned(),
        "/*".to_owned(),
        "RETURN $password".to_owned(),
        String::new(),
    ];
    let (server, _fake) = target().await;
    for text in &texts {
        let answer = send(&server, query("/api/custom/custom", text)).await;
        let shown: String = text.chars().take(100).collect();
        assert!(answer.status == 400 && answer.text().contains("\"error\""), "{shown}: {answer:?}");
        check(&answer, &shown);
    }
    // Without a reference a regular expression takes no longer for a text that it nearly fits.
    let nearly = format!("RETURN '{}!' =~ '(a+)+$' AS fits", "a".repeat(60));
    let answer = send(&server, query("/api/custom/custom", &nearly)).await;
    assert!(answer.status == 200 && answer.text().contains("[[false]]"), "{answer:?}");
    assert!(server.metrics().text().contains("neuprint_queries_running 0\n"));
}
