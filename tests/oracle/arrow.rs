//! Every Arrow stream that a real server sent is read as the official reader, told to be lenient, reads it.
#![allow(clippy::unwrap_used)]

use std::fs::File;
use std::io::{BufRead, BufReader};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::read::GzDecoder;
use neuprint_table::{Cell, Column, ColumnData, Table, TableDecoder, read_arrow, transfer, write_arrow};
use neuprint_tests::shared_data_or_skip;
use serde_json::Value;

/// Whether a column has the type of the recording, as pyarrow names it.
fn has_type(column: &Column, name: &str) -> bool {
    match column.data() {
        ColumnData::Bool(_) => name == "bool",
        ColumnData::Int64(_) => name == "int64",
        ColumnData::Float64(_) => name == "double",
        ColumnData::Text(_) => name == "string",
        ColumnData::Map(_) => name == "map<string, string>",
        ColumnData::Null => name == "null",
        _ => false,
    }
}

/// Whether a cell is what the recording has: of a map a list of keys and texts, in the order of the stream.
fn same(cell: Cell<'_>, recorded: &Value) -> bool {
    match cell {
        Cell::Null => recorded.is_null(),
        Cell::Bool(value) => recorded.as_bool() == Some(value),
        Cell::Int(value) => recorded.as_i64() == Some(value),
        Cell::UInt(value) => recorded.as_u64() == Some(value),
        Cell::Float(value) => recorded.as_f64() == Some(value),
        Cell::Text(text) => recorded.as_str() == Some(text),
        Cell::Json(json) => {
            let entries = recorded.as_array().unwrap().iter().map(|entry| format!("{}:{}", entry[0], entry[1]));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(",")) == json
        }
    }
}

fn check(name: &str, table: &Table, decoded: &Value) {
    let (schema, rows) = (decoded["schema"].as_array().unwrap(), decoded["rows"].as_array().unwrap());
    assert_eq!((table.columns().len(), table.rows()), (schema.len(), rows.len()), "{name}");
    for (column, recorded) in table.columns().iter().zip(schema) {
        assert_eq!(column.name(), recorded[0], "{name}");
        assert!(has_type(column, recorded[1].as_str().unwrap()), "{name}: {recorded} is {:?}", column.data());
    }
    for (row, recorded) in rows.iter().enumerate() {
        for (column, recorded) in recorded.as_array().unwrap().iter().enumerate() {
            let cell = table.cell(row, column);
            assert!(same(cell, recorded), "{name}, row {row}, column {column}: {cell:?} is not {recorded}");
        }
    }
}

#[test]
fn every_recorded_stream_is_read() {
    let Some(file) = shared_data_or_skip("every_recorded_stream_is_read", "neo4j-answers/rest.jsonl.gz") else {
        return;
    };
    let mut streams = 0;
    for line in BufReader::new(GzDecoder::new(File::open(file).unwrap())).lines() {
        let record: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let name = record["name"].as_str().unwrap();
        let (Some(answer), decoded @ Value::Object(_)) = (record["answer_base64"].as_str(), &record["decoded"]) else {
            continue;
        };
        let stream = BASE64_STANDARD.decode(answer).unwrap();
        let table = read_arrow(&stream).unwrap_or_else(|error| panic!("{name}: {error}"));
        check(name, &table, decoded);
        // Through each form that this crate writes.
        check(name, &read_arrow(&write_arrow(&table, None)).unwrap(), decoded);
        check(name, &transfer::of_bytes(&transfer::to_bytes(&table, None)).unwrap(), decoded);
        let mut json = String::new();
        neuprint_table::write_json(&table, None, &mut json);
        let mut decoder = TableDecoder::new();
        decoder.push(json.as_bytes()).unwrap();
        assert_eq!(decoder.finish().unwrap().rows(), table.rows(), "{name}");
        for end in 0..stream.len() {
            if let Ok(part) = read_arrow(&stream[..end]) {
                assert!(part.rows() <= table.rows(), "{name}");
            }
        }
        streams += 1;
    }
    assert!(streams >= 11, "only {streams} streams were recorded");
    println!("{streams} streams of a real server");
}
