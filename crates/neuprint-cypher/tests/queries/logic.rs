//! Three-valued logic.

use neuprint_cypher::ErrorCode;

use crate::ask::{check, refused, values};

#[test]
fn the_tables_of_and_or_xor_not() {
    let shown = |value: Option<bool>| value.map_or("null".to_owned(), |v| v.to_string());
    let all = [Some(true), Some(false), None];
    for a in all {
        values(&format!("NOT {}", shown(a)), &shown(a.map(|a| !a)));
        for b in all {
            let and = if a == Some(false) || b == Some(false) { Some(false) } else { a.and(b) };
            let or = if a == Some(true) || b == Some(true) { Some(true) } else { a.and(b) };
            let xor = a.zip(b).map(|(a, b)| a != b);
            for (operator, result) in [("AND", and), ("OR", or), ("XOR", xor)] {
                values(&format!("{} {operator} {}", shown(a), shown(b)), &shown(result));
            }
        }
    }
}

#[test]
fn null_spreads_through_comparison_and_in() {
    values(
        "null = null, null <> 1, null < 1, 1 IN [1, null], 2 IN [1, null], null IN [1], null IN []",
        "null,null,null,true,null,null,false",
    );
    values("[1, null] = [1, null], [1, null] = [2, null], {a: null} = {a: null}", "null,false,null");
    values("null IS NULL, 1 IS NOT NULL, 1 < 'a', 1 = 'a', 'a' STARTS WITH null", "true,true,null,false,null");
}

#[test]
fn a_condition_that_is_null_keeps_no_row() {
    check("MATCH (n) WHERE n.type = 'A' RETURN count(*)", "[[2]]");
    check("MATCH (n) WHERE NOT n.type = 'A' RETURN count(*)", "[[1]]");
    check("MATCH (n) WHERE n.type IS NULL RETURN n.bodyId", "[[4]]");
    check("MATCH (n) WHERE n.`MB(R)` RETURN n.bodyId", "[[1]]");
}

#[test]
fn quantifiers_know_what_null_leaves_open() {
    values("any(x IN [1, null] WHERE x = 1), any(x IN [2, null] WHERE x = 1)", "true,null");
    values("all(x IN [1, null] WHERE x = 1), all(x IN [2, null] WHERE x = 1)", "null,false");
    values("none(x IN [1, null] WHERE x = 1), none(x IN [2, null] WHERE x = 1)", "false,null");
    values("single(x IN [1, 1, null] WHERE x = 1), single(x IN [1] WHERE x = 1)", "false,true");
    values("all(x IN [] WHERE x), any(x IN [] WHERE x)", "true,false");
}

#[test]
fn a_long_list_that_is_searched_row_after_row_answers_as_a_short_one() {
    let ask = |extra: &str, searched: &str| {
        check(
            &format!(
                "WITH range(10, 40) + [{extra}] AS list UNWIND [10, 11, 40, 41, 10.0, 2.5, 'a', null, 9] AS x \
                 WITH x IN list AS found RETURN collect(coalesce(toString(found), 'null'))"
            ),
            searched,
        );
    };
    ask("'b'", r#"[[["true","true","true","false","true","false","false","null","false"]]]"#);
    ask("null", r#"[[["true","true","true","null","true","null","null","null","null"]]]"#);
    ask("41.0, 'a'", r#"[[["true","true","true","true","true","false","true","null","false"]]]"#);
    // Another list in every second row.
    check(
        "UNWIND range(0, 9) AS x WITH x, CASE x % 2 WHEN 0 THEN range(0, 20) ELSE range(5, 30) END AS list \
         WITH x WHERE x IN list RETURN collect(x)",
        "[[[0,2,4,5,6,7,8,9]]]",
    );
}

#[test]
fn one_side_that_decides_is_enough_whatever_the_other_is_or_fails_with() {
    check("UNWIND [0] AS x RETURN 1 / x = 1 OR x = 0, x = 0 OR 1 / x = 1, 1 / x = 1 AND x = 1", "[[true,true,false]]");
    check(
        "UNWIND [1, 'a'] AS x RETURN x OR true, x AND false, NOT (x OR true)",
        "[[true,false,false],[true,false,false]]",
    );
    check("MATCH (n {bodyId: 1}) RETURN n.bodyId OR n.bodyId > 0, n.bodyId < 0 AND n.bodyId", "[[true,false]]");
    for (text, code) in [
        ("UNWIND [0] AS x RETURN 1 / x = 1 OR x = 1", ErrorCode::Arithmetic),
        ("UNWIND [1, 'a'] AS x RETURN x OR x = 1 AND false", ErrorCode::Type),
        ("UNWIND [1, 'a'] AS x RETURN x OR null", ErrorCode::Type),
        ("UNWIND [1, 'a'] AS x RETURN x XOR true", ErrorCode::Type),
        ("RETURN 1 OR true", ErrorCode::Syntax),
    ] {
        let error = refused(text);
        assert_eq!(error.code, code, "{text}: {error}");
    }
    // What is too much is too much, whatever stands beside it.
    let error = refused("UNWIND [0] AS x RETURN size([y IN range(1, 9000000) | y]) = x OR x = 0");
    assert!(matches!(error.code, ErrorCode::Limit | ErrorCode::TimedOut), "{error}");
}

#[test]
fn what_decides_nothing_is_left_out() {
    check(
        "UNWIND [1, 'a', null] AS x RETURN x OR false, true AND x, NOT NOT x, x AND x",
        "[[1,1,1,1],[\"a\",\"a\",\"a\",\"a\"],[null,null,null,null]]",
    );
    check(
        "UNWIND [1, 'a'] AS x WITH x WHERE x = 1 RETURN x AND 1 = 1, x OR 2 < 1.5, x AND 1 + 1 = 2, x AND 2 < 3 < 4, (x OR x) AND true, \
         NOT NOT (x AND true), (x AND x) OR false",
        "[[1,1,1,1,1,1,1]]",
    );
    for condition in [
        "x AND true AND x",
        "x AND (x OR false)",
        "x AND 'a' = 'a'",
        "x AND 2 >= 1",
        "NOT (NOT x OR false)",
        "x XOR false",
    ] {
        let error = refused(&format!("UNWIND [1, 'a'] AS x RETURN {condition}"));
        assert_eq!(error.code, ErrorCode::Type, "{condition}: {error}");
    }
    check("MATCH (n) WHERE true AND n.bodyId = 1 OR false RETURN n.bodyId", "[[1]]");
    // It is looked at all the same.
    assert_eq!(refused("RETURN unknown AND true").code, ErrorCode::Syntax);
}

#[test]
fn lists_and_maps_are_conditions_if_they_may_be_something_else() {
    check("UNWIND [[], [1], {}, true, null] AS x RETURN NOT x", "[[true],[false],[false],[false],[null]]");
    check("UNWIND [[], [1], {}, true, null] AS x WITH x WHERE x RETURN x", "[[[1]],[{}],[true]]");
    check(
        "UNWIND [[1], {}, true] AS x RETURN CASE WHEN x THEN 1 END, any(y IN [1] WHERE x)",
        "[[1,true],[1,true],[1,true]]",
    );
    for text in ["RETURN NOT []", "RETURN [1] OR false", "UNWIND [[1]] AS x RETURN x AND x"] {
        assert_eq!(refused(text).code, ErrorCode::Syntax, "{text}");
    }
}
