//! The grammar of searches: what it finds, what it refuses and where, and that nothing gets out of it.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use neuprint::{Search, cypher};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

fn condition(search: &str) -> String {
    Search::parse(search).unwrap_or_else(|error| panic!("{search}: {error}")).condition()
}

fn refusal(search: &str) -> (usize, String) {
    let error = Search::parse(search).map(|search| search.condition()).unwrap_err();
    (error.position, error.reason)
}

/// The condition for a name that is no property's.
fn named(test: &str) -> String {
    format!("(n.type {test} OR n.instance {test})")
}

#[test]
fn every_kind_of_term_has_its_condition() {
    let cases = [
        ("MBON01", named("= 'MBON01'")),
        ("  KCa'b'-ap1  ", named(r"= 'KCa\'b\'-ap1'")),
        ("a'L(R)", named(r"= 'a\'L(R)'")),
        (r#""a | \"b\" \\ c""#, named(r#"= 'a | "b" \\ c'"#)),
        ("'it\\'s'", named(r"= 'it\'s'")),
        ("/MBON.*/", named("=~ 'MBON.*'")),
        ("/MBON.*", named("=~ 'MBON.*'")),
        ("/MBON(01|02)", named("=~ 'MBON(01|02)'")),
        ("/a|b/", named("=~ 'a|b'")),
        (r"/a\/b\.c/", named(r"=~ 'a/b\\.c'")),
        ("type:KC", "n.type = 'KC'".into()),
        ("type: \"KC\"", "n.type = 'KC'".into()),
        ("type:/KC.*/", "n.type =~ 'KC.*'".into()),
        ("/type:KC.*/", "n.type =~ 'KC.*'".into()),
        ("pre:100", "(n.pre = 100 OR n.pre = '100')".into()),
        ("somaRadius:-1.5", "(n.somaRadius = -1.5 OR n.somaRadius = '-1.5')".into()),
        ("hemilineage:07", "n.hemilineage = '07'".into()),
        ("group:\"7\"", "n.group = '7'".into()),
        ("cropped:true", "n.cropped = true".into()),
        ("cropped:false", "(n.cropped = false OR n.cropped IS NULL)".into()),
        ("type:null", "n.type IS NULL".into()),
        ("somaLocation:*", "n.somaLocation IS NOT NULL".into()),
        ("`LH(R)`:true", "n.`LH(R)` = true".into()),
        ("1734350788", "n.bodyId = 1734350788".into()),
        ("bodyId:720575940628857210", "n.bodyId = 720575940628857210".into()),
        ("9223372036854775807, 2\n3", "n.bodyId IN [9223372036854775807, 2, 3]".into()),
        ("5-HTPLP01", named("= '5-HTPLP01'")),
        (
            "where: n.pre > 1 AND (n.type STARTS WITH 'a|)' OR n.b)",
            "(n.pre > 1 AND (n.type STARTS WITH 'a|)' OR n.b))".into(),
        ),
        ("WHERE:any(x IN n.tags WHERE x = 'y')", "(any(x IN n.tags WHERE x = 'y'))".into()),
        ("where: n.set = 1 AND n.`return` IS NULL AND n:Set", "(n.set = 1 AND n.`return` IS NULL AND n:Set)".into()),
        ("where: [x IN [1] | x] = [1] | KC", format!("([x IN [1] | x] = [1]) OR {}", named("= 'KC'"))),
        ("/a | /b/ | c", format!("{} OR {} OR {}", named("=~ 'a'"), named("=~ 'b'"), named("= 'c'"))),
    ];
    for (search, expected) in cases {
        assert_eq!(condition(search), expected, "{search}");
    }
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let cases = [
        ("", 1, "a search term is missing"),
        ("a | | b", 5, "a search term is missing"),
        ("é | ", 5, "a search term is missing"),
        ("type:", 6, "a value is missing"),
        ("type: | b", 7, "a value is missing"),
        ("//", 2, "a regular expression is missing"),
        ("/a/b", 3, "within a regular expression a slash is written `\\/`"),
        ("'abc", 1, "this quotation mark is never closed"),
        ("'a' b", 5, "a `|` is missing before the next term"),
        ("`a", 1, "this backtick is never closed"),
        ("`a` b", 1, "backticks are for a property's name, with a colon behind it"),
        ("null", 1, "name a property before this: `type:*`"),
        ("bodyId:,", 8, "a bodyId is missing"),
    ];
    for (search, position, reason) in cases {
        assert_eq!(refusal(search), (position, reason.into()), "{search}");
    }
    assert_eq!(refusal("KC | 9223372036854775808").0, 6);
    assert!(refusal("bodyId:MBON01").1.contains("`MBON01` is not a bodyId"));
    assert!(refusal("7.20576E+17").1.contains("rounded"));
}

#[test]
fn a_condition_stays_within_its_brackets() {
    let cases = [
        ("where:", 7),
        ("where: n.a) OR (true", 11),
        ("where: (n.a", 8),
        ("where: [n.a)", 12),
        ("where: n.a = 'x", 14),
        ("where: n.`a", 10),
        ("where: true // ", 13),
        ("where: true /* */", 13),
        ("where: true; MATCH (x)", 12),
        ("where: true RETURN n", 13),
        ("where: true WITH n", 13),
        ("where: true WHERE true", 13),
        ("where: EXISTS { MATCH (n) }", 17),
        ("where: EXISTS { CALL db.labels() YIELD label }", 17),
        ("where: n.a = 1 SET n.b = 2", 16),
        ("where: n.a = '\\u0027 OR true'", 15),
        ("where: n.a \\ 2", 12),
        ("where: n :CALL dbms.killQuery('x')", 11),
        ("where: apoc.cypher.runFirstColumnSingle('MATCH (n) RETURN n', {})", 13),
        ("where: `apoc`.`cypher`.runFirstColumnMany('…', {})", 15),
    ];
    for (search, position) in cases {
        assert_eq!(refusal(search).0, position, "{search}: {}", refusal(search).1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    /// Whatever is typed is read or refused, with a place that is in the text or just behind it.
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*") {
        match Search::parse(&text) {
            Ok(search) => prop_assert!(!search.condition().is_empty()),
            Err(error) => prop_assert!((1..=text.chars().count() + 1).contains(&error.position)),
        }
    }

    /// The same for texts made of what means something to the grammar; and what comes of it never writes.
    #[test]
    fn any_combination_of_marks_is_read_or_refused(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "/", "|", ":", "where:", "type", "'", "\"", "`", "\\", "\\u0027", "(", ")", "[", "]", "{", "}", " ", "1",
                ",", "DELETE n", "n.a", "//", "/*", "*/", ";", "\n", "é", ".*", "SET n.x = 1", "STARTS", "WITH",
            ]),
            0..12,
        ),
    ) {
        let text = parts.concat();
        match Search::parse(&text) {
            Ok(search) => {
                let query = format!("MATCH (n) WHERE ({}) RETURN n", search.condition());
                prop_assert_eq!(cypher::write_clause(&query), None);
            }
            Err(error) => prop_assert!((1..=text.chars().count() + 1).contains(&error.position)),
        }
    }

    /// A text in quotation marks is found as it is, whatever is in it.
    #[test]
    fn a_quoted_text_is_only_a_text(text in "\\PC*") {
        let written = format!("type:'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"));
        prop_assert_eq!(condition(&written), format!("n.type = {}", cypher::quote(&text)));
    }

    /// So is a bare one.
    #[test]
    fn a_bare_text_is_only_a_text(text in "[a-zA-Z(][^|:]*") {
        let trimmed = text.trim();
        prop_assume!(!matches!(trimmed, "null" | "true" | "false"));
        prop_assert_eq!(condition(&text), named(&format!("= {}", cypher::quote(trimmed))));
    }
}
