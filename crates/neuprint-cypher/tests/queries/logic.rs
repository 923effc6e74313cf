//! Three-valued logic.

use crate::ask::{check, values};

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
