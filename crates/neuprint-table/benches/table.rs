//! How long decoding, sorting, writing and what the query page does with tables take, on made answers.
//!
//! `cargo xtask bench table` does the last in WebAssembly, too. `cargo bench -p neuprint-table` prints the median of several runs per line, in milliseconds, and beside decoding how
//! long `serde_json` takes to read the same text into its general value.

#[path = "table/operations.rs"]
mod operations;

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use neuprint_table::{SortKey, Table, TableDecoder, sort, write_csv};
use operations::{OPERATIONS, Operations};

/// An answer of `rows` connections: two bodyIds and a weight.
fn connections(rows: usize) -> String {
    let rows = (0..rows as u64).map(|row| {
        let body = 720_575_940_000_000_000 + row * 7_919 % 1_000_003;
        format!("[{body},{},{}]", 5_813_000_000 + row * 104_729 % 999_983, row % 97)
    });
    answer(&["bodyId_pre", "bodyId_post", "weight"], rows)
}

/// An answer of `rows` neurons with 30 columns: numbers, texts, nulls, fractions, a list and a map.
fn neurons(rows: usize) -> String {
    let names: Vec<String> = (0..30).map(|column| format!("n.column{column}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    answer(
        &names,
        (0..rows).map(|row| {
            let mut text = String::from("[");
            for column in 0..30 {
                text.push_str(if column > 0 { "," } else { "" });
                let _ = match (column, row % 3) {
                    (0, _) => write!(text, "{}", 720_575_940_000_000_000 + row as u64),
                    (1..10, 0) => write!(text, "null"),
                    (1..6, _) => write!(text, "\"KCg-m_R instance {row}\""),
                    (6..10, _) => write!(text, "\"say \\\"hi\\\" {row} \u{e9}\""),
                    (10..20, _) => write!(text, "{}", row * column),
                    (20..25, _) => write!(text, "{}.25", row),
                    (25, _) => write!(text, "[1,2,3]"),
                    (26, _) => write!(text, "{{\"MB(R)\":{{\"pre\":{row},\"post\":2}}}}"),
                    (_, which) => write!(text, "{}", which == 1),
                };
            }
            text + "]"
        }),
    )
}

fn answer(columns: &[&str], rows: impl Iterator<Item = String>) -> String {
    let mut text = String::from("{\"columns\":[");
    for (at, column) in columns.iter().enumerate() {
        let _ = write!(text, "{}\"{column}\"", if at > 0 { "," } else { "" });
    }
    text.push_str("],\"data\":[");
    for (at, row) in rows.enumerate() {
        text.push_str(if at > 0 { "," } else { "" });
        text.push_str(&row);
    }
    text + "],\"debug\":\"\"}"
}

/// Decodes in pieces of 64 KiB, as a browser hands them over.
fn decode(text: &str) -> Table {
    let mut decoder = TableDecoder::new();
    for piece in text.as_bytes().chunks(1 << 16) {
        decoder.push(piece).expect("the made answer is a table");
    }
    decoder.finish().expect("the made answer is complete")
}

fn measure<T>(what: &str, runs: usize, mut work: impl FnMut() -> T) {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{what:<60} {:>10.2} ms", times[runs / 2]);
}

fn main() {
    let operations = Operations::new(1_000_000);
    for (at, (name, _)) in OPERATIONS.iter().enumerate() {
        measure(&format!("1,000,000 rows: {name}"), 7, || operations.run(at));
    }
    drop(operations);
    for (name, text) in [("1,000,000 x 3", connections(1_000_000)), ("21,663 x 30", neurons(21_663))] {
        let size = text.len() as f64 / 1e6;
        measure(&format!("decode {name} ({size:.0} MB)"), 5, || decode(&text));
        measure(&format!("serde_json::Value of the same {name}"), 3, || {
            serde_json::from_str::<serde_json::Value>(&text).expect("the made answer is JSON")
        });
        let table = decode(&text);
        measure(&format!("sort {name} by its last and first column"), 5, || {
            let last = table.columns().len() - 1;
            sort(&table, &[SortKey { column: last, descending: true }, SortKey { column: 0, descending: false }])
        });
        measure(&format!("write {name} as CSV"), 5, || {
            let mut out = String::new();
            write_csv(&table, None, &mut out);
            out
        });
    }
}
