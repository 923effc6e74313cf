//! Every shape of a server's refusal as a typed error.

use neuprint::{BodyId, Error, Missing};

use crate::transport::{Recorded, connected, now};

fn refused(status: u16, body: &str) -> Error {
    let recorded = Recorded::answering(&[(status, body), (status, body), (status, body)]);
    let client = connected(&recorded);
    now(client.custom("MATCH (n:Neuron) RETURN n.type.", |_| {})).unwrap_err()
}

#[test]
fn every_refusal_has_its_code() {
    let neo4j = |code: &str| format!(r#"{{"error":"failed to execute query: Neo4jError: Neo.{code} (text)"}}"#);
    let cases = [
        (401, r#"{"message":"invalid or expired token"}"#.to_owned(), "unauthorized"),
        (403, r#"{"message":"You do not have access"}"#.into(), "forbidden"),
        (
            403,
            r#"{"message":"m","tos_required":true,"tos_url":"https://t","dataset":"d"}"#.into(),
            "terms-of-service-required",
        ),
        (404, r#"{"message":"Not Found"}"#.into(), "unsupported"),
        (400, r#"{"error":"request object not formatted correctly"}"#.into(), "server-error"),
        (500, r#"{"message":"Internal Server Error"}"#.into(), "server-error"),
        (502, "<html>bad gateway</html>".into(), "server-error"),
        (504, String::new(), "server-error"),
        (200, "<html>a login page</html>".into(), "malformed-response"),
        (200, r#"{"columns":["x"],"data":[[1]"#.into(), "malformed-response"),
        (400, neo4j("ClientError.Transaction.TransactionTimedOut"), "timeout"),
        (400, neo4j("TransientError.General.MemoryPoolOutOfMemoryError"), "budget-exceeded"),
        (400, neo4j("ClientError.Statement.ArithmeticError"), "query-failed"),
        (400, neo4j("ClientError.Statement.SyntaxError"), "cypher-syntax"),
    ];
    for (status, body, code) in &cases {
        let error = refused(*status, body);
        assert_eq!(error.code(), *code, "{status} {body}: {error}");
        assert!(Error::CODES.contains(code));
    }
    let Error::TermsOfService { tos_url, dataset, .. } = refused(403, &cases[2].1) else { panic!() };
    assert_eq!((tos_url.as_str(), dataset.as_str()), ("https://t", "d"));
    let Error::Gateway { status } = refused(502, "<html>") else { panic!() };
    assert_eq!(status, 502);
}

#[test]
fn a_dataset_that_is_gone_is_answered_with_those_there_are() {
    let recorded = Recorded::answering(&[
        (404, r#"{"error":"dataset \"hemibrain:v1.2.1\" not available in stores"}"#),
        (200, r#"{"hemibrain:v1.3":{}}"#),
    ]);
    let error = now(connected(&recorded).custom("RETURN 1", |_| {})).unwrap_err();
    assert_eq!(error.code(), "dataset-not-found");
    assert_eq!(error.to_string(), "the server has no dataset `hemibrain:v1.2.1`; it has: hemibrain:v1.3");
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
fn what_is_missing_is_told_from_what_failed() {
    let skeleton = |status: u16, text: &str| {
        let recorded = Recorded::answering(&[(status, text)]);
        now(connected(&recorded).skeleton(BodyId::new(99).unwrap())).unwrap_err()
    };
    let error = skeleton(400, r#"{"error":"Key not found"}"#);
    assert_eq!(error.code(), "not-found");
    assert_eq!(error.to_string(), "the skeleton of 99 was not found in hemibrain:v1.2.1 (Key not found)");
    assert_eq!(skeleton(400, r#"{"error":"disk full"}"#).code(), "server-error");
    let error = skeleton(200, "1 0 1 2\n");
    assert_eq!(error.code(), "invalid-swc");
    assert!(error.to_string().starts_with("the skeleton of 99 is not valid SWC: "), "{error}");
    let recorded = Recorded::answering(&[(400, r#"{"error":"Key not found"}"#), (200, "<html>")]);
    let client = connected(&recorded);
    assert_eq!(now(client.roi_mesh("EB")).unwrap_err().code(), "not-found");
    let error = now(client.roi_mesh("EB")).unwrap_err();
    assert_eq!(error.code(), "malformed-response");
    assert_eq!(error.to_string(), "the mesh of EB is not valid OBJ: line 1: `<html>` is no statement of an OBJ file");
}

#[test]
fn codes_are_listed_once() {
    let mut codes = Error::CODES.to_vec();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Error::CODES.len());
    assert!(codes.iter().all(|code| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')));
}

#[test]
fn typographic_quotes_are_named_before_anything_is_sent() {
    let recorded = Recorded::default();
    let client = connected(&recorded);
    let error = now(client.custom("MATCH (n:Neuron)\nWHERE n.type = ‘KC’ RETURN n", |_| {})).unwrap_err();
    assert_eq!(error.code(), "cypher-syntax");
    assert_eq!(error.to_string(), r#"line 2, column 16: `‘` is a typographic quotation mark; Cypher's are ' and ""#);
    assert_eq!(recorded.count(), 1);
}

#[test]
fn skeletons_that_came_before_a_failure_are_in_the_error() {
    let swc = (200, "1 0 1 2 3 4 -1");
    let bodies = [1, 2, 3].map(|body| BodyId::new(body).unwrap());
    let recorded = Recorded::answering(&[swc, swc, (400, r#"{"error":"Key not found"}"#)]);
    let error = now(connected(&recorded).skeletons(&bodies, Missing::Error, &mut |_, _| {})).unwrap_err();
    assert_eq!(error.code(), "not-found");
    let Error::IncompleteSkeletons { done, total, partial, .. } = error else { panic!("{error}") };
    assert_eq!((done, total), (2, 3));
    assert_eq!(partial.iter().map(|(body, _)| body.get()).collect::<Vec<_>>(), [1, 2]);
    // Nothing came: the error is the failure itself.
    let recorded = Recorded::answering(&[(403, r#"{"message":"no"}"#), swc, swc]);
    let error = now(connected(&recorded).skeletons(&bodies, Missing::Error, &mut |_, _| {})).unwrap_err();
    assert!(matches!(error, Error::Forbidden { .. }), "{error}");
}
