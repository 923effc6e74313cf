//! No text makes the engine panic or run away.

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

use crate::ask::{graph, run};

const WORDS: &[&str] = &[
    "MATCH",
    "OPTIONAL",
    "WHERE",
    "RETURN",
    "WITH",
    "UNWIND",
    "AS",
    "ORDER BY",
    "SKIP",
    "LIMIT",
    "DISTINCT",
    "UNION",
    "ALL",
    "AND",
    "OR",
    "XOR",
    "NOT",
    "IN",
    "IS NULL",
    "STARTS WITH",
    "CONTAINS",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "END",
    "(n)",
    "(n:Neuron)",
    "(m {bodyId: 1})",
    "-[e]->",
    "-[*0..2]-",
    "-[f*]->",
    "p =",
    "EXISTS {",
    "COUNT {",
    "$a",
    "<-[:ConnectsTo]-",
    "--",
    "n",
    "m",
    "e",
    "x",
    "n.type",
    "e.weight",
    "1",
    "2.5",
    "'a'",
    "null",
    "true",
    "[1, 2]",
    "{a: 1}",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    ",",
    ".",
    "..",
    "|",
    ":",
    "=",
    "<>",
    "<",
    "=~",
    "+",
    "-",
    "*",
    "/",
    "%",
    "^",
    "count(*)",
    "collect(x)",
    "size(",
    "range(1, 9)",
    "any(x IN",
    "reduce(s = 0, x IN",
    "exists(",
    "EXPLAIN",
    "CALL {",
    "$p",
    "`",
    "'",
    "\"",
    "//",
    "/*",
    "*/",
    "\\",
    "é",
    "😀",
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1_000,
        // Beside the test: above it is no crate root, by which proptest would look for a place.
        failure_persistence: Some(Box::new(WithSource("proptest-regressions"))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_text_is_answered_or_refused(text in any::<String>()) {
        let _ = run(&graph(), &text, 100);
    }

    #[test]
    fn any_words_are_answered_or_refused(words in prop::collection::vec(prop::sample::select(WORDS), 0..25)) {
        let _ = run(&graph(), &words.join(" "), 100);
    }

    #[test]
    fn any_expression_is_answered_or_refused(words in prop::collection::vec(prop::sample::select(WORDS), 0..8)) {
        let _ = run(&graph(), &format!("MATCH (n)-[e]->(m) WITH n, e, m, 1 AS x RETURN {}", words.join(" ")), 100);
    }

    #[test]
    fn any_regular_expression_is_answered_or_refused(pattern in "[ab()\\[\\]{}|*+?.^$\\\\&<>!=:0-9-]{0,12}") {
        let text = format!("RETURN 'aab' =~ '{}'", pattern.replace('\\', "\\\\"));
        let _ = run(&graph(), &text, 100);
    }
}
