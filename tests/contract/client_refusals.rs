//! The client against every refusal that was recorded of neuPrintHTTP 1.9.2 before Neo4j 4.4: the code is right, the
//! server's words are kept, and the place is a place in the text that the user wrote.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod answering;

use answering::{Answering, now, records};
use neuprint::{BodyId, Error};
use neuprint_tests::shared_data_or_skip;
use serde_json::Value as Json;

/// Asks what the recorded request asked; where the client has no such call, one of which the answer means the same.
fn ask(server: &Answering, method: &str, path: &str, cypher: &str) -> Error {
    let client = server.client();
    let (path, _) = path.split_once('?').unwrap_or((path, ""));
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    match segments[..] {
        ["api", "custom", "arrow"] => now(client.custom_arrow(cypher)).unwrap_err(),
        ["api", "custom", ..] => now(client.custom(cypher, |_| {})).unwrap_err(),
        ["api", "skeletons", ..] => now(client.skeleton(BodyId::new(99).unwrap())).unwrap_err(),
        ["api", "roimeshes", ..] => now(client.roi_mesh("EB")).unwrap_err(),
        ["api", "raw", "keyvalue", ..] if method == "POST" => {
            now(client.post_raw_keyvalue("testkv", "x", "v".into())).unwrap_err()
        }
        ["api", "raw", "keyvalue", ..] => now(client.raw_keyvalue("testkv", "none")).unwrap_err(),
        ["api", "raw", .., "cypher"] => now(client.transaction(3).query(cypher)).unwrap_err(),
        ["api", "raw", .., "commit"] => now(client.transaction(3).commit()).unwrap_err(),
        ["api", "cached", "dailytype"] => now(client.daily_type()).unwrap_err(),
        ["api", "dbmeta", "database"] => now(client.database()).unwrap_err(),
        ["api", "dbmeta", "instances"] => now(client.instances()).unwrap_err(),
        ["dataset-access"] => now(client.dataset_access()).unwrap_err(),
        ["profile"] => now(client.profile()).unwrap_err(),
        ["token"] => now(client.token()).unwrap_err(),
        _ => now(client.available()).unwrap_err(),
    }
}

/// What the contract says of a refusal.
fn expected(status: u64, body: &str, path: &str) -> &'static str {
    let names = ["/api/skeletons/", "/api/roimeshes/", "/api/raw/keyvalue/", "/api/cached/dailytype"];
    let named = names.iter().any(|name| path.starts_with(name));
    let is_missing =
        ["Key not found", "no store found", "no cell type exists"].iter().any(|words| body.contains(words));
    match status {
        401 => "unauthorized",
        403 if body.contains("tos_url") => "terms-of-service-required",
        403 => "forbidden",
        404 if body.contains("not available in stores") => "dataset-not-found",
        404 => "unsupported",
        400 if body.contains("TransactionTimedOut") => "timeout",
        400 if body.contains("SyntaxError") => "cypher-syntax",
        400 if body.contains("Neo4jError") => "query-failed",
        400 if named && is_missing => "not-found",
        _ => "server-error",
    }
}

#[test]
fn every_recorded_refusal_becomes_the_right_error() {
    let Some(file) = shared_data_or_skip("client_refusals", "neo4j-answers/rest.jsonl.gz") else { return };
    let mut codes = std::collections::BTreeSet::new();
    let mut checked = 0;
    for record in records(&file).iter().filter(|record| record["status"].as_u64() >= Some(400)) {
        let (status, body) = (record["status"].as_u64().unwrap(), record["answer"].as_str().unwrap());
        let text = |field: &str| record[field].as_str().unwrap();
        let (name, method, path) = (text("name"), text("method"), text("path"));
        let cypher = record["body"]["cypher"].as_str().unwrap_or("RETURN 1");
        let error = ask(&Answering::new(u16::try_from(status).unwrap(), body.to_owned()), method, path, cypher);
        assert_eq!(error.code(), expected(status, body, path), "{name}: {status} {body}: {error}");
        codes.insert(error.code());
        checked += 1;
        let text = error.to_string();
        let refusal: Json = serde_json::from_str(body).unwrap();
        match &error {
            Error::TermsOfService { tos_url, dataset, .. } => {
                assert_eq!(
                    (Some(tos_url.as_str()), Some(dataset.as_str())),
                    (refusal["tos_url"].as_str(), refusal["dataset"].as_str())
                );
            }
            Error::UnknownDataset { available, .. } => assert_eq!(available[..], ["hemibrain:v1.2.1"]),
            Error::NoSuchEndpoint { .. } => {}
            Error::Cypher(failure) => assert!(body.contains(&failure.neo4j_code), "{name}: {text}"),
            _ => {
                let words = refusal["error"].as_str().or(refusal["message"].as_str()).unwrap();
                assert!(text.contains(words), "{name}: `{text}` lost `{words}`");
            }
        }
    }
    println!("{checked} refusals: {codes:?}");
    assert!(checked >= 53, "{checked} refusals");
    assert!(codes.len() >= 9, "{codes:?}");
}

/// Undoes the replacement of labels.
fn plain(text: &str) -> String {
    let mut parts = text.split("`hemibrain_");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (label, rest) = part.split_once('`').unwrap();
        out = out + label + rest;
    }
    out
}

#[test]
fn every_recorded_mistake_in_a_query_is_placed_in_the_users_text() {
    let Some(file) = shared_data_or_skip("client_refusals", "neo4j-answers/cypher.jsonl.gz") else { return };
    let (mut checked, mut placed) = (0, 0);
    for record in records(&file) {
        let status = record["status"].as_u64().unwrap();
        if status == 200 {
            continue;
        }
        let cypher = record["cypher"].as_str().unwrap();
        let body = record["body"].to_string();
        let server = Answering::new(u16::try_from(status).unwrap(), body.clone());
        let error = ask(&server, "POST", "/api/custom/custom", cypher);
        assert_eq!(error.code(), expected(status, &body, "/api/custom/custom"), "{cypher}: {error}");
        checked += 1;
        let Error::Cypher(failure) = error else {
            assert_eq!(record["body"]["message"], "Internal Server Error", "{cypher}: {error}");
            continue;
        };
        let said = record["body"]["error"].as_str().unwrap();
        assert!(said.contains(&failure.message) && !failure.message.contains("(line "), "{cypher}: {failure}");
        // What the mark below the quoted line points at must be what the place in the user's text points at.
        let Some((quoted, mark)) = said.strip_suffix("^)").and_then(|s| s.rsplit_once("\"\n")) else {
            assert_eq!(failure.position, None, "{cypher}");
            continue;
        };
        if said.contains("(line 0") {
            assert_eq!(failure.position, None, "{cypher}");
            continue;
        }
        let line = quoted.rsplit_once("\n\"").unwrap().1;
        let (at, column) = failure.position.unwrap_or_else(|| panic!("no place in {cypher}: {said}"));
        let from = |text: &str, column: usize| text.chars().skip(column - 1).collect::<String>();
        let users = from(cypher.lines().nth(at as usize - 1).unwrap(), column as usize);
        let servers = from(line, mark.chars().count());
        // Where the server rewrote more than labels, the beginning is what can be compared.
        let same = if servers.contains("`apoc`") { users.starts_with("apoc") } else { users == plain(&servers) };
        assert!(same, "{cypher}: `{users}` for `{servers}`");
        placed += 1;
    }
    assert!(checked > 20 && placed > 15, "{checked} mistakes, {placed} with a place");
}
