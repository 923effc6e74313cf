//! What must hold for every answer: exact values, however it is cut, and never a panic.
#![allow(clippy::unwrap_used)]

#[path = "readers/csv.rs"]
mod csv;

use neuprint_table::{Cell, ColumnData, DecodeError, DecodeProblem, SortKey, Table, TableDecoder, sort, write_csv};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;
use serde_json::{Value, json};

fn decode(text: &[u8]) -> Result<Table, DecodeError> {
    let mut decoder = TableDecoder::new();
    decoder.push(text)?;
    decoder.finish()
}

fn answer(rows: Value) -> Vec<u8> {
    json!({"columns": ["a"], "data": rows, "debug": "x"}).to_string().into_bytes()
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e9f64..1e9).prop_map(Value::from),
        "[a-z\"\\\\,\u{e9}\u{1f9e0}\n ]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a-c]", inner, 0..3).prop_map(|m| json!(m)),
        ]
    })
}

fn same(cell: Cell<'_>, value: &Value) -> bool {
    match cell {
        Cell::Null => value.is_null(),
        Cell::Bool(v) => value == &json!(v),
        Cell::Int(v) => value.as_i64() == Some(v),
        Cell::UInt(v) => value.as_u64() == Some(v),
        Cell::Float(v) => value.as_f64() == Some(v),
        Cell::Text(v) => value.as_str() == Some(v),
        // The same text: parsing it again would compare what serde_json makes of it.
        Cell::Json(v) => value.to_string().as_str() == v,
    }
}

fn read_csv(text: &str) -> Vec<Vec<Option<String>>> {
    csv::read(text, ',')
}

/// Writes numbers as CSV and reads them back; none may take a screenful of digits.
fn numbers_survive_csv(floats: &[f64]) {
    let table = decode(&answer(floats.iter().map(|v| json!([v])).collect())).unwrap();
    let mut csv = String::new();
    write_csv(&table, None, &mut csv);
    let rows = read_csv(&csv);
    assert_eq!(rows.len(), floats.len() + 1);
    for (line, value) in rows[1..].iter().zip(floats) {
        let text = line[0].as_deref().unwrap();
        assert_eq!(text.parse::<f64>().unwrap().to_bits(), value.to_bits(), "{text}");
        assert!(text.len() <= 26, "{text}");
    }
}

#[test]
fn csv_keeps_the_smallest_and_the_largest_numbers() {
    let edges = [5e-324, f64::MIN_POSITIVE, 1e-7, 0.1 + 0.2, 1e16, 1e17, 1e21, f64::MAX, 0.0];
    numbers_survive_csv(&edges);
    numbers_survive_csv(&edges.map(|v| -v));
    let table = decode(&answer(json!([[5e-324], [1e-7], [1e17], [-0.0]]))).unwrap();
    let mut csv = String::new();
    write_csv(&table, None, &mut csv);
    assert_eq!(csv, "a\r\n5e-324\r\n0.0000001\r\n1e17\r\n-0\r\n");
}

proptest! {
    // Failures are kept beside the test: above it is no crate root, by which proptest would look for a place.
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn every_value_is_kept_however_the_answer_is_cut(
        rows in prop::collection::vec((values(), values()), 0..12),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        columns_first in any::<bool>(),
        pretty in any::<bool>(),
    ) {
        let data = if pretty { serde_json::to_string_pretty(&rows).unwrap() } else { json!(rows).to_string() };
        let text = if columns_first {
            format!(r#"{{"columns":["a","b"],"data":{data},"debug":"x]\"}}"}}"#)
        } else {
            format!(r#" {{"debug":{{"k":[1]}} , "data":{data} ,"columns":["a","b"]}} "#)
        };
        let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len())).collect();
        places.sort_unstable();
        let mut decoder = TableDecoder::new();
        let mut from = 0;
        for to in places.into_iter().chain([text.len()]) {
            decoder.push(&text.as_bytes()[from..to]).unwrap();
            from = to;
        }
        let table = decoder.finish().unwrap();
        prop_assert_eq!(table.rows(), rows.len());
        for (row, (a, b)) in rows.iter().enumerate() {
            prop_assert!(same(table.cell(row, 0), a), "{:?} for {}", table.cell(row, 0), a);
            prop_assert!(same(table.cell(row, 1), b), "{:?} for {}", table.cell(row, 1), b);
        }
    }

    #[test]
    fn csv_reads_back(rows in prop::collection::vec(prop::option::of("[a\",\r\n é]{0,5}"), 0..12)) {
        let table = decode(&answer(rows.iter().map(|cell| json!([cell])).collect())).unwrap();
        let mut csv = String::new();
        write_csv(&table, None, &mut csv);
        let read = read_csv(&csv);
        prop_assert_eq!(&read[0], &vec![Some("a".to_owned())]);
        prop_assert_eq!(read[1..].iter().map(|row| row[0].clone()).collect::<Vec<_>>(), rows);
    }

    #[test]
    fn csv_keeps_every_number(bits in prop::collection::vec(any::<u64>(), 1..6)) {
        let floats: Vec<f64> = bits.iter().map(|bits| f64::from_bits(*bits)).filter(|v| v.is_finite()).collect();
        numbers_survive_csv(&floats);
    }

    #[test]
    fn sorting_is_a_stable_order_with_nulls_last(
        cells in prop::collection::vec(values(), 0..20),
        descending in any::<bool>(),
    ) {
        let table = decode(&answer(cells.iter().map(|cell| json!([cell])).collect())).unwrap();
        let order = sort(&table, &[SortKey { column: 0, descending }]);
        for pair in order.windows(2) {
            let (a, b) = (table.cell(pair[0] as usize, 0), table.cell(pair[1] as usize, 0));
            if a.is_null() || b.is_null() {
                prop_assert!(b.is_null());
                continue;
            }
            let way = if descending { b.order(&a) } else { a.order(&b) };
            prop_assert!(way.is_lt() || (way.is_eq() && pair[0] < pair[1]));
        }
        let mut all = order;
        all.sort_unstable();
        prop_assert!(all.into_iter().eq(0..cells.len() as u32));
    }

    #[test]
    fn no_bytes_make_the_decoder_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes);
    }

    #[test]
    fn no_damage_makes_the_decoder_panic(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut text = br#"{"columns":["a","b"],"data":[[1,"x"],[null,{"k":[1.5]}],[-2,"\u00e9"]],"debug":"d"}"#.to_vec();
        let at = at.index(text.len());
        text[at] = byte;
        let _ = decode(&text);
    }
}

