//! Neurons and connections are those that neuprint-python 0.6.4 got over the same graph.
#![allow(clippy::unwrap_used)]

mod python_calls;
mod recorded_graph;

use std::collections::{BTreeMap, BTreeSet};

use neuprint::query::{
    AdjacencyOptions, ConnectionOptions, Direction, NeuronColumns, NeuronOptions, PathLength, PathOptions,
};
use neuprint::table::{Cell, Table};
use neuprint::{BodyId, Client, Error};
use neuprint_local::LocalTransport;
use neuprint_tests::shared_data_or_skip;
use serde_json::Value as Json;

use python_calls::{client, neurons, now};
use recorded_graph::lines;

/// How many of the recorded calls agree. May only grow.
const AGREED: usize = 38;

/// What neuprint-python fails at and we answer, or refuse for another reason.
const THEIR_FAILURES: [&str; 2] = ["ValueError", "KeyError"];

fn texts(value: &Json) -> Option<Vec<String>> {
    Some(value.as_array()?.iter().map(|text| text.as_str().unwrap().to_owned()).collect())
}

/// Our answer to a recorded call; `None` if it is not about neurons and connections.
fn ask(client: &Client<LocalTransport>, record: &Json) -> Option<Result<Vec<Table>, Error>> {
    let (args, kwargs) = (&record["args"], &record["kwargs"]);
    let side = |at: usize| neurons(args.get(at));
    let body = |at: usize| BodyId::new(args[at].as_u64().unwrap()).unwrap();
    let statuses = || texts(&kwargs["complete_statuses"]).unwrap_or_else(|| vec!["Traced".into()]);
    let answer = match record["call"].as_str().unwrap() {
        "fetch_neurons" => {
            let columns = texts(&kwargs["returned_columns"]).map_or(NeuronColumns::All, NeuronColumns::Named);
            let options = NeuronOptions { columns, omit_rois: kwargs["omit_rois"] == true };
            side(0)
                .and_then(|criteria| now(client.neurons(&criteria, &options)))
                .map(|found| [Some(found.neurons), found.roi_counts].into_iter().flatten().collect())
        }
        "fetch_custom_neurons" => now(client.custom_neurons(args[0].as_str().unwrap()))
            .map(|found| [Some(found.neurons), found.roi_counts].into_iter().flatten().collect()),
        "fetch_simple_connections" | "fetch_common_connectivity" => {
            let mut options = ConnectionOptions::default();
            options.min_weight = kwargs["min_weight"].as_i64().unwrap_or(1);
            options.properties = texts(&kwargs["properties"]).unwrap_or(options.properties);
            let direction =
                if kwargs["search_direction"] == "downstream" { Direction::Downstream } else { Direction::Upstream };
            let table = if record["call"] == "fetch_common_connectivity" {
                side(0).and_then(|criteria| now(client.common_connectivity(&criteria, direction, &options)))
            } else {
                side(0).and_then(|up| now(client.simple_connections(&up, &side(1)?, &options)))
            };
            table.map(|table| vec![table])
        }
        "fetch_adjacencies" => {
            let mut options = AdjacencyOptions::default();
            options.min_total_weight = kwargs["min_total_weight"].as_i64().unwrap_or(1);
            options.omit_rois = kwargs["omit_rois"] == true;
            options.properties = texts(&kwargs["properties"]).unwrap_or(options.properties);
            // Several batches, so that they are put together too.
            options.batch_size = 2;
            side(0)
                .and_then(|sources| now(client.adjacencies(&sources, &side(1)?, &options, &mut |_, _| {})))
                .map(|found| vec![found.neurons, found.connections])
        }
        "fetch_paths" | "fetch_shortest_paths" => {
            let length = kwargs["path_length"].as_u64().map(|length| PathLength::Exactly(length.try_into().unwrap()));
            let min_weight = kwargs["min_weight"].as_i64().unwrap_or(1);
            let options = PathOptions { length: length.unwrap_or_default(), min_weight, ..PathOptions::default() };
            now(client.paths(body(0), body(1), &options)).map(|table| vec![table])
        }
        "fetch_output_completeness" => side(0)
            .and_then(|criteria| now(client.output_completeness(&criteria, &statuses(), &mut |_, _| {})))
            .map(|table| vec![table]),
        "fetch_downstream_orphan_tasks" => side(0)
            .and_then(|criteria| now(client.downstream_orphan_tasks(&criteria, &statuses(), &mut |_, _| {})))
            .map(|table| vec![table]),
        _ => return None,
    };
    Some(answer)
}

