//! Queries get from this engine what a real Neo4j answered over the same graph, or are refused as unsupported.
//! A wrong answer is a failure; so is a query that once agreed and no longer does.
#![allow(clippy::unwrap_used)]

mod recorded_graph;

use std::sync::Arc;

use neuprint_cypher::{ErrorCode, Graph, Limits, Step, Value, check_syntax, parse, write_json};
use neuprint_tests::shared_data_or_skip;
use serde_json::Value as Json;

use recorded_graph::{graph, lines};

/// How many of the recorded queries agree. May only grow.
const AGREED: usize = 181;

enum Outcome {
    Rows(Vec<String>, Vec<Json>),
    Refused(ErrorCode, String),
    NotInJson,
}

fn ask(graph: &Arc<Graph>, cypher: &str) -> Outcome {
    let refused = |error: neuprint_cypher::CypherError| Outcome::Refused(error.code, error.to_string());
    let mut execution = match parse(cypher).and_then(|query| query.start(graph.clone(), Limits::default())) {
        Ok(execution) => execution,
        Err(error) => return refused(error),
    };
    let mut rows = Vec::new();
    loop {
        match execution.advance(10_000) {
            Ok(Step::Rows(more)) => {
                for row in more {
                    let mut text = String::new();
                    if write_json(graph, &Value::list(row), &mut text).is_err() {
                        return Outcome::NotInJson;
                    }
                    rows.push(serde_json::from_str(&text).unwrap());
                }
            }
            Ok(Step::Pending) => {}
            Ok(Step::Done) => return Outcome::Rows(execution.columns().to_vec(), rows),
            Err(error) => return refused(error),
        }
    }
}

/// A form in which what may differ is gone: the order of collected lists, the last digits of floats.
fn normal(json: &Json, unordered_lists: bool) -> String {
    match json {
        Json::Number(v) if v.is_f64() => format!("{:.9e}", v.as_f64().unwrap()),
        Json::Array(items) => {
            let mut parts: Vec<String> = items.iter().map(|item| normal(item, unordered_lists)).collect();
            if unordered_lists {
                parts.sort();
            }
            format!("[{}]", parts.join(","))
        }
        Json::Object(entries) => {
            let mut parts: Vec<String> =
                entries.iter().map(|(k, v)| format!("{k:?}:{}", normal(v, unordered_lists))).collect();
            parts.sort();
            format!("{{{}}}", parts.join(","))
        }
        other => other.to_string(),
    }
}

fn rows(rows: &[Json], ordered: bool, unordered_lists: bool) -> Vec<String> {
    let mut rows: Vec<String> = rows
        .iter()
        .map(|row| {
            let cells = row.as_array().unwrap().iter().map(|cell| normal(cell, unordered_lists));
            cells.collect::<Vec<_>>().join("|")
        })
        .collect();
    if !ordered {
        rows.sort();
    }
    rows
}

#[test]
fn recorded_queries_agree_or_are_refused() {
    let Some(folder) = shared_data_or_skip("recorded_queries_agree_or_are_refused", "neo4j-answers") else { return };
    let graph = Arc::new(graph(&folder));
    let (mut agreed, mut unsupported, mut wrong) = (0, Vec::new(), Vec::new());
    for record in lines(&folder.join("cypher.jsonl.gz")) {
        let cypher = record["cypher"].as_str().unwrap();
        let id = record["id"].as_str().unwrap();
        let lower = cypher.to_ascii_lowercase();
        // What our own server does otherwise on purpose is judged there, not here.
        if record.get("ours").is_some() {
            continue;
        }
        let status = record["status"].as_u64().unwrap();
        let unordered_lists = ["collect(", "keys(", "labels("].iter().any(|word| lower.contains(word));
        let ordered = record["ordered"].as_bool().unwrap_or(false);
        match ask(&graph, cypher) {
            Outcome::Refused(ErrorCode::Unsupported, message) => unsupported.push(format!("{id}: {message}")),
            Outcome::Rows(columns, found) if status == 200 => {
                let expected = record["data"].as_array().unwrap();
                let (ours, theirs) = (rows(&found, ordered, unordered_lists), rows(expected, ordered, unordered_lists));
                if serde_json::json!(columns) != record["columns"] {
                    wrong.push(format!("{id}: {cypher}\n  columns {columns:?} for {}", record["columns"]));
                } else if ours != theirs {
                    let at = ours.iter().zip(&theirs).position(|(a, b)| a != b);
                    let shown = at.map(|at| format!("{}\n  for {}", ours[at], theirs[at]));
                    wrong.push(format!("{id}: {cypher}\n  {} rows for {}: {shown:?}", ours.len(), theirs.len()));
                } else {
                    agreed += 1;
                }
            }
            Outcome::NotInJson if status == 500 => agreed += 1,
            Outcome::Refused(code, message) if status == 400 => {
                let error = record["body"]["error"].as_str().unwrap();
                if error.contains(code.neo4j()) {
                    agreed += 1;
                } else {
                    wrong.push(format!("{id}: {cypher}\n  {message} ({}) for {error}", code.neo4j()));
                }
            }
            Outcome::Refused(_, message) => wrong.push(format!("{id}: {cypher}\n  {message} for {status}")),
            Outcome::Rows(..) => wrong.push(format!("{id}: {cypher}\n  rows for {status} {}", record["body"])),
            Outcome::NotInJson => wrong.push(format!("{id}: {cypher}\n  not in JSON for {status}")),
        }
    }
    println!("{agreed} agreed, {} unsupported, {} wrong", unsupported.len(), wrong.len());
    unsupported.iter().for_each(|line| println!("unsupported {line}"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(agreed >= AGREED, "{agreed} agreed, {AGREED} did before");
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
