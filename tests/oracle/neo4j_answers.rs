//! Queries get from a local server what a real Neo4j answered over the same graph, behind neuPrintHTTP: the same rows, or
//! an error of the same code. The rules are those of the recordings: integers exactly, floats nearly, rows in their order
//! where the query sorts, lists as bags where the query does not say in which order they are collected.
#![allow(clippy::unwrap_used)]

mod recorded_graph;

use std::collections::BTreeMap;

use bytes::Bytes;
use http::Request;
use neuprint_cypher::{ErrorCode, check_syntax};
use neuprint_local::{About, Dataset, LocalServer};
use neuprint_table::read_json;
use neuprint_tests::shared_data_or_skip;
use serde_json::{Value as Json, json};

use recorded_graph::{graph, lines};

const DATASET: &str = "hemibrain:v1.2.1";

/// Status and answer.
fn ask(server: &LocalServer, cypher: &str) -> (u16, Json) {
    let body = json!({"cypher": cypher, "dataset": DATASET}).to_string();
    let request = Request::post("/api/custom/custom").header("content-type", "application/json");
    let answer = server.handle(request.body(Bytes::from(body)).unwrap());
    (answer.status().as_u16(), read_json(&answer.into_body().into_bytes()).unwrap())
}

fn same(ours: &Json, theirs: &Json, bags: bool) -> bool {
    match (ours, theirs) {
        (Json::Number(a), Json::Number(b)) => match (a.as_i64(), b.as_i64()) {
            (Some(a), Some(b)) => a == b,
            _ => {
                let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
                (a - b).abs() <= (1e-9 * a.abs().max(b.abs())).max(1e-12)
            }
        },
        (Json::Array(a), Json::Array(b)) if bags => same_bag(a, b, bags),
        (Json::Array(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b, bags)),
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| same(a, b, bags)))
        }
        _ => ours == theirs,
    }
}

/// Whether two lists hold the same in any order.
fn same_bag(ours: &[Json], theirs: &[Json], bags: bool) -> bool {
    // Equal ones meet early if both are sorted.
    let sorted = |list: &[Json]| {
        let mut list: Vec<Json> = list.to_vec();
        list.sort_by_cached_key(Json::to_string);
        list
    };
    let (ours, mut rest) = (sorted(ours), sorted(theirs));
    ours.len() == rest.len()
        && ours
            .iter()
            .all(|one| rest.iter().position(|other| same(one, other, bags)).map(|at| rest.remove(at)).is_some())
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
    let bags = record.get("list_order").is_some();
    let (ours, theirs) = (answer["data"].as_array().unwrap(), record["data"].as_array().unwrap());
    if ours.len() != theirs.len() {
        return Err(format!("{} rows, not {}", ours.len(), theirs.len()));
    }
    let cells = |a: &Json, b: &Json| {
        let (a, b) = (a.as_array().unwrap(), b.as_array().unwrap());
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b, bags))
    };
    if record["ordered"] == true {
        let at = ours.iter().zip(theirs).position(|(a, b)| !cells(a, b));
        return at.map_or(Ok(()), |at| Err(format!("row {at}: {}, not {}", short(&ours[at]), short(&theirs[at]))));
    }
    if same_bag(ours, theirs, bags) {
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
