//! Synapses and mitochondria are those that neuprint-python 0.6.4 got over the same graph.
#![allow(clippy::unwrap_used)]

mod near;
mod python_calls;
mod recorded_graph;

use neuprint::query::{MeanSynapseOptions, SynapseConnectionOptions, SynapseOptions};
use neuprint::table::{Cell, Table};
use neuprint::{Client, Criterion, Error, MitoCriteria, SynapseCriteria};
use neuprint_local::LocalTransport;
use neuprint_tests::shared_data_or_skip;
use serde_json::Value as Json;

use python_calls::{client, fields, neurons, now};
use recorded_graph::lines;

/// How many of the recorded calls agree. May only grow.
const AGREED: usize = 12;

fn named(fields: &[(String, Criterion)]) -> impl Iterator<Item = (&str, Criterion)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.clone()))
}

fn synapses(argument: Option<&Json>) -> Result<SynapseCriteria, Error> {
    Ok(SynapseCriteria::of(named(&fields(argument, "SynapseCriteria")))?)
}

fn mitochondria(argument: Option<&Json>) -> Result<MitoCriteria, Error> {
    Ok(MitoCriteria::of(named(&fields(argument, "MitoCriteria")))?)
}

/// Our answer to a recorded call; `None` if it is not about synapses.
fn ask(client: &Client<LocalTransport>, record: &Json) -> Option<Result<Table, Error>> {
    let argument = |at: usize| record["args"].get(at);
    let side = |at: usize| neurons(argument(at)).unwrap();
    let options = || SynapseConnectionOptions {
        min_total_weight: record["kwargs"]["min_total_weight"].as_i64().unwrap_or(1),
        ..SynapseConnectionOptions::default()
    };
    let answer = match record["call"].as_str().unwrap() {
        "fetch_synapses" => synapses(argument(1))
            .and_then(|criteria| now(client.synapses(&side(0), &criteria, SynapseOptions::default(), &mut |_, _| {}))),
        "fetch_mean_synapses" => synapses(argument(1)).and_then(|criteria| {
            let by_roi = record["kwargs"]["by_roi"].as_bool().unwrap_or(true);
            let options = MeanSynapseOptions { by_roi, ..MeanSynapseOptions::default() };
            now(client.mean_synapses(&side(0), &criteria, options, &mut |_, _| {}))
        }),
        "fetch_synapse_connections" => synapses(argument(2)).and_then(|criteria| {
            now(client.synapse_connections(&side(0), &side(1), &criteria, options(), &mut |_, _| {}))
        }),
        "fetch_connection_mitochondria" => synapses(argument(2)).and_then(|criteria| {
            now(client.connection_mitochondria(&side(0), &side(1), &criteria, options(), &mut |_, _| {}))
        }),
        "fetch_mitochondria" => mitochondria(argument(1))
            .and_then(|criteria| now(client.mitochondria(&side(0), &criteria, 10, &mut |_, _| {}))),
        "fetch_synapses_and_closest_mitochondria" => synapses(argument(1)).and_then(|criteria| {
            now(client.synapses_and_closest_mitochondria(&side(0), &criteria, 10, &mut |_, _| {}))
        }),
        _ => return None,
    };
    Some(answer)
}

/// A number as both sides can have it: neuprint-python keeps fractions in 32 bits.
fn number(value: f64) -> String {
    format!("{}", value as f32)
}

fn our_rows(table: &Table) -> Vec<String> {
    let cell = |cell: Cell<'_>| match cell {
        Cell::Int(value) if value.unsigned_abs() < 1 << 24 => number(value as f64),
        Cell::Float(value) => number(value),
        Cell::Null => "null".into(),
        other => other.to_string(),
    };
    let row = |row: usize| (0..table.columns().len()).map(|at| cell(table.cell(row, at))).collect::<Vec<_>>().join("|");
    let mut rows: Vec<String> = (0..table.rows()).map(row).collect();
    rows.sort();
    rows
}

fn their_rows(result: &Json) -> Vec<String> {
    let cell = |cell: &Json| match cell {
        Json::Number(value) if value.as_i64().is_some_and(|value| value.unsigned_abs() >= 1 << 24) => value.to_string(),
        Json::Number(value) => number(value.as_f64().unwrap()),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    let row = |row: &Json| row.as_array().unwrap().iter().map(cell).collect::<Vec<_>>().join("|");
    let mut rows: Vec<String> = result["rows"].as_array().unwrap().iter().map(row).collect();
    rows.sort();
    rows
}

#[test]
fn synapses_and_mitochondria_are_those_of_neuprint_python() {
    let test = "synapses_and_mitochondria_are_those_of_neuprint_python";
    let Some(folder) = shared_data_or_skip(test, "neo4j-answers") else { return };
    let client = client(&folder);
    let (mut agreed, mut wrong) = (0, Vec::new());
    for record in lines(&folder.join("neuprint-python.jsonl.gz")) {
        let Some(ours) = ask(&client, &record) else { continue };
        let call = format!("{}{} {}", record["call"].as_str().unwrap(), record["args"], record["kwargs"]);
        let problem = match (ours, record.get("error")) {
            (Ok(table), None) => {
                let names: Vec<&str> = table.columns().iter().map(|column| column.name()).collect();
                let (ours, theirs) = (our_rows(&table), their_rows(&record["result"]));
                let differs = || ours.iter().zip(&theirs).find(|(ours, theirs)| ours != theirs);
                if serde_json::json!(names) != record["result"]["table"] {
                    Some(format!("columns {names:?} for {}", record["result"]["table"]))
                } else if ours != theirs {
                    Some(format!("{} rows for {}: {:?}", ours.len(), theirs.len(), differs()))
                } else {
                    None
                }
            }
            // Their assertion is our refusal of an argument.
            (Err(error), Some(theirs)) if theirs["type"] == "AssertionError" => {
                (error.code() != "invalid-argument").then(|| error.to_string())
            }
            (Err(error), _) => Some(error.to_string()),
            (Ok(table), Some(error)) => Some(format!("{} rows for {error}", table.rows())),
        };
        match problem {
            None => {
                agreed += 1;
                println!("agreed: {call}");
            }
            Some(problem) => wrong.push(format!("{call}\n  {problem}")),
        }
    }
    println!("{agreed} calls agreed");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(agreed >= AGREED, "{agreed} agreed, {AGREED} did before");
}
