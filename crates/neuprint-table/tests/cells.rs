//! Cells of every kind, read from text that servers do and do not write.

use neuprint_table::{Cell, ColumnData, DecodeError, DecodeProblem, Table, TableDecoder};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

fn decode(data: &str) -> Result<Table, DecodeError> {
    let mut decoder = TableDecoder::new();
    decoder.push(format!(r#"{{"columns":["a"],"data":{data}}}"#).as_bytes())?;
    decoder.finish()
}

/// Where `data` begins in the text that [`decode`] makes.
const BEGIN: usize = r#"{"columns":["a"],"data":"#.len();

#[test]
fn numbers_keep_their_kind_and_every_digit() {
    for (text, cell) in [
        ("0", Cell::Int(0)),
        ("-1", Cell::Int(-1)),
        ("999999999999999999", Cell::Int(999_999_999_999_999_999)),
        ("9223372036854775807", Cell::Int(i64::MAX)),
        ("-9223372036854775808", Cell::Int(i64::MIN)),
        ("9223372036854775808", Cell::UInt(1 << 63)),
        ("18446744073709551615", Cell::UInt(u64::MAX)),
        ("18446744073709551616", Cell::Json("18446744073709551616")),
        ("-9223372036854775809", Cell::Json("-9223372036854775809")),
        ("0.5", Cell::Float(0.5)),
        ("1.0", Cell::Float(1.0)),
        ("1e3", Cell::Float(1000.0)),
        ("-1.5E-3", Cell::Float(-0.0015)),
        ("2e+2", Cell::Float(200.0)),
        ("1e400", Cell::Json("1e400")),
        ("5e-324", Cell::Float(5e-324)),
    ] {
        let table = decode(&format!("[[{text}]]")).unwrap();
        assert_eq!(table.cell(0, 0), cell, "{text}");
    }
    let Cell::Float(zero) = decode("[[-0]]").unwrap().cell(0, 0) else { panic!("only a float has a negative zero") };
    assert!(zero == 0.0 && zero.is_sign_negative());
}

#[test]
fn what_is_no_value_is_refused_where_it_stands() {
    for wrong in [
        "01",
        "-",
        "1.",
        ".5",
        "+1",
        "1e",
        "1e+",
        "--1",
        "1-2",
        "1.2.3",
        "nul",
        "nulll",
        "True",
        "tru e",
        "NaN",
        "Infinity",
        "'a'",
        "\"a\nb\"",
        "\"\\x\"",
        "\"\\ud800\"",
        ",",
        "[1,]",
        "{1:2}",
        "[01]",
        "{\"a\"}",
    ] {
        let error = decode(&format!("[[1],[{wrong}]]")).unwrap_err();
        assert!(matches!(error.problem(), DecodeProblem::NotJson(_)), "`{wrong}`: {error}");
        let place = BEGIN + "[[1],[".len();
        assert!((place..=place + wrong.len()).contains(&error.at()), "`{wrong}`: {error}");
        assert_eq!((error.partial().rows(), error.partial().cell(0, 0)), (1, Cell::Int(1)));
    }
    for wrong in ["[[1],[]]", "[[1 2]]", "[[1,]]", "[[1],]", "[[1]", "[1]", "{}", "[[1]]]", "1", "true"] {
        assert!(decode(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn texts_are_decoded() {
    for (text, cell) in [
        (r#""""#, ""),
        (r#""plain é 🧠""#, "plain é 🧠"),
        (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
        (r#""\u00e9\ud83e\udde0\u0000""#, "é🧠\0"),
        (r#""],[{}\"""#, "],[{}\""),
        ("\"\u{7f}\u{2028}\"", "\u{7f}\u{2028}"),
    ] {
        let table = decode(&format!("[[{text}]]")).unwrap();
        assert_eq!(table.cell(0, 0), Cell::Text(cell), "{text}");
    }
    let mut decoder = TableDecoder::new();
    let error = decoder.push(b"{\"columns\":[\"a\"],\"data\":[[\"\xff\"]]}").unwrap_err();
    assert!(matches!(error.problem(), DecodeProblem::NotJson(_)), "{error}");
}

#[test]
fn lists_and_maps_stay_json_without_white_space() {
    for (text, json) in [
        ("[]", "[]"),
        ("[ 1 , 2.50, -0 ]", "[1,2.50,-0]"),
        ("{ \"a b\" : [ null , { } ] }", "{\"a b\":[null,{}]}"),
        ("[\" a \\\" ] \", 12345678901234567890123]", "[\" a \\\" ] \",12345678901234567890123]"),
    ] {
        let table = decode(&format!("[[{text}]]")).unwrap();
        assert_eq!(table.cell(0, 0), Cell::Json(json), "{text}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(decode(&format!("[[{deep}]]")).unwrap().cell(0, 0), Cell::Json(&deep));
}

#[test]
fn a_long_cell_may_come_in_many_pieces() {
    let long = "x".repeat(1 << 20);
    for value in [format!("\"{long}\""), format!("\"\\n{long}\""), format!("[\"{long}\"]"), "7".repeat(1 << 18)] {
        let text = format!(r#"{{"columns":["a","b"],"data":[[{value},1]]}}"#);
        let mut decoder = TableDecoder::new();
        for piece in text.as_bytes().chunks(10_007) {
            decoder.push(piece).unwrap();
        }
        let table = decoder.finish().unwrap();
        let length = match table.cell(0, 0) {
            Cell::Text(text) | Cell::Json(text) => text.len(),
            cell => panic!("{cell:?}"),
        };
        assert!(length >= 1 << 18);
        assert_eq!(table.cell(0, 1), Cell::Int(1));
    }
}

#[test]
fn bulk_access_gives_one_slice_per_column() {
    let table = decode("[[5],[null],[-7]]").unwrap();
    let column = table.column("a").unwrap();
    assert_eq!(column.data(), &ColumnData::Int64([5, 0, -7].into_iter().collect()));
    assert_eq!(column.valid(), Some(&[true, false, true].into_iter().collect()));
    let table = decode(r#"[["ab"],[""],[null],["c"]]"#).unwrap();
    let ColumnData::Text(texts) = table.columns()[0].data() else { panic!("texts") };
    assert_eq!((0..4).map(|row| texts.get(row)).collect::<Vec<_>>(), ["ab", "", "", "c"]);
}

proptest! {
    // Failures are kept beside the test: above it is no crate root, by which proptest would look for a place.
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn every_float_is_read_exactly(bits in any::<u64>()) {
        let value = f64::from_bits(bits);
        prop_assume!(value.is_finite());
        for text in [format!("{value:?}"), format!("{value:e}")] {
            // A whole number is an integer if it is written as one.
            let text = if text.contains(['.', 'e']) { text } else { format!("{text}.0") };
            let table = decode(&format!("[[{text}]]")).unwrap();
            let Cell::Float(read) = table.cell(0, 0) else { panic!("{text}: {:?}", table.cell(0, 0)) };
            prop_assert_eq!(read.to_bits(), bits, "{}", text);
        }
    }

    #[test]
    fn every_integer_is_read_exactly(value in any::<i64>(), large in any::<u64>()) {
        let table = decode(&format!("[[{value}]]")).unwrap();
        prop_assert_eq!(table.cell(0, 0), Cell::Int(value));
        let table = decode(&format!("[[{large}]]")).unwrap();
        prop_assert_eq!(table.cell(0, 0), i64::try_from(large).map_or(Cell::UInt(large), Cell::Int));
    }

    #[test]
    fn integers_of_every_length_are_read_exactly(values in prop::collection::vec((any::<i64>(), 0_u32..63), 1..40)) {
        let values: Vec<i64> = values.iter().map(|(value, shift)| value >> shift).collect();
        let data: Vec<String> = values.iter().map(|value| format!("[{value}]")).collect();
        let table = decode(&format!("[{}]", data.join(","))).unwrap();
        for (row, value) in values.iter().enumerate() {
            prop_assert_eq!(table.cell(row, 0), Cell::Int(*value));
        }
        // Only nought begins with nought.
        let padded = format!("[[0{}]]", values[0].unsigned_abs());
        prop_assert!(decode(&padded).is_err(), "{}", padded);
    }

    #[test]
    fn texts_that_are_nearly_the_same_are_kept_apart(
        texts in prop::collection::vec("[ab]{0,2}(abcdefg){0,3}[ab\\u{0}]{0,2}", 1..200),
    ) {
        let data: Vec<String> = texts.iter().map(|text| format!("[{}]", serde_json::Value::from(text.as_str()))).collect();
        let table = decode(&format!("[{}]", data.join(","))).unwrap();
        for (row, text) in texts.iter().enumerate() {
            prop_assert_eq!(table.cell(row, 0), Cell::Text(text));
        }
        let ColumnData::Text(column) = table.columns()[0].data() else { panic!("texts") };
        let same = |a: usize, b: usize| column.code(a) == column.code(b);
        for row in 1..texts.len() {
            prop_assert_eq!(same(row, row - 1), texts[row] == texts[row - 1]);
        }
    }
}
