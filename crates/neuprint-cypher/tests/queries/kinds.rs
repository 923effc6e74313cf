//! Kinds that are known before a query is run, followed as Neo4j 4.4 follows them: what can never be is refused, though no
//! row would ever come to it; what may be anything is not.

use neuprint_cypher::ErrorCode;

use crate::ask::{check, refused, values};

#[track_caller]
fn mismatch(texts: &[&str]) {
    for text in texts {
        let error = refused(text);
        assert!(error.code == ErrorCode::Syntax && error.message.contains("Type mismatch"), "{text}: {error}");
    }
}

#[test]
fn items_are_known_in_lists_in_lists_and_what_is_made_of_them() {
    mismatch(&[
        "RETURN [[1]][0][0] OR true",
        "UNWIND [[[1]]] AS x UNWIND x AS y UNWIND y AS z RETURN z OR true",
        "RETURN [1, 2][0..1][0] OR true",
        "RETURN head(tail(reverse([1, 2]))) OR true",
        "RETURN last(coalesce([1], ['a'])) OR true",
        "RETURN (CASE WHEN true THEN [1] END)[0] OR true",
        "RETURN head(range(1, 2)) OR true",
        "RETURN head(split('a', 'b')) - 1",
        "RETURN head(keys({a: 1})) - 1",
        "RETURN head(toIntegerList(['1'])) OR true",
        "MATCH (n) RETURN head(labels(n)) - 1",
        "MATCH p = ()-[e*1..2]->() RETURN nodes(p)[0] OR true",
        "MATCH p = ()-[e*1..2]->() RETURN e[0] OR true",
        "MATCH (n) RETURN [(n)-->(m) | 1][0] OR true",
        "MATCH (n) RETURN [(n)-[e]->(m) | e][0] OR true",
        "WITH 'a' AS x MATCH (n) RETURN [p = (n)-[e*1..2]->(m) | x][0] - 1",
        "RETURN [[[[[[1]]]]]][0][0][0][0][0][0] OR true",
    ]);
    // Of functions of APOC and of maps nothing is known.
    values("apoc.coll.sort([1])[0] OR true, {a: 1}.a OR true, apoc.coll.max([1]) OR true", "true,true,true");
}

#[test]
fn variables_of_iterations_and_subqueries_and_aggregates_are_known() {
    mismatch(&[
        "RETURN [x IN [1, 2] | x OR true]",
        "RETURN [x IN [1] | 'a'][0] - 1",
        "RETURN any(x IN ['a'] WHERE x)",
        "RETURN [x IN [1] | [y IN [x] | y OR true]]",
        "RETURN reduce(s = 1, x IN [1] | s * x) OR true",
        "RETURN reduce(s = 1, x IN [1] | 'a')",
        "UNWIND [1] AS x RETURN collect(x)[0] OR true",
        "UNWIND ['a'] AS x WITH max(x) AS y RETURN y - 1",
        "CALL { RETURN 1 AS x UNION RETURN 'a' AS x } RETURN x OR true",
    ]);
    check("MATCH (n) WHERE n.bodyId = 1 RETURN abs(reduce(s = 0, x IN [1] | n.bodyId))", "[[1]]");
}

#[test]
fn what_is_asked_by_a_key_or_a_number_has_keys_or_items() {
    mismatch(&[
        "RETURN false[toString(1 / 0)]",
        "WITH 'a' AS k RETURN false[k]",
        "WITH 1 AS k RETURN false[k]",
        "UNWIND [1, 2] AS k RETURN true[k]",
        "MATCH (n) RETURN [k IN keys(n) | false[k]]",
        "RETURN coalesce(1, 'a')[toString(1)]",
        "RETURN true[coalesce('a', 1.5)]",
        "RETURN point({x: 1, y: 1})[toString(1)]",
        "MATCH p = ()-->() RETURN p[toString(1)]",
        "RETURN (null + 0)[0.5]",
        "RETURN coalesce(1, [1])[toFloat(1)]",
        "MATCH (n) RETURN (n.x + 1)[true]",
        "MATCH (n) RETURN n[0.5]",
    ]);
    // Seen when it is asked.
    for text in [
        "RETURN [1][toString(1)]",
        "RETURN false[toFloat(1)]",
        "RETURN true[coalesce('a', 1)]",
        "MATCH (n) RETURN n[toInteger(1)]",
        "UNWIND [1, 'a'] AS k RETURN true[k]",
    ] {
        assert_eq!(refused(text).code, ErrorCode::Type, "{text}");
    }
}

#[test]
fn what_several_kinds_have_in_common_is_taken_only_by_what_takes_anything() {
    mismatch(&[
        "RETURN ([1] + 'a')[0] - 1",
        "RETURN toString(([1] + 'a')[0])",
        "UNWIND [1] + 'a' AS x RETURN x + 1",
        "UNWIND [1] + 1.5 AS x RETURN abs(x)",
        "RETURN reduce(s = 0, x IN [1.5] | s + x) - 1",
        "RETURN ([] + 'a')[0] - 1",
        "RETURN apoc.coll.sum(['a'] + null)",
        "RETURN apoc.text.join([1], ',')",
        "RETURN apoc.map.fromPairs(['a'])",
    ]);
    values("([1] + 'a')[0] = 1, toStringOrNull(([1] + 'a')[0]), toInteger(([1] + 1.5)[0])", "true,\"1\",1");
    values("apoc.coll.sum([1] + 1.5), [([1] + 'a')[0]][0] - 1", "2.5,0");
}

