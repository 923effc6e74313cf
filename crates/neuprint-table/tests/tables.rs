//! What tables are made of and made into: parts of them, JSON, what is left of an answer that went wrong.
#![allow(clippy::unwrap_used)]

use neuprint_table::{Cell, Column, ColumnData, DecodeProblem, Table, TableDecoder, write_json};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

/// More rows than a chunk has.
const MANY: usize = 20_001;

fn decode(text: &str) -> Table {
    let mut decoder = TableDecoder::new();
    decoder.push(text.as_bytes()).unwrap();
    decoder.finish().unwrap()
}

/// Columns of every kind, with a null in every seventh row.
fn cells(row: usize) -> [String; 8] {
    let plain = [
        format!("{}", 720_575_940_000_000_000 + row as u64),
        format!("{}", u64::MAX - row as u64),
        format!("{}.5", row),
        format!("{}", row.is_multiple_of(2)),
        format!("\"type {}\"", row % 5),
        format!("\"an instance of its own, {row}\""),
        format!("[{row},9007199254740993]"),
        format!("{{\"MB(R)\":{row}}}"),
    ];
    if row % 7 == 3 { plain.map(|_| "null".into()) } else { plain }
}

fn answer(rows: usize) -> String {
    let rows: Vec<String> = (0..rows).map(|row| format!("[{}]", cells(row).join(","))).collect();
    format!(r#"{{"columns":["a","b","c","d","e","f","g","h"],"data":[{}]}}"#, rows.join(","))
}

fn shown(table: &Table, row: usize) -> String {
    let mut json = String::new();
    write_json(table, Some(&[row as u32]), &mut json);
    let (_, cells) = json.split_once("\"data\":[[").unwrap();
    cells.strip_suffix("]]}").unwrap().to_owned()
}

#[test]
fn columns_of_every_kind_grow_beyond_a_chunk() {
    let table = decode(&answer(MANY));
    assert_eq!(table.rows(), MANY);
    let kinds: Vec<bool> = table
        .columns()
        .iter()
        .zip(0..)
        .map(|(column, at)| match column.data() {
            ColumnData::Int64(_) => at == 0,
            ColumnData::UInt64(_) => at == 1,
            ColumnData::Float64(_) => at == 2,
            ColumnData::Bool(_) => at == 3,
            ColumnData::Text(_) => at == 4 || at == 5,
            ColumnData::List(_) => at == 6,
            ColumnData::Map(_) => at == 7,
            _ => false,
        })
        .collect();
    assert_eq!(kinds, [true; 8]);
    for row in 0..MANY {
        assert_eq!(shown(&table, row), cells(row).join(","));
    }
    let ColumnData::Text(types) = table.columns()[4].data() else { panic!("texts") };
    assert_eq!(types.code(1), types.code(6));
    assert_ne!(types.code(1), types.code(2));
    let ColumnData::Text(instances) = table.columns()[5].data() else { panic!("texts") };
    assert_eq!(instances.code(0), None);
}

#[test]
fn an_answer_that_goes_wrong_leaves_its_complete_rows() {
    let whole = answer(MANY);
    let cut = &whole[..whole.len() * 2 / 3];
    let mut decoder = TableDecoder::new();
    let rows = decoder.push(cut.as_bytes()).unwrap();
    let error = decoder.finish().unwrap_err();
    assert_eq!((error.at(), error.problem()), (cut.len(), &DecodeProblem::Truncated));
    assert!(rows > MANY / 2);
    let partial = error.partial();
    assert_eq!(partial.rows(), rows);
    assert!(partial.columns().iter().all(|column| column.len() == rows));
    assert_eq!(partial.columns()[7].name(), "h");
    assert_eq!(shown(partial, rows - 1), cells(rows - 1).join(","));
    // The same as the beginning of the whole.
    assert_eq!(**partial, decode(&whole).slice(0..rows));

    // Where the columns' names come last, they are missing; where a row is broken, it is.
    let mut decoder = TableDecoder::new();
    let error = decoder.push(br#"{"data":[[1,"x"],[2,nul]],"columns":["a","b"]}"#).unwrap_err();
    assert_eq!(error.partial().rows(), 1);
    assert_eq!(error.partial().columns()[1].name(), "");
    assert_eq!(error.partial().cell(0, 1), Cell::Text("x"));
    // What has not ended can be taken too.
    let mut decoder = TableDecoder::new();
    decoder.push(br#"{"columns":["a","b"],"data":[[1,null],[2,"y"#).unwrap();
    let partial = decoder.into_partial();
    assert_eq!((partial.rows(), partial.columns()[1].nulls()), (1, 1));
}

#[test]
fn parts_of_a_table_keep_the_types_of_its_columns() {
    let table = decode(&answer(MANY));
    let picked = table.take(&[9_000, 3, 0, 9_000]).unwrap();
    assert_eq!(picked.rows(), 4);
    for (at, row) in [9_000, 3, 0, 9_000].into_iter().enumerate() {
        assert_eq!(shown(&picked, at), shown(&table, row));
    }
    assert!(matches!(picked.columns()[1].data(), ColumnData::UInt64(_)));
    assert_eq!(picked.columns()[0].nulls(), 1);
    assert!(table.take(&[0]).unwrap().columns()[0].valid().is_none());
    assert_eq!(table.take(&[MANY as u32]), None);

    let part = table.slice(8_190..8_200);
    assert_eq!((part.rows(), shown(&part, 9)), (10, shown(&table, 8_199)));
    assert_eq!(table.slice(MANY - 1..usize::MAX).rows(), 1);
    assert_eq!(table.slice(MANY..MANY + 5).columns().len(), 8);
    let odd = table.filter(|row| table.cell(row, 3) == Cell::Bool(false));
    assert_eq!(odd.cell(0, 0), table.cell(1, 0));
    assert!((0..odd.rows()).all(|row| odd.cell(row, 3) == Cell::Bool(false)));
}

#[test]
fn json_writes_texts_so_that_every_reader_takes_them() {
    let mut column = Column::new("a \"name\"\n");
    let texts = ["", "\"\\/\u{8}\u{c}\n\r\t\0\u{1f}\u{7f}", "é 🧠 \u{2028}"];
    texts.iter().for_each(|text| column.push(Cell::Text(text)));
    let mut json = String::new();
    write_json(&Table::of_columns(vec![column]).unwrap(), None, &mut json);
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(read, serde_json::json!({"columns": ["a \"name\"\n"], "data": texts.map(|text| vec![text])}));
}

#[test]
fn numbers_that_no_json_can_hold_are_null() {
    let mut column = Column::new("x");
    for value in [f64::NAN, f64::INFINITY, 1.0, -0.0, 1e300] {
        column.push(Cell::Float(value));
    }
    let mut json = String::new();
    write_json(&Table::of_columns(vec![column]).unwrap(), None, &mut json);
    assert_eq!(json, r#"{"columns":["x"],"data":[[null],[null],[1.0],[-0.0],[1e300]]}"#);
}

fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        any::<i64>().prop_map(|value| value.to_string()),
        any::<u64>().prop_map(|value| value.to_string()),
        any::<f64>().prop_filter("a number", |value| value.is_finite()).prop_map(|value| format!("{value:?}")),
        "[a-z\"\\\\\u{e9}\u{1f9e0}\n ]{0,8}".prop_map(|text| serde_json::Value::from(text).to_string()),
        Just("[1,{\"a\":9007199254740993}]".to_owned()),
        Just("{}".to_owned()),
        Just("123456789012345678901234567890".to_owned()),
    ]
}

proptest! {
    // Failures are kept beside the test: above it is no crate root, by which proptest would look for a place.
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn json_reads_back_as_the_same_cells(rows in prop::collection::vec((any_cell(), any_cell()), 0..8)) {
        let data: Vec<String> = rows.iter().map(|(a, b)| format!("[{a},{b}]")).collect();
        let table = decode(&format!(r#"{{"columns":["a","b"],"data":[{}]}}"#, data.join(",")));
        let mut json = String::new();
        write_json(&table, None, &mut json);
        prop_assert_eq!(decode(&json), table);
    }

    #[test]
    fn texts_are_kept_whether_they_repeat_or_not(
        words in prop::collection::vec("[a-c]{0,9}", 1..40),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 0..2000),
        spread in 1..400_usize,
    ) {
        let mut column = Column::new("t");
        let text = |at: usize, pick: &prop::sample::Index| format!("{}{}", words[pick.index(words.len())], at % spread);
        for (at, pick) in picks.iter().enumerate() {
            column.push(Cell::Text(&text(at, pick)));
        }
        for (at, pick) in picks.iter().enumerate() {
            prop_assert_eq!(column.cell(at), Cell::Text(&text(at, pick)));
        }
    }
}
