//! What the client sends, and what it makes of the answers: through a transport that answers from a list.
#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::{Future, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::{self, Iter};
use neuprint::table::Cell;
use neuprint::{BodyId, Client, ClientOptions, Error, ServerAddress, Token, Transport, TransportError};

type Pieces = Vec<Result<Bytes, TransportError>>;

/// Answers from a list and keeps what was asked.
#[derive(Debug, Default)]
struct Recorded {
    answers: RefCell<VecDeque<Result<(u16, String), TransportError>>>,
    asked: RefCell<Vec<String>>,
    slept: RefCell<Vec<Duration>>,
}

impl Recorded {
    fn answering(answers: &[(u16, &str)]) -> Self {
        let recorded = Self::default();
        recorded.answers.borrow_mut().extend(answers.iter().map(|(status, body)| Ok((*status, (*body).to_owned()))));
        recorded
    }
}

impl Transport for &Recorded {
    type Body = Iter<std::vec::IntoIter<Result<Bytes, TransportError>>>;

    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> impl Future<Output = Result<http::Response<Self::Body>, TransportError>> {
        let mut line = format!("{} {}", request.method(), request.uri());
        for (name, value) in request.headers() {
            line += &format!(" | {name}: {}", value.to_str().unwrap());
        }
        if !request.body().is_empty() {
            line += &format!(" | {}", String::from_utf8_lossy(request.body()));
        }
        self.asked.borrow_mut().push(line);
        let answer = self.answers.borrow_mut().pop_front().expect("no further answer was listed");
        ready(answer.map(|(status, body)| {
            // Cut into small pieces, as a network does.
            let pieces: Pieces = body.as_bytes().chunks(7).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
            http::Response::builder().status(status).body(stream::iter(pieces)).unwrap()
        }))
    }

    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> {
        self.slept.borrow_mut().push(duration);
        ready(())
    }
}

/// These futures never wait for anything.
fn now<F: Future>(future: F) -> F::Output {
    use futures_util::FutureExt;
    future.now_or_never().expect("the listed answers are there at once")
}

const DATASETS: &str = r#"{"hemibrain:v1.2.1":{"last-mod":"x","uuid":"u","ROIs":null,"hidden":false}}"#;