#[test]
fn null_and_properties_may_be_anything_but_not_what_they_are_added_to() {
    values(
        "coalesce(null, 2) OR true, (CASE WHEN true THEN 1 ELSE null END) OR true, [1, null][0] OR true",
        "true,true,true",
    );
    values("(1 + null) OR true, {} + null, null + true", "true,null,null");
    check("MATCH (n {bodyId: 1}) RETURN (n.bodyId + 1) OR true, [1, n.bodyId][0] OR true", "[[true,true]]");
    mismatch(&[
        "RETURN ({} + null) - 1",
        "RETURN (null + point({x: 1, y: 2})) - 1",
        "MATCH (n) RETURN (n.type + 'a') - 1",
        "MATCH (n) RETURN keys(n.bodyId + 1)",
        "MATCH (n) RETURN left('abc', n.bodyId * 1.5)",
        "RETURN point({x: 1, y: 2}) + 'a'",
    ]);
}

/// The database looks at a query as it is written, and then with its lists handed in, of which nothing is known: to such a
/// list an integer is added as a float.
#[test]
fn an_integer_added_to_a_list_may_become_a_float() {
    mismatch(&[
        "RETURN left('abc', ([1] + 3)[0])",
        "RETURN left('abc', head(3 + [1]))",
        "RETURN left('abc', (tail([1, 2]) + 3)[0])",
        "RETURN left('abc', ([null] + 3)[0])",
        "RETURN left('abc', ([] + size('a'))[0])",
        "WITH [1] AS l RETURN left('abc', (l + 3)[0])",
        "UNWIND [1] AS x RETURN left('abc', ([x] + 1)[0])",
        "UNWIND [1] AS x WITH collect(x) AS l RETURN left('abc', (l + 1)[0])",
        "RETURN left('abc', ([x IN [1] | x] + 1)[0])",
        "RETURN left('abc', ({a: [1]}.a + 1)[0])",
        "WITH {a: 1}.a AS x RETURN [y IN x + 1 | left('abc', y)]",
        "WITH {a: 1}.a AS x RETURN left('abc', reverse(x + 1)[0])",
        "RETURN left('abc', ([size('a'), 1.5] + 2)[0])",
        "RETURN left('abc', (([1] + 3) + [4])[0])",
        "RETURN toBoolean(([1] + 2)[1])",
        "RETURN range(0, ([1] + 3)[0])",
        "RETURN [1, 2, 3][([1] + 0)[1]]",
        "RETURN acos(reduce(s = 0, x IN [1, 0] + 3 | s + x))",
        "RETURN reduce(s = 0, x IN [1] + 3 | s + x) % 2",
        "RETURN acos(([size('a')] + pi())[0])",
        "RETURN left('abc', ([1] + [1.5])[0])",
    ]);
    values("left('abc', ([1] + [3])[0]), left('abc', (range(1, 2) + 3)[0])", "\"a\",\"a\"");
    values("acos(([1] + 3)[0]), acos(([1] + [1.5])[0]), acos((size('a') + [pi() / pi()])[0])", "0,0,0");
    values("acos(([1.0] + 2)[0]), round(1.234, ([1] + 0)[0]), toString(([1] + 0)[0])", "0,1.2,\"1\"");
    check("WITH 1 AS x RETURN left('abc', ([x] + 3)[0]), left('abc', ([size('a')] + {a: 1}.a)[0])", "[[\"a\",\"a\"]]");
    check("WITH {a: 1}.a AS x UNWIND x + 1 AS y RETURN left('abc', y)", "[[\"ab\"]]");
}

#[test]
fn of_what_may_be_several_kinds_numbers_are_taken() {
    mismatch(&[
        "RETURN left('abc', CASE 1 WHEN 2 THEN ['a'] ELSE 0.5 END % 4)",
        "RETURN left('abc', CASE 1 WHEN 2 THEN 'a' ELSE 0.5 END + 4)",
        "RETURN left('abc', coalesce(1, 'a') % coalesce(2.5, 'b'))",
        "RETURN left('abc', coalesce(1.5, 'a') * {a: 1}.a)",
        "RETURN left('abc', abs(coalesce(1.5, 'a')))",
        "RETURN left('abc', sum(1.5))",
        "RETURN left('abc', percentileDisc(1.5, 0.5))",
        "MATCH (n) RETURN NOT (-n.bodyId)",
    ]);
    values(
        "left('abc', coalesce(1, 'a') % coalesce(2, 'b')), left('abc', abs(1)), left('abc', sum(1))",
        "\"a\",\"a\",\"a\"",
    );
    values("left('abc', coalesce(1.5, 2) * 2), left('abc', CASE 1 WHEN 2 THEN 'a' ELSE 1 END + 1)", "\"abc\",\"ab\"");
}

#[test]
fn a_sum_of_two_that_may_be_anything_is_what_can_be_added() {
    mismatch(&[
        "RETURN keys(null + null)",
        "RETURN (null + null)[0.5]",
        "RETURN (null + null + null)[true]",
        "MATCH (n) RETURN (n.nothing + n.type)[0.5]",
        "MATCH (n) RETURN id(n.nothing + n.type)",
        "MATCH (n) WITH collect(n.nothing + n.type) AS l RETURN keys(l[0])",
        "MATCH (n) RETURN id(head([n] + (n.nothing + n.type)))",
        "MATCH (n) RETURN head([n] + (n.nothing + n.type)) AND true",
        "RETURN (1 + null)['a']",
    ]);
    values("(null + null)['a'], (null + null)[0], (null + null).a, NOT (null + null)", "null,null,null,null");
    values("size(null + null), abs(null + null), toUpper(null + null), [1] + (null + null)", "null,null,null,null");
    values("head([true] + ({a: 1}.b + {a: 1}.c)) AND true", "null");
}
