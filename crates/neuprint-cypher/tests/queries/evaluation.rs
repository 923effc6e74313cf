//! What of a query is looked at, when, and in which order, as Neo4j 4.4 does it: it decides which mistakes come to light.

use neuprint_cypher::ErrorCode;

use crate::ask::{check, fail, refused, values};

#[test]
fn what_is_false_for_every_row_keeps_all_before_it_from_being_read() {
    check("MATCH (n) WITH n, 1 / (n.x - n.x) AS x WHERE false RETURN n.type, x", "[]");
    check("UNWIND [0] AS x WITH x, 1 / x AS y WHERE 1 > 2 RETURN y", "[]");
    check("UNWIND [0] AS x WITH 1 / x AS y MATCH (n) WHERE false AND n.bodyId > y RETURN n", "[]");
    fail(&[("UNWIND [0] AS x WITH x, 1 / x AS y WHERE x < 0 RETURN y", ErrorCode::Arithmetic)]);
}

#[test]
fn arguments_are_looked_at_in_the_database_s_order() {
    fail(&[
        ("RETURN range(null, 1, 0)", ErrorCode::Argument),
        ("UNWIND [0.5, 'a'] AS x RETURN range(1, 9, x)", ErrorCode::Argument),
        ("UNWIND [null, 'a', true] AS x RETURN x / 0", ErrorCode::Arithmetic),
        ("UNWIND [1, 'a'] AS x RETURN substring(x, -1)", ErrorCode::Type),
        ("UNWIND [1, 'a'] AS x RETURN duration(x)", ErrorCode::CallFailed),
    ]);
    check(
        "UNWIND [1, 'a'] AS x RETURN left(null, x), split('', x), x =~ null",
        "[[null,[\"\"],null],[null,[\"\"],null]]",
    );
    check(
        "UNWIND [1.5, 1] AS x RETURN left('abc', x), substring('abc', x), [1, 2, 3][x..]",
        "[[\"a\",\"bc\",[2,3]],[\"a\",\"bc\",[2,3]]]",
    );
    check("UNWIND [1, 'a'] AS x WITH x WHERE x = 1 RETURN x =~ x, null =~ x", "[[null,null]]");
    check("UNWIND [[], 1] AS x WITH x LIMIT 1 RETURN atan2(null, x)", "[[null]]");
    values("toString(round(-0.0, 1)), round(1.5, 4294967296)", "\"0.0\",2");
}

#[test]
fn null_is_a_case_and_coalesce_looks_no_further_than_it_must() {
    values("CASE null WHEN null THEN 1 ELSE 2 END, CASE 1 WHEN null THEN 1 WHEN 1.0 THEN 3 ELSE 2 END", "1,3");
    check("UNWIND [[null], null] AS x RETURN CASE x WHEN [null] THEN 1 WHEN null THEN 2 END", "[[1],[2]]");
    check("UNWIND [0] AS x RETURN coalesce(x, 1 / x)", "[[0]]");
    fail(&[("WITH ['a'] AS a RETURN null[..a]", ErrorCode::Syntax)]);
}

#[test]
fn what_numbers_of_the_text_come_to_is_known_before_the_query_is_run() {
    fail(&[
        ("RETURN CASE WHEN false THEN 1 / 0 END", ErrorCode::Arithmetic),
        ("UNWIND [] AS x RETURN 7 % (2 - 2)", ErrorCode::Arithmetic),
        ("MATCH (n) WITH n, 1 / 0 AS x WHERE false RETURN n", ErrorCode::Arithmetic),
        ("EXPLAIN RETURN coalesce(0, 1 / 0)", ErrorCode::Arithmetic),
        (
            "UNWIND [1, point({x: 1, y: 2})] AS x RETURN range(x % 9, 1, (-9007199254740993 / 0) % 4)",
            ErrorCode::Arithmetic,
        ),
        // What the text gets wrong comes first.
        ("RETURN 1 / 0, 'a' - 1", ErrorCode::Syntax),
        ("WITH 1 / 0 AS a, 1 AS b RETURN NOT b", ErrorCode::Syntax),
    ]);
    values("9007199254740993 + 0 = 9007199254740992.0, 7 / 2, -7 % 2, 2 ^ 3, 5 % 0.0 < 1", "true,3,-1,8,false");
    check("WITH 3 AS x RETURN 2 * x * 2.5, x * 4 * 5", "[[15,60]]");
    // The database gives 0.
    fail(&[("WITH 3 AS x RETURN x * 4294967296 * 4294967296", ErrorCode::Arithmetic)]);
}

