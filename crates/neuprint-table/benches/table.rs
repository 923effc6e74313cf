//! How long decoding, sorting, writing and what the query page does with tables take, on made answers.
//!
//! `cargo bench -p neuprint-table` prints the median of several runs per line, in milliseconds, and beside decoding how
//! long `serde_json` takes to read the same text into its general value.

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use neuprint_table::{
    Cell, Column, Grouping, Matches, Measure, MeasureKind, Needle, Number, Selection, SortKey, Table, TableDecoder,
    Test, group, inspect, passing, sort, write_csv, write_delimited,
};

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

/// A table of `rows` connections by type, as the query page has it: integers, texts of 20,000 types, integers.
fn by_type(rows: usize) -> Table {
    let mut columns = ["bodyId", "type", "weight"].map(Column::new);
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..rows {
        // Xorshift: without any order, and the same each time.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        columns[0].push(Cell::Int(720_575_940_000_000_000 + (random >> 33) as i64));
        columns[1].push(Cell::Text(&format!("type {:05}", random % 20_000)));
        columns[2].push(Cell::Int((random >> 20) as i64 % 97));
    }
    Table::of_columns(columns.into()).expect("three columns of one length")
}

/// What the query page does with a table of a million rows.
fn operations() {
    let table = by_type(1_000_000);
    let [body, kind, weight] = [0, 1, 2].map(|at| &table.columns()[at]);
    for (what, column) in [("bodyIds", 0), ("types", 1), ("weights", 2)] {
        measure(&format!("sort 1,000,000 by {what}"), 7, || sort(&table, &[SortKey { column, descending: true }]));
    }
    let (low, high) = (Number::parse("20"), Number::parse("30.5"));
    measure("filter 1,000,000 weights", 7, || passing(weight, &Test::Between { low, high }).count());
    let needle = Needle::new("TYPE 01", false);
    measure("filter 1,000,000 types", 7, || passing(kind, &Test::Text(&|text| needle.is_in(text))).count());
    measure("filter 1,000,000 bodyIds as text", 7, || passing(body, &Test::Text(&|text| needle.is_in(text))).count());
    let sum = [Measure { column: 2, kind: MeasureKind::Sum }];
    measure("group 1,000,000 by type, sum of weights", 7, || {
        group(&table, None, &Grouping { by: &[1], pivot: None, measures: &sum })
    });
    measure("group 1,000,000 by type, weights as columns", 7, || {
        group(&table, None, &Grouping { by: &[1], pivot: Some(2), measures: &[] })
    });
    for (what, column) in [("bodyIds", body), ("types", kind), ("weights", weight)] {
        measure(&format!("inspect 1,000,000 {what}"), 7, || inspect(column, None));
    }
    measure("find in 1,000,000 x 3", 7, || Matches::of(&table, &needle).count(None));
    let order = sort(&table, &[SortKey { column: 1, descending: false }]);
    measure("60 rows as text (one viewport, of 3 columns)", 7, || {
        let mut out = String::new();
        write_delimited(&Selection::new(&table, Some(&order)).places(500_000..500_060), '\t', false, &mut out);
        out
    });
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
    operations();
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