fn options() -> ClientOptions {
    let mut options = ClientOptions::new(ServerAddress::parse("neuprint.example.org/", false).unwrap());
    options.token = Token::parse(r#"{"token": "secret"}"#).unwrap();
    options
}

fn connected(recorded: &Recorded) -> Client<&Recorded> {
    recorded.answers.borrow_mut().push_front(Ok((200, DATASETS.into())));
    now(Client::connect(recorded, options())).unwrap()
}

fn refused(status: u16, body: &str) -> Error {
    let recorded = Recorded::answering(&[(status, body), (status, body), (status, body)]);
    let client = connected(&recorded);
    now(client.custom("MATCH (n:Neuron) RETURN n.type.", |_| {})).unwrap_err()
}

#[test]
fn the_token_is_in_the_header_and_nowhere_else() {
    let recorded = Recorded::answering(&[
        (200, r#"{"columns":["x"],"data":[[720575940628857210]]}"#),
        (200, "1 0 1 2 3 4 -1"),
        (200, "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"),
        (200, r#"{"Version":"1.9.2"}"#),
    ]);
    let client = connected(&recorded);
    let mut seen = Vec::new();
    let table = now(client.custom("RETURN 1 AS x", |rows| seen.push(rows))).unwrap();
    assert_eq!((table.cell(0, 0), seen), (Cell::Int(720_575_940_628_857_210), vec![1]));
    assert_eq!(now(client.skeleton(BodyId::new(7).unwrap())).unwrap().len(), 1);
    assert_eq!(now(client.roi_mesh("MB(+ACA)(R)")).unwrap().faces, [[0, 1, 2]]);
    // Asked for twice, sent once: the list has only one answer.
    assert_eq!(now(client.version()).unwrap(), "1.9.2");
    assert_eq!(now(client.version()).unwrap(), "1.9.2");
    let asked = recorded.asked.borrow();
    assert_eq!(
        *asked,
        [
            "GET https://neuprint.example.org/api/dbmeta/datasets | authorization: Bearer secret",
            "POST https://neuprint.example.org/api/custom/custom | content-type: application/json | authorization: \
             Bearer secret | {\"cypher\":\"RETURN 1 AS x\",\"dataset\":\"hemibrain:v1.2.1\"}",
            "GET https://neuprint.example.org/api/skeletons/skeleton/hemibrain:v1.2.1/7?format=swc | authorization: \
             Bearer secret",
            "GET https://neuprint.example.org/api/roimeshes/mesh/hemibrain:v1.2.1/MB%28+ACA%29%28R%29 | \
             authorization: Bearer secret",
            "GET https://neuprint.example.org/api/version | authorization: Bearer secret",
        ]
    );
    assert!(!format!("{:?}", options()).contains("secret"));
}

#[test]
fn the_dataset_is_chosen_exactly_or_not_at_all() {
    let two = r#"{"hemibrain:v1.2.1":{},"manc:v1.0":{}}"#;
    let recorded = Recorded::answering(&[(200, two), (200, two), (200, two)]);
    let choose = |dataset: Option<&str>| {
        now(Client::connect(&recorded, ClientOptions { dataset: dataset.map(Into::into), ..options() }))
    };
    for wrong in [None, Some("Hemibrain:v1.2.1")] {
        let error = choose(wrong).unwrap_err();
        assert_eq!(error.code(), "unknown-dataset");
        assert!(error.to_string().contains("hemibrain:v1.2.1, manc:v1.0"), "{error}");
    }
    assert_eq!(choose(Some("manc:v1.0")).unwrap().dataset(), "manc:v1.0");
}

#[test]
fn every_refusal_has_its_own_code() {
    let cases = [
        (401, r#"{"message":"invalid or expired token"}"#, "unauthorized"),
        (403, r#"{"message":"You do not have access"}"#, "forbidden"),
        (403, r#"{"message":"m","tos_required":true,"tos_url":"https://t","dataset":"d"}"#, "terms-of-service"),
        (404, r#"{"message":"Not Found"}"#, "no-such-endpoint"),
        (404, r#"{"error":"dataset \"x\" not available in stores"}"#, "unknown-dataset"),
        (400, r#"{"error":"request object not formatted correctly"}"#, "server"),
        (500, r#"{"message":"Internal Server Error"}"#, "server"),
        (502, "<html>bad gateway</html>", "gateway"),
        (504, "", "gateway"),
        (200, "<html>a login page</html>", "decode"),
        (200, r#"{"columns":["x"],"data":[[1]"#, "decode"),
        (
            400,
            r#"{"error":"failed to execute query: Neo4jError: Neo.ClientError.Transaction.TransactionTimedOut (t)"}"#,
            "query-timeout",
        ),
        (
            400,
            r#"{"error":"failed to execute query: Neo4jError: Neo.ClientError.Statement.ArithmeticError (/ by zero)"}"#,
            "cypher",
        ),
    ];
    for (status, body, code) in cases {
        let error = refused(status, body);
        assert_eq!(error.code(), code, "{status} {body}: {error}");
        assert!(Error::CODES.contains(&code));
    }
    let Error::TermsOfService { tos_url, dataset, .. } = refused(403, cases[2].1) else { panic!() };
    assert_eq!((tos_url.as_str(), dataset.as_str()), ("https://t", "d"));
}

#[test]
fn an_error_is_placed_in_the_text_that_the_user_wrote() {
    let body = r#"{"error":"failed to execute query: Neo4jError: Neo.ClientError.Statement.SyntaxError (Invalid input '': expected an identifier (line 1, column 44 (offset: 43))\n\"MATCH (n:`hemibrain_Neuron`) RETURN n.type.\"\n                                            ^)"}"#;
    let Error::Cypher(failure) = refused(400, body) else { panic!() };
    assert_eq!(failure.neo4j_code, "Neo.ClientError.Statement.SyntaxError");
    assert_eq!(failure.message, "Invalid input '': expected an identifier");
    assert_eq!(failure.position, Some((1, 32)));
}

#[test]
fn a_missing_skeleton_is_not_found() {
    let recorded = Recorded::answering(&[(400, r#"{"error":"Key not found"}"#)]);
    let error = now(connected(&recorded).skeleton(BodyId::new(99).unwrap())).unwrap_err();
    assert_eq!(error.code(), "not-found");
    assert_eq!(error.to_string(), "the skeleton of 99 was not found in hemibrain:v1.2.1 (Key not found)");
}

#[test]
fn a_gateway_error_is_tried_again_and_a_refusal_is_not() {
    let recorded = Recorded::answering(&[(502, ""), (503, ""), (200, r#"{"columns":["x"],"data":[]}"#)]);
    assert_eq!(now(connected(&recorded).custom("RETURN 1 AS x", |_| {})).unwrap().rows(), 0);
    assert_eq!(*recorded.slept.borrow(), [Duration::from_millis(500), Duration::from_secs(1)]);
    let recorded = Recorded::answering(&[(401, "{}")]);
    assert_eq!(now(connected(&recorded).custom("RETURN 1", |_| {})).unwrap_err().code(), "unauthorized");
}

#[test]
fn a_write_is_refused_before_it_is_sent() {
    let recorded = Recorded::default();
    let client = connected(&recorded);
    let error = now(client.custom("MATCH (n)\n  SET n.x = 1", |_| {})).unwrap_err();
    assert_eq!(error.to_string(), "line 2, column 3: `SET` would change the database; this client only reads");
    assert_eq!(recorded.asked.borrow().len(), 1);
}

#[test]
fn only_writes_are_refused() {
    use neuprint::cypher::write_clause;
    for reads in [
        "MATCH (n) WHERE n.type = 'SET x = 1' RETURN n.set, n.`create`",
        "MATCH (n:Set) // DELETE n\nRETURN n /* MERGE (x) */",
        "WITH 1 AS set RETURN set",
        "RETURN {set: 1, delete: 2}.set",
        "MATCH (n)-[:CREATE|MERGE]->() RETURN 'it\\'s', n.load",
        "UNWIND [1] AS remove WITH remove AS create RETURN create",
    ] {
        assert_eq!(write_clause(reads), None, "{reads}");
    }
    for (writes, keyword) in [
        ("create (n) return n", "CREATE"),
        ("MATCH (n) SET n.x = 1", "SET"),
        ("MATCH (n) set n:Label", "SET"),
        ("MATCH (n) DETACH DELETE n", "DELETE"),
        ("MATCH (n) REMOVE n.x", "REMOVE"),
        ("MERGE (n)", "MERGE"),
        ("LOAD CSV FROM 'x' AS row RETURN row", "LOAD"),
        ("MATCH (n) FOREACH (x IN [1] | SET n.a = x)", "FOREACH"),
        ("CREATE INDEX FOR (n:N) ON (n.a)", "CREATE"),
        ("DROP INDEX x", "DROP"),
        ("MATCH (n) RETURN 'a' + \"'\" MERGE (m)", "MERGE"),
    ] {
        assert_eq!(write_clause(writes).map(|clause| clause.keyword).as_deref(), Some(keyword), "{writes}");
    }
}

#[test]
fn addresses_and_tokens_are_read_as_people_write_them() {
    let parse = |text: &str| ServerAddress::parse(text, false).map(|address| address.as_str().to_owned());
    assert_eq!(parse(" neuprint.janelia.org// ").unwrap(), "https://neuprint.janelia.org");
    assert_eq!(parse("https://x.org:8080/sub/").unwrap(), "https://x.org:8080/sub");
    assert_eq!(parse("http://127.0.0.1:5000").unwrap(), "http://127.0.0.1:5000");
    for wrong in ["", "http://x.org", "ftp://x.org", "https://a@x.org", "x.org/?q=1", "https://"] {
        assert_eq!(parse(wrong).unwrap_err().code(), "invalid-server", "{wrong}");
    }
    assert!(ServerAddress::parse("http://x.org", true).is_ok());
    assert_eq!(Token::parse("\"abc\"").unwrap(), Token::parse("abc").unwrap());
    assert_eq!(Token::parse("{\"token\":\"abc\"}").unwrap(), Token::parse(" abc\n").unwrap());
    assert_eq!(Token::parse("  ").unwrap(), None);
    assert!(Token::parse("{\"no\":1}").is_err() && Token::parse("a b").is_err());
}

#[test]
fn names_are_escaped_as_the_server_needs_them() {
    use neuprint::path::{escape, unescape};
    for (name, escaped) in [
        ("hemibrain:v1.2.1", "hemibrain:v1.2.1"),
        ("MB(+ACA)(R)", "MB%28+ACA%29%28R%29"),
        ("CRE(-ROB,-RUB)(R)", "CRE%28-ROB,-RUB%29%28R%29"),
        ("a'L(R)", "a%27L%28R%29"),
        ("100% é", "100%25%20%C3%A9"),
    ] {
        assert_eq!(escape(name), escaped);
        assert_eq!(unescape(escaped).as_deref(), Some(name));
    }
    assert_eq!(unescape("%zz"), None);
}

#[test]
fn a_mesh_says_which_line_is_wrong() {
    use neuprint::Mesh;
    for (text, line) in
        [("v 1 2\n", 1), ("v 0 0 0\nf 1 1\n", 2), ("v 0 0 0\n\nf 1 1 2\n", 3), ("v a 0 0", 1), ("v 1 inf 0", 1)]
    {
        assert_eq!(Mesh::parse(text.as_bytes()).unwrap_err().line, line, "{text}");
    }
}

/// Compiles only if the client's futures are `Send` over a transport whose futures are.
#[test]
fn futures_are_send_where_the_transport_is() {
    #[derive(Debug)]
    struct Shared;
    impl Transport for Shared {
        type Body = stream::Empty<Result<Bytes, TransportError>>;
        async fn send(&self, _: http::Request<Bytes>) -> Result<http::Response<Self::Body>, TransportError> {
            Err(TransportError::Cancelled)
        }
        async fn sleep(&self, _: Duration) {}
    }
    fn is_send<F: Future + Send>(future: F) -> F {
        future
    }
    let error = now(is_send(async {
        let client = Client::connect(Shared, options()).await?;
        client.custom("RETURN 1", |_| {}).await?;
        client.skeleton(BodyId::new(1)?).await
    }))
    .unwrap_err();
    assert_eq!(error.code(), "cancelled");
}
