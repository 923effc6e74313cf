//! `=~`: as the database matches, and never for ever.

use neuprint_cypher::{CypherError, ErrorCode, Given, Limits, Map, Step, Value, parse};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

use crate::ask::{graph, refused};
use crate::regex_table::{INVALID, MATCHES};

/// `text =~ pattern`, and the steps that took.
fn ask(text: &str, pattern: &str) -> (Result<bool, CypherError>, u64) {
    ask_within(Limits::default(), text, pattern)
}

fn ask_within(limits: Limits, text: &str, pattern: &str) -> (Result<bool, CypherError>, u64) {
    let query = parse("RETURN $text =~ $pattern").unwrap();
    let mut parameters = Map::new();
    parameters.insert("text", Value::text(text));
    parameters.insert("pattern", Value::text(pattern));
    let given = Given { parameters, ..Given::default() };
    let mut execution = query.start_with(graph(), &given, limits).unwrap();
    let answer = loop {
        match execution.advance(1_000) {
            Ok(Step::Rows(rows)) => break Ok(rows[0][0] == Value::Bool(true)),
            Ok(Step::Done) => panic!("no row"),
            Ok(_) => {}
            Err(error) => break Err(error),
        }
    };
    (answer, execution.steps())
}

#[track_caller]
fn matches(text: &str, pattern: &str) -> bool {
    match ask(text, pattern).0 {
        Ok(matches) => matches,
        Err(error) => panic!("{pattern}: {error}"),
    }
}

#[test]
fn texts_match_as_the_database_says() {
    for (pattern, yes, no) in MATCHES {
        for text in *yes {
            assert!(matches(text, pattern), "{pattern} matches {text:?}");
        }
        for text in *no {
            assert!(!matches(text, pattern), "{pattern} does not match {text:?}");
        }
    }
}

#[test]
fn what_is_no_pattern_is_refused_as_the_database_refuses_it() {
    for (pattern, why) in INVALID {
        let error = ask("a", pattern).0.unwrap_err();
        assert_eq!(error.code, ErrorCode::Semantic, "{pattern}: {error}");
        assert!(error.message.starts_with(&format!("Invalid Regex: {why}")), "{pattern}: {error}");
    }
}

#[test]
fn what_is_not_supported_is_named() {
    for (pattern, name) in [
        (r"\p{IsGreek}", "the class IsGreek"),
        (r"\p{InGreek}", "the class InGreek"),
        (r"\p{Sm}", "the class Sm"),
        (r"\X", r"\X"),
        (r"\b{g}", r"\b{g}"),
        (r"\N{SPACE}", r"\N"),
        ("(?U)a", "(?U)"),
    ] {
        let error = ask("a", pattern).0.unwrap_err();
        assert_eq!(error.code, ErrorCode::Unsupported, "{pattern}: {error}");
        assert!(error.message.contains(name), "{pattern}: {error}");
    }
}

#[test]
fn patterns_that_go_back_often_are_answered() {
    let text = "a".repeat(5_000);
    for pattern in ["(a+)+b", "(a|a)*b", "(a|aa)+b", "(?:a*)*b", "a*a*a*a*a*b", "(?=(?:a+)+b)a*", "(.*)*x"] {
        let (answer, steps) = ask(&text, pattern);
        assert!(!answer.unwrap(), "{pattern}");
        assert!(steps < 1_000_000, "{pattern}: {steps}");
    }
    assert!(matches(&text, "(a|aa)+"));
    assert!(matches(&text, "(?:(?=a+)a)*"));
}

#[test]
fn what_would_go_back_for_ever_ends_with_the_budget() {
    for (steps, text, pattern) in [
        (1_000_000_000, "a".repeat(100), r"(a*)*\1b"),
        (300_000, "a".repeat(60), r"(x)?(a|aa)+\1b"),
        (300_000, "a".repeat(20_000), r"(?:(?<=a{1,20000}b)|a)*b"),
    ] {
        let (answer, taken) = ask_within(Limits { steps, ..Limits::default() }, &text, pattern);
        let error = answer.unwrap_err();
        assert_eq!(error.code, ErrorCode::TimedOut, "{pattern}: {error}");
        assert!(error.message.contains("goes back too often"), "{error}");
        // All that the row may take was taken.
        let allowed = steps.min(5_000_000);
        assert!((allowed * 9 / 10..=allowed).contains(&taken), "{pattern}: {taken}");
    }
}