fn kind(rows: Value) -> ColumnData {
    decode(&answer(rows)).unwrap().columns()[0].data().clone()
}

#[test]
fn integers_are_never_rounded() {
    assert_eq!(
        kind(json!([[9_007_199_254_740_993_i64], [-1]])),
        ColumnData::Int64([9_007_199_254_740_993, -1].into_iter().collect())
    );
    assert_eq!(kind(json!([[1], [0.5]])), ColumnData::Float64([1.0, 0.5].into_iter().collect()));
    assert_eq!(
        kind(json!([[0.5], [1_i64 << 53]])),
        ColumnData::Float64([0.5, 9_007_199_254_740_992.0].into_iter().collect())
    );
    assert_eq!(kind(json!([[1], [u64::MAX]])), ColumnData::UInt64([1, u64::MAX].into_iter().collect()));
    for rows in [json!([[9_007_199_254_740_993_i64], [0.5]]), json!([[-1], [u64::MAX]])] {
        let table = decode(&answer(rows.clone())).unwrap();
        assert!(matches!(table.columns()[0].data(), ColumnData::Mixed(_)), "{rows}");
        assert!(same(table.cell(0, 0), &rows[0][0]) && same(table.cell(1, 0), &rows[1][0]), "{rows}");
    }
    let text = br#"{"columns":["a"],"data":[[123456789012345678901234567890],[1e999]]}"#;
    let table = decode(text).unwrap();
    assert_eq!(table.cell(0, 0), Cell::Json("123456789012345678901234567890"));
    assert_eq!(table.cell(1, 0), Cell::Json("1e999"));
}

#[test]
fn nulls_are_counted_and_kept() {
    let table = decode(&answer(json!([[null], ["x"], [null], [""]]))).unwrap();
    let column = &table.columns()[0];
    assert_eq!((column.nulls(), column.valid()), (2, Some(&[false, true, false, true].into_iter().collect())));
    assert_eq!((table.cell(2, 0), table.cell(3, 0)), (Cell::Null, Cell::Text("")));
}

#[test]
fn numbers_of_both_kinds_sort_by_value() {
    let rows = json!([[9_007_199_254_740_993_i64], [9_007_199_254_740_992.0], [0.5], [-1], [u64::MAX], [1]]);
    let table = decode(&answer(rows)).unwrap();
    assert_eq!(sort(&table, &[SortKey { column: 0, descending: false }]), [3, 2, 5, 1, 0, 4]);
}

#[test]
fn what_is_wrong_with_an_answer_is_said() {
    let whole = br#"{"columns":["a"],"data":[[1],[2]],"debug":""}"#;
    for length in 0..whole.len() {
        let error = decode(&whole[..length]).unwrap_err();
        assert_eq!((error.at(), error.problem()), (length, &DecodeProblem::Truncated));
    }
    let text = |text: &str| decode(text.as_bytes()).unwrap_err();
    let wide = text(r#"{"columns":["a"],"data":[[1],[2,3]]}"#);
    assert_eq!((wide.at(), wide.problem()), (33, &DecodeProblem::Width { row: 1, found: 2, expected: 1 }));
    let wide = text(r#"{"data":[[1,2]],"columns":["a"]}"#);
    assert_eq!(wide.problem(), &DecodeProblem::Width { row: 0, found: 2, expected: 1 });
    let zero = text(r#"{"columns":["a"],"data":[[1],[01]]}"#);
    assert!(zero.at() == 30 && matches!(zero.problem(), DecodeProblem::NotJson(_)), "{zero}");
    let page = text("<html>bad gateway");
    assert!(page.at() == 0 && matches!(page.problem(), DecodeProblem::NotATable(_)), "{page}");
    assert_eq!(text(r#"{"error":"no"}"#).problem(), &DecodeProblem::Refused("no".to_owned()));
    let late = text("{\"columns\":[\"x\"],\"data\":[[1],[2]],\"error\":\"too \\u0041\"");
    assert_eq!((late.problem(), late.partial().rows()), (&DecodeProblem::Refused("too A".to_owned()), 2));
    let more = text(r#"{"columns":["a"],"data":[[1]]} x"#);
    assert!(more.at() == 31 && matches!(more.problem(), DecodeProblem::NotJson(_)), "{more}");
}

#[test]
fn an_answer_without_rows_keeps_its_columns() {
    for text in [&br#"{"columns":["a"],"data":[],"debug":""}"#[..], br#"{"columns":["a"],"data":null}"#] {
        let table = decode(text).unwrap();
        assert_eq!((table.rows(), table.columns()[0].name()), (0, "a"));
    }
}