/// A value in one form: keys sorted, whole floats as integers, names of ROIs in any order.
fn normal(value: &Json) -> String {
    match value {
        Json::Number(number) if number.is_f64() => {
            let number = number.as_f64().unwrap();
            if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number:.6e}") }
        }
        Json::Array(items) => {
            let mut items: Vec<String> = items.iter().map(normal).collect();
            if items.first().is_some_and(|item| item.starts_with('"')) {
                items.sort();
            }
            format!("[{}]", items.join(","))
        }
        Json::Object(entries) => {
            let entries: BTreeSet<String> = entries.iter().map(|(key, v)| format!("{key:?}:{}", normal(v))).collect();
            format!("{{{}}}", entries.into_iter().collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

fn json(cell: Cell<'_>) -> Json {
    match cell {
        Cell::Null => Json::Null,
        Cell::Bool(value) => value.into(),
        Cell::Int(value) => value.into(),
        Cell::UInt(value) => value.into(),
        Cell::Float(value) => value.into(),
        Cell::Text(text) => text.into(),
        Cell::Json(text) => serde_json::from_str(text).unwrap(),
    }
}

/// Rows of paths, which are numbered as they were found: of equally long ones in any order. Here the number of a path is what
/// it goes along.
fn renumbered(rows: Vec<Vec<String>>, path: usize) -> Vec<Vec<String>> {
    let mut along: BTreeMap<String, String> = BTreeMap::new();
    for row in &rows {
        let others = row.iter().enumerate().filter(|(column, _)| *column != path);
        let others: Vec<&str> = others.map(|(_, cell)| cell.as_str()).collect();
        along.entry(row[path].clone()).or_default().push_str(&others.join(" "));
    }
    let renumber = |mut row: Vec<String>| {
        row[path] = along[&row[path]].clone();
        row
    };
    rows.into_iter().map(renumber).collect()
}

/// Whether a table holds the recorded rows, in any order, under the recorded names.
fn compare(ours: &Table, theirs: &Json) -> Result<(), String> {
    let names = texts(&theirs["table"]).unwrap();
    let mut our_names: Vec<&str> = ours.columns().iter().map(neuprint::table::Column::name).collect();
    let mut their_names: Vec<&str> = names.iter().map(String::as_str).collect();
    our_names.sort_unstable();
    their_names.sort_unstable();
    let rows = theirs["rows"].as_array();
    let empty = rows.is_some_and(Vec::is_empty);
    if our_names != their_names && !(empty && ours.rows() == 0) {
        return Err(format!("columns {our_names:?} instead of {their_names:?}"));
    }
    let Some(rows) = rows else {
        let count = theirs["count"].as_u64().unwrap();
        return if ours.rows() as u64 == count { Ok(()) } else { Err(format!("{} rows of {count}", ours.rows())) };
    };
    let mut our_rows: Vec<Vec<String>> = (0..ours.rows())
        .map(|row| names.iter().map(|name| normal(&json(ours.column(name).unwrap().cell(row)))).collect())
        .collect();
    let mut their_rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.as_array().unwrap().iter().map(normal).collect()).collect();
    if let Some(path) = names.iter().position(|name| name == "path") {
        our_rows = renumbered(our_rows, path);
        their_rows = renumbered(their_rows, path);
    }
    our_rows.sort();
    their_rows.sort();
    if our_rows.len() != their_rows.len() {
        return Err(format!("{} rows instead of {}", our_rows.len(), their_rows.len()));
    }
    match our_rows.iter().zip(&their_rows).find(|(a, b)| a != b) {
        Some((a, b)) => Err(format!("\n  ours   {a:?}\n  theirs {b:?}")),
        None => Ok(()),
    }
}

#[test]
fn neurons_and_connections_are_those_of_neuprint_python() {
    let test = "neurons_and_connections_are_those_of_neuprint_python";
    let Some(folder) = shared_data_or_skip(test, "neo4j-answers") else { return };
    let client = client(&folder);
    let (mut agreed, mut unsupported, mut wrong) = (0, Vec::new(), Vec::new());
    for record in lines(&folder.join("neuprint-python.jsonl.gz")) {
        let Some(answer) = ask(&client, &record) else { continue };
        let called = format!("{} {} {}", record["call"], record["args"], record["kwargs"]);
        match (answer, record.get("error")) {
            (Ok(tables), None) => {
                let result = &record["result"];
                let theirs = result.as_array().cloned().unwrap_or_else(|| vec![result.clone()]);
                let compared = tables.iter().zip(&theirs).try_for_each(|(ours, theirs)| compare(ours, theirs));
                match compared {
                    Ok(()) if tables.len() == theirs.len() => agreed += 1,
                    Ok(()) => wrong.push(format!("{called}: {} tables of {}", tables.len(), theirs.len())),
                    Err(difference) => wrong.push(format!("{called}: {difference}")),
                }
            }
            (Err(error), None) if error.to_string().contains("not supported") => {
                unsupported.push(format!("{called}: {error}"));
            }
            (Err(error), None) => wrong.push(format!("{called}: {error}")),
            (Ok(_), Some(error)) => {
                if THEIR_FAILURES.iter().any(|kind| error["type"] == *kind) {
                    agreed += 1;
                } else {
                    wrong.push(format!("{called}: answered instead of {error}"));
                }
            }
            (Err(error), Some(_)) if error.code() == "invalid-argument" => agreed += 1,
            (Err(error), Some(theirs)) => wrong.push(format!("{called}: {error}, {theirs}")),
        }
    }
    println!("{agreed} calls agree; not supported by the engine: {unsupported:#?}");
    assert!(wrong.is_empty(), "{} calls differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(agreed >= AGREED, "{agreed} calls agree, {AGREED} did before");
}
