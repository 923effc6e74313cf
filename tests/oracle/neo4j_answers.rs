//! Queries get from a local server what a real Neo4j answered over the same graph, behind neuPrintHTTP: the same rows, or
//! an error of the same code. The rules are those of the recordings: integers exactly, floats nearly, rows in their order
//! where the query sorts, lists as bags where the query does not say in which order they are collected.
#![allow(clippy::unwrap_used)]

mod recorded_graph;
mod same;

use std::collections::BTreeMap;

use bytes::Bytes;
use http::Request;
use neuprint_cypher::{ErrorCode, check_syntax};
use neuprint_local::{About, Dataset, LocalServer};
use neuprint_table::read_json;
use neuprint_tests::shared_data_or_skip;
use serde_json::{Value as Json, json};

use recorded_graph::{graph, lines};
use same::Alike;

const DATASET: &str = "hemibrain:v1.2.1";

/// Status and answer.
fn ask(server: &LocalServer, cypher: &str) -> (u16, Json) {
    let body = json!({"cypher": cypher, "dataset": DATASET}).to_string();
    let request = Request::post("/api/custom/custom").header("content-type", "application/json");
    let answer = server.handle(request.body(Bytes::from(body)).unwrap());
    (answer.status().as_u16(), read_json(&answer.into_body().into_bytes()).unwrap())
}

/// The last part of a Neo4j code: `SyntaxError`.
fn code(answer: &Json) -> Option<String> {
    let text = answer.to_string();
    let code = text.split("Neo.").nth(1)?.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').next()?.to_owned();
    code.rsplit('.').next().map(str::to_owned)
}

/// What is wrong with an answer.
fn judge(record: &Json, status: u16, answer: &Json) -> Result<(), String> {
    let short = |json: &Json| json.to_string().chars().take(300).collect::<String>();
    if record["status"] != status {
        return Err(format!("status {status}, not {}: {}", record["status"], short(answer)));
    }
    if status != 200 {
        let (ours, theirs) = (code(answer), code(&record["body"]));
        let named = theirs.is_none() || theirs.as_deref() == Some("ExecutionFailed") || ours == theirs;
        return if named { Ok(()) } else { Err(format!("{ours:?}, not {theirs:?}: {}", short(answer))) };
    }
    if answer["columns"] != record["columns"] {
        return Err(format!("columns {}, not {}", answer["columns"], record["columns"]));
    }
    let alike = Alike { lists_are_bags: record.get("list_order").is_some(), whole_floats_are_integers: true };
    let (ours, theirs) = (answer["data"].as_array().unwrap(), record["data"].as_array().unwrap());
    if ours.len() != theirs.len() {
        return Err(format!("{} rows, not {}", ours.len(), theirs.len()));
    }
    if record["ordered"] == true {
        let at =
            ours.iter().zip(theirs).position(|(a, b)| !alike.same_list(a.as_array().unwrap(), b.as_array().unwrap()));
        return at.map_or(Ok(()), |at| Err(format!("row {at}: {}, not {}", short(&ours[at]), short(&theirs[at]))));
    }
    if alike.same_bag(ours, theirs) {
        Ok(())
    } else {
        Err(format!("other rows, such as {}", short(&json!(ours.first()))))
    }
}

#[test]
fn every_recorded_query_is_answered_as_recorded() {
    let test = "every_recorded_query_is_answered_as_recorded";
    let Some(folder) = shared_data_or_skip(test, "neo4j-answers") else { return };
    let graph = graph(&folder);
    let about = About::of_meta(DATASET, &graph, Vec::new());
    let server = LocalServer::new(vec![Dataset::new(about, graph, BTreeMap::new(), BTreeMap::new())]);
    let (mut agreed, mut otherwise, mut wrong) = (0, 0, Vec::new());
    for record in lines(&folder.join("cypher.jsonl.gz")) {
        let cypher = record["cypher"].as_str().unwrap();
        // What our own server does otherwise on purpose is judged with the requests.
        if record.get("ours").is_some() {
            otherwise += 1;
            continue;
        }
        let (status, answer) = ask(&server, cypher);
        match judge(&record, status, &answer) {
            Ok(()) => agreed += 1,
            Err(why) => wrong.push(format!("{}: {cypher}\n  {why}", record["id"])),
        }
    }
    println!("{agreed} passed, {} failed, {otherwise} skipped", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(agreed >= 187, "{agreed} queries agreed");
}

#[test]
fn what_the_database_answers_has_no_mistake_of_syntax() {
    let Some(folder) = shared_data_or_skip("what_the_database_answers_has_no_mistake_of_syntax", "neo4j-answers")
    else {
        return;
    };
    let recorded = folder.join("cypher.jsonl.gz");
    let answered = lines(&recorded).filter(|record| record["status"] == 200);
    let refused: Vec<String> = answered
        .filter_map(|record| {
            let cypher = record["cypher"].as_str().unwrap().to_owned();
            let error = check_syntax(&cypher).err().filter(|error| error.code == ErrorCode::Syntax)?;
            Some(format!("{cypher}\n  {error}"))
        })
        .collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
