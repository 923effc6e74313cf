//! The order over all kinds of values is total.

use neuprint_cypher::Value;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

use crate::ask::{check, graph, run};

#[test]
fn kinds_follow_one_another() {
    check(
        "UNWIND [1, 'a', true, null, 2.5, [1, 2], {a: 1}, [1], 'A', false, -1] AS x RETURN x ORDER BY x",
        r#"[[{"a":1}],[[1]],[[1,2]],["A"],["a"],[false],[true],[-1],[1],[2.5],[null]]"#,
    );
    check("UNWIND [1, 'a', null, 2.5, true, [1]] AS x RETURN min(x), max(x)", "[[[1],2.5]]");
}

fn literal() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|v| v.to_string()),
        (-3i64..4).prop_map(|v| v.to_string()),
        (-3i64..4).prop_map(|v| format!("{}.5", v)),
        (-3i64..4).prop_map(|v| format!("{}.0", v)),
        Just("9007199254740993".to_owned()),
        Just("9007199254740992.0".to_owned()),
        Just("(0.0 / 0)".to_owned()),
        Just("(1.0 / 0)".to_owned()),
        "[abB]{0,2}".prop_map(|v| format!("'{v}'")),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(|items| format!("[{}]", items.join(", "))),
            ("[ab]", inner).prop_map(|(key, value)| format!("{{{key}: {value}}}")),
        ]
    })
}

fn sorted(items: &[String], direction: &str) -> Vec<Vec<Value>> {
    let text = format!("UNWIND [{}] AS x RETURN x ORDER BY x {direction}", items.join(", "));
    run(&graph(), &text, 1_000).unwrap()
}

/// As it is printed: there NaN is NaN.
fn shown(rows: &[Vec<Value>]) -> Vec<String> {
    rows.iter().map(|row| format!("{row:?}")).collect()
}

proptest! {
    // Failures are kept beside the test: above it is no crate root, by which proptest would look for a place.
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    /// Where equal values (1 and 1.0) are told apart by nothing, any order of the input gives rows that compare alike.
    #[test]
    fn sorting_does_not_depend_on_the_order_of_the_input(
        (items, shuffled) in prop::collection::vec(literal(), 0..12)
            .prop_flat_map(|items| (Just(items.clone()), Just(items).prop_shuffle()))
    ) {
        let same = |value: &str| value.replace("Float(", "Int(").replace(".0)", ")");
        let [a, b] = [sorted(&items, ""), sorted(&shuffled, "")].map(|rows| shown(&rows));
        prop_assert_eq!(a.iter().map(|v| same(v)).collect::<Vec<_>>(), b.iter().map(|v| same(v)).collect::<Vec<_>>());
    }

    #[test]
    fn descending_is_ascending_backwards(items in prop::collection::vec(literal(), 0..12)) {
        let mut down = shown(&sorted(&items, "DESC"));
        down.reverse();
        let same = |value: &String| value.replace("Float(", "Int(").replace(".0)", ")");
        prop_assert_eq!(
            down.iter().map(same).collect::<Vec<_>>(),
            shown(&sorted(&items, "")).iter().map(same).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_limit_keeps_the_first(items in prop::collection::vec(literal(), 0..12), limit in 0usize..5) {
        let all = sorted(&items, "");
        let some = sorted(&items, &format!("LIMIT {limit}"));
        prop_assert_eq!(shown(&some), shown(&all[..limit.min(all.len())]));
    }
}