#[test]
fn matching_is_paid_for() {
    let paid = |length: usize| ask(&"ab".repeat(length), "(ab|ba)*c?").1;
    assert!(paid(100_000) > 10 * paid(1_000));
    assert!(paid(100_000) > 10_000);
}

#[test]
fn a_pattern_may_not_be_too_large() {
    for pattern in ["(((a{999}){999}){999}){999}".to_owned(), "(".repeat(100_000), "[".repeat(100_000)] {
        let error = ask("a", &pattern).0.unwrap_err();
        assert_eq!(error.code, ErrorCode::Limit, "{error}");
        assert!(error.message.len() < 400, "{error}");
    }
    assert!(matches("a", &format!("{}a{}", "(".repeat(150), ")".repeat(150))));
    assert!(matches(&"a".repeat(2_000), "a{2000}"));
    assert!(matches("", "(){2000000000}"));
}

#[test]
fn patterns_may_come_from_the_rows() {
    let rows = crate::ask::ask(
        "UNWIND range(1, 100) AS i WITH i, 'a{' + i + '}' AS pattern WHERE 'aaa' =~ pattern RETURN i, pattern",
    );
    assert_eq!(rows, r#"[[3,"a{3}"]]"#);
    let text = "UNWIND range(1, 100) AS i RETURN 'a' =~ substring('aaaaaaa(', i % 8)";
    assert_eq!(refused(text).code, ErrorCode::Semantic);
}

/// Patterns that Java and the other engine read in the same way.
fn plain() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec!["a", "b", "ab", ".", "[ab]", "[^a]", r"\d", r"\w", "(?i:A)", "1", "^", "$"]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| format!("(?:{})", parts.join("|"))),
            (inner, prop::sample::select(vec!["*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{2,}?"]))
                .prop_map(|(part, times)| format!("({part}){times}")),
        ]
    })
}

/// Patterns with a part that is matched on its own, from place to place.
fn on_its_own() -> impl Strategy<Value = String> {
    let part = || prop::collection::vec(prop::sample::select(vec!["a", "b", ".", "a*", "b+", "(?:a|ab)*", ".*"]), 1..4);
    let begin = prop::sample::select(vec!["(?=", "(?!", "(?>", "(?<=", "(?<!"]);
    let around = prop::sample::select(vec![("", ""), ("(?:", ".)*"), ("(?:a|", "b)*"), ("(?:", ")?"), ("(?:.", ")+")]);
    (begin, around, part(), part(), part()).prop_map(|(begin, (open, close), before, inner, after)| {
        format!("{}{open}{begin}{}){close}{}", before[1..].concat(), inner.concat(), after[1..].concat())
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2_000,
        failure_persistence: Some(Box::new(WithSource("proptest-regressions"))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn plain_patterns_match_as_in_another_engine(pattern in plain(), text in "[abA1 ]{0,8}") {
        let other = regex_lite::Regex::new(&format!(r"\A(?:{pattern})\z")).unwrap();
        prop_assert_eq!(matches(&text, &pattern), other.is_match(&text), "{} {:?}", pattern, text);
    }

    /// With a reference to a group no failure is remembered: what is remembered otherwise changes no answer.
    #[test]
    fn remembering_failures_changes_nothing(pattern in on_its_own(), text in "[ab]{0,7}") {
        // Java refuses to look behind for some.
        if let (Ok(remembered), _) = ask(&text, &pattern) {
            let forgetful = format!(r"(?:{pattern})(?:|()\9)");
            prop_assert_eq!(remembered, matches(&text, &forgetful), "{} {:?}", pattern, text);
        }
    }
}