#[test]
fn of_null_no_more_is_asked_and_lists_are_looked_at_first() {
    check(
        "UNWIND [{a: 0}, 1] AS m WITH m LIMIT 1 RETURN left(null, 1 / m.a), right(null, 1 / m.a), \
         substring(null, 1 / m.a), replace(null, toString(1 / m.a), 'a'), split(null, toString(1 / m.a)), \
         1 / m.a IN null, reduce(s = 1 / m.a, x IN null | s)",
        "[[null,null,null,null,null,null,null]]",
    );
    values("right(toStringOrNull({}), true[{}]), null[point({x: true, y: 1})]", "null,null");
    check("UNWIND [{a: 0}, 1] AS m WITH m LIMIT 1 RETURN null[1 / m.a], null[0..1 / m.a]", "[[null,null]]");
    let m = "UNWIND [{a: 0, b: true}] AS m RETURN";
    fail(&[
        (&format!("{m} replace('a', null, toString(1 / m.a))"), ErrorCode::Arithmetic),
        (&format!("{m} null + 1 / m.a"), ErrorCode::Arithmetic),
        (&format!("{m} (m.b - 1) IN [1 / m.a, 2]"), ErrorCode::Arithmetic),
        (&format!("{m} (m.b - 1) IN [1 / m.a]"), ErrorCode::Type),
        (&format!("{m} reduce(s = 1 / m.a, x IN [m.b - 1] | s)"), ErrorCode::Type),
    ]);
}

#[test]
fn exists_asks_for_a_property_or_a_pattern() {
    for argument in ["n", "1", "null", "coalesce(n, 1)", "{a: 1}", "n.type + 'a'", "[(n)-->() | 1]"] {
        let error = refused(&format!("MATCH (n) RETURN exists({argument})"));
        assert!(error.code == ErrorCode::Syntax && error.message.contains("is not a property"), "{argument}: {error}");
    }
    check(
        "UNWIND [{a: 1}, {b: 2}, null] AS m RETURN exists(m.a), NOT exists(m['a']), exists(m[null])",
        "[[true,false,null],[false,true,null],[null,null,null]]",
    );
    check(
        "MATCH (n {bodyId: 1}) OPTIONAL MATCH (n)-->(m:Nothing) RETURN exists((n.type)), exists(n['x']), exists(m.type)",
        "[[true,false,null]]",
    );
    fail(&[
        ("RETURN exists([1][0])", ErrorCode::Type),
        ("RETURN exists({a: 1}[1])", ErrorCode::Type),
        ("RETURN exists(point({x: 1, y: 2}).x)", ErrorCode::Type),
    ]);
}

/// As Java compares floats, but for those that stand in the text.
#[test]
fn minus_zero_is_less_than_zero_and_equals_it() {
    let of_both = "a < b, a <= b, a >= b, b > a, a = b, a IN [b], [a] < [b], [a] = [b]";
    for zero in ["0", "0.0"] {
        check(&format!("WITH -0.0 AS a, {zero} AS b RETURN {of_both}"), "[[true,true,false,true,true,true,true,true]]");
    }
    check("WITH 0 AS a RETURN a * -1.0 < 0, a > -0.0, a <= -0.0", "[[true,true,false]]");
    values("-0.0 < 0, 0 > -0.0, 0.0 / 0.0 < 1", "false,false,false");
    check(
        "UNWIND [0.0, -0.0, 0, -0.0] AS x RETURN toString(x) ORDER BY x",
        "[[\"-0.0\"],[\"-0.0\"],[\"0.0\"],[\"0\"]]",
    );
    check("UNWIND [0, -0.0] AS x RETURN toString(min(x)), toString(max(x))", "[[\"-0.0\",\"0\"]]");
    check("UNWIND [0.0, -0.0, 0] AS x RETURN count(DISTINCT x)", "[[1]]");
}

#[test]
fn what_is_sought_in_an_empty_list_is_not_looked_at() {
    check("UNWIND [0] AS x RETURN 1 / x IN [], NOT 1 / x IN [], 1 / x IN tail([x])", "[[false,true,false]]");
    check("UNWIND [1, 'a'] AS x RETURN -x IN [], x[0] IN []", "[[false,false],[false,false]]");
    values("apoc.convert.fromJsonMap('{') IN []", "false");
    fail(&[
        ("UNWIND [0] AS x RETURN 1 / x IN [1]", ErrorCode::Arithmetic),
        // Numbers of the text are reckoned with before.
        ("RETURN 1 / 0 IN []", ErrorCode::Arithmetic),
    ]);
}
