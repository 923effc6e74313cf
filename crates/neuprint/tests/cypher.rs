//! Quoting, and telling reading queries from writing ones.

use neuprint::cypher::{name, quote, typographic_quote, write_clause};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

#[test]
fn only_writes_are_refused() {
    for reads in [
        "MATCH (n) WHERE n.type = 'SET x = 1' RETURN n.set, n.`create`, n . delete",
        "MATCH (n:Set) // DELETE n\nRETURN n /* MERGE (x) */",
        "WITH 1 AS set RETURN set",
        "RETURN {set: 1, delete: 2}.set",
        "MATCH (n)-[:CREATE|MERGE]->() RETURN 'it\\'s', n.load",
        "UNWIND [1] AS remove WITH remove AS create RETURN create",
        "CALL apoc.cypher.runTimeboxed('MATCH (n) RETURN n', {}, 500) YIELD value RETURN value",
        "CALL { MATCH (n) RETURN n } RETURN n",
        "CALL dbms.components() YIELD name RETURN name",
        "CALL apoc.create.vNode(['A'], {}) YIELD node RETURN node",
        "CALL apoc.cypher.runManyReadOnly('RETURN 1;', {})",
        "CALL db.labels() YIELD label RETURN label",
        "RETURN [x IN range(1, 3) | x], 1..2, 1.5",
        "RETURN \"C:\\\\users\" AS path",
        "MATCH (n) WHERE n.type = \"it's\" RETURN n ORDER BY n.drop, n.stop",
        "",
    ] {
        assert_eq!(write_clause(reads), None, "{reads}");
    }
    for (writes, keyword) in [
        ("create (n) return n", "CREATE"),
        ("MATCH (n) SET n.x = 1", "SET"),
        ("MATCH (n) set n:Label", "SET"),
        ("MATCH (n) SET (n).x = 1", "SET"),
        ("MATCH (n) DETACH DELETE n", "DELETE"),
        ("MATCH (n) WHERE n.x > 1. DELETE n", "DELETE"),
        ("MATCH (n) REMOVE n.x", "REMOVE"),
        ("MERGE (n)", "MERGE"),
        ("MERGE(n)", "MERGE"),
        ("LOAD CSV FROM 'x' AS row RETURN row", "LOAD"),
        ("LOAD /* a */ CSV FROM 'x' AS row RETURN row", "LOAD"),
        ("MATCH (n) FOREACH (x IN [1] | SET n.a = x)", "FOREACH"),
        ("CREATE INDEX FOR (n:N) ON (n.a)", "CREATE"),
        ("DROP INDEX x", "DROP"),
        ("GRANT ROLE a TO b", "GRANT"),
        ("MATCH (n) RETURN 'a' + \"'\" MERGE (m)", "MERGE"),
        ("MATCH (n) CALL { WITH n SET n.x = 1 } RETURN n", "SET"),
        ("CALL apoc.create.node(['A'], {})", "CALL apoc.create.node"),
        ("call `apoc`.periodic . iterate('', '', {})", "CALL apoc.periodic.iterate"),
        ("CALL apoc.cypher.doIt('CREATE (n)', {})", "CALL apoc.cypher.doit"),
        ("MATCH (n) \\u0053ET n.x = 1", "SET"),
        ("RETURN '\\u0027 MERGE (n) //'", "MERGE"),
    ] {
        assert_eq!(write_clause(writes).map(|clause| clause.keyword).as_deref(), Some(keyword), "{writes}");
    }
}

/// Reads a literal, or several joined, as Neo4j would after it resolved the escapes of letters.
fn read(expression: &str) -> String {
    let inner = expression.strip_prefix('(').and_then(|e| e.strip_suffix(')')).unwrap_or(expression);
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\'' => loop {
                match chars.next().expect("the literal is closed") {
                    '\'' => break,
                    '\\' => out.push(match chars.next().expect("an escape has two characters") {
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        c @ ('\\' | '\'') => c,
                        c => panic!("\\{c} is not an escape that is needed"),
                    }),
                    c => out.push(c),
                }
            },
            ' ' | '+' => {}
            c => panic!("`{c}` stands outside the literals of {expression}"),
        }
    }
    out
}

#[test]
fn typographic_quotes_count_outside_of_strings_comments_and_names_only() {
    for innocent in ["RETURN 'a ’ b', \"“\"", "RETURN 1 // “", "RETURN 1 /* ‘ */ + 2", "RETURN n.`a’L(R)`"] {
        assert_eq!(typographic_quote(innocent), None, "{innocent}");
    }
    for (cypher, column) in
        [("RETURN “a”", 8), ("RETURN 'a' + ‘b’", 14), ("RETURN n.a’", 11), ("/* ’ */ RETURN «a»", 16)]
    {
        assert_eq!(typographic_quote(cypher).map(|found| (found.line, found.column)), Some((1, column)), "{cypher}");
    }
}

proptest! {
    // Failures are kept beside the test: above it is no crate root, by which proptest would look for a place.
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn every_text_can_be_quoted(text in r#"[a-u0-9'"\\`\n\r\t é()+]{0,24}"#) {
        let quoted = quote(&text);
        prop_assert_eq!(read(&quoted), text);
        prop_assert!(!quoted.contains("\\u"), "{}", quoted);
        prop_assert_eq!(write_clause(&format!("RETURN {quoted}")), None);
    }

    #[test]
    fn every_name_can_be_quoted(text in r"[A-Za-z0-9_`' ()\\é]{1,24}") {
        let quoted = name(&text);
        if let Some(inner) = quoted.strip_prefix('`').and_then(|q| q.strip_suffix('`')) {
            prop_assert_eq!(inner.replace("``", "`").replace("\\u005Cu", "\\u"), text);
            prop_assert!(!inner.replace("``", "").contains('`'));
        } else {
            prop_assert_eq!(&quoted, &text);
            prop_assert!(text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
        }
    }

    #[test]
    fn no_text_makes_the_tokenizer_panic(text in any::<String>()) {
        let _ = write_clause(&text);
        let _ = typographic_quote(&text);
    }
}
