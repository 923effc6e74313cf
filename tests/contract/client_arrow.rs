//! The client against the Arrow streams that neuPrintHTTP 1.9.2 answered: every cell as it was sent, and what the server
//! lost is warned of.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod answering;

use answering::{Answering, now, records};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use neuprint_table::{Cell, Table, read_arrow_answer};
use neuprint_tests::shared_data_or_skip;
use serde_json::{Value as Json, json};

/// Column, kind and rows of a loss.
type Loss = (&'static str, &'static str, usize);

/// What is lost, or may be, in each recorded stream.
const LOSSES: &[(&str, &[Loss])] = &[
    ("arrow: whole float first", &[("x", "fractions-cut", 2)]),
    ("arrow: integers", &[("x", "fractions-cut", 3)]),
    ("arrow: null first", &[("x", "values-as-text", 1)]),
    ("arrow: strings", &[]),
    ("arrow: booleans", &[("b", "values-dropped", 1)]),
    ("arrow: map", &[("m", "values-as-text", 1)]),
    ("arrow: node", &[("n", "values-as-text", 1)]),
    ("arrow: mixed", &[("x", "fractions-cut", 1), ("x", "values-dropped", 2)]),
    ("arrow: table", &[("b", "fractions-cut", 15), ("pre", "fractions-cut", 15), ("r", "values-as-text", 11)]),
    ("arrow: big ids", &[("b", "fractions-cut", 20), ("p", "fractions-cut", 20)]),
    ("arrow asking JSON", &[("x", "fractions-cut", 1)]),
];

fn rows(table: &Table) -> Json {
    let cell = |cell: Cell<'_>| match cell {
        Cell::Null => Json::Null,
        Cell::Bool(value) => json!(value),
        Cell::Int(value) => json!(value),
        Cell::UInt(value) => json!(value),
        Cell::Float(value) => json!(value),
        Cell::Text(text) => json!(text),
        Cell::Json(text) => serde_json::from_str(text).unwrap(),
    };
    let row = |row| table.columns().iter().map(|column| cell(column.cell(row))).collect::<Vec<_>>();
    (0..table.rows()).map(row).collect::<Vec<_>>().into()
}

/// A recorded cell: pyarrow gives maps as lists of pairs.
fn recorded(cell: &Json) -> Json {
    let Some(pairs) = cell.as_array() else { return cell.clone() };
    pairs.iter().map(|pair| (pair[0].as_str().unwrap().to_owned(), pair[1].clone())).collect()
}

#[test]
fn every_recorded_stream_is_read_and_its_losses_are_told() {
    let test = "every_recorded_stream_is_read_and_its_losses_are_told";
    let Some(file) = shared_data_or_skip(test, "neo4j-answers/rest.jsonl.gz") else { return };
    let mut read = Vec::new();
    let recorded_streams =
        records(&file).into_iter().filter(|record| record["decoded"].is_object()).collect::<Vec<_>>();
    for record in &recorded_streams {
        let name = record["name"].as_str().unwrap();
        let stream = BASE64_STANDARD.decode(record["answer_base64"].as_str().unwrap()).unwrap();
        let server = Answering::new(200, stream);
        let answer = now(server.client().custom_arrow(record["body"]["cypher"].as_str().unwrap())).unwrap();
        let (table, warnings) = read_arrow_answer(&answer).unwrap();
        let expected = record["decoded"]["rows"].as_array().unwrap().iter();
        let expected: Json =
            expected.map(|row| row.as_array().unwrap().iter().map(recorded).collect::<Json>()).collect();
        assert_eq!(rows(&table), expected, "{name}");
        let told: Vec<_> = warnings.iter().map(|it| (it.column.as_str(), it.loss.code(), it.rows)).collect();
        let losses =
            LOSSES.iter().find(|(stream, _)| *stream == name).unwrap_or_else(|| panic!("{name} is not listed"));
        assert_eq!(told, losses.1, "{name}");
        read.push(name);
    }
    println!("{} Arrow streams", read.len());
    assert_eq!(read.len(), LOSSES.len(), "{read:?}");
}
