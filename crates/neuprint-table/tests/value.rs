//! JSON values as serde_json reads them, but for the last bit of floats, which is right.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use neuprint_table::read_json;
use proptest::prelude::*;
use serde_json::{Value, json};

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter("JSON has finite numbers", |float| float.is_finite()).prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(".{0,4}", inner, 0..6).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn every_value_reads_back_with_every_bit(value in values(), pretty: bool) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        prop_assert_eq!(read_json(text.as_bytes()), Ok(value));
    }

    #[test]
    fn texts_are_refused_or_taken_as_by_serde_json(text in r#"[\[\]{}",:0-9eE.+\-truefalsn \\]{0,16}"#) {
        let standard: Result<Value, _> = serde_json::from_str(&text);
        prop_assert_eq!(read_json(text.as_bytes()).is_ok(), standard.is_ok(), "{}", text);
    }

    #[test]
    fn no_bytes_make_it_panic(text in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_json(&text);
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for (text, at, words) in [
        ("", 0, "missing"),
        ("[1,", 3, "missing"),
        ("[1 2]", 3, "comma"),
        ("{\"a\" 1}", 5, "colon"),
        ("{1:2}", 1, "name"),
        ("[1] x", 4, "behind"),
        ("\"ab", 0, "closed"),
        ("[01]", 1, "number"),
        ("1e999", 0, "beyond"),
    ] {
        let error = read_json(text.as_bytes()).unwrap_err();
        assert!(error.at == at && error.problem.contains(words), "{text}: {error}");
    }
    let deep = "[".repeat(100_000);
    assert!(read_json(deep.as_bytes()).unwrap_err().problem.contains("deeply"));
    assert_eq!(read_json(b"18446744073709551616").unwrap(), json!(18_446_744_073_709_551_616.0_f64));
}
