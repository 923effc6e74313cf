//! Queries within expressions.

use crate::ask::check;

#[test]
fn a_pattern_can_be_a_condition() {
    check("MATCH (n) WHERE (n)-[:Near]->() RETURN n.bodyId", "[[4]]");
    check("MATCH (n) WHERE NOT (n)-->(:Neuron) RETURN n.bodyId", "[]");
    check("MATCH (n) WHERE (n)-->(n) OR (n)-[:Near]-() RETURN n.bodyId ORDER BY n.bodyId", "[[1],[4]]");
    check("MATCH (a {bodyId: 1}), (b) WHERE (a)-->(b) AND a <> b RETURN b.bodyId", "[[2]]");
    check("MATCH (n) WHERE exists((n)-[:Near]->()) RETURN n.bodyId", "[[4]]");
    check(
        "MATCH (n) RETURN n.bodyId, exists((n)-[:Near]-()) AS near ORDER BY n.bodyId LIMIT 2",
        "[[1,true],[2,false]]",
    );
    check("MATCH (n) RETURN CASE WHEN (n)-[:Near]->() THEN 1 ELSE 0 END AS near ORDER BY near", "[[0],[0],[0],[1]]");
    check("OPTIONAL MATCH (n:Nothing) RETURN exists((n)-->())", "[[false]]");
}

#[test]
fn pattern_comprehensions_are_lists() {
    check("MATCH (n {bodyId: 3}) RETURN [(n)-[e]->(m) WHERE e.weight > 10 | m.bodyId]", "[[[1]]]");
    check("MATCH (n {bodyId: 3}) RETURN size([(n)-->() | 1])", "[[2]]");
    check("MATCH (n {bodyId: 3}) RETURN [p = (n)-[:ConnectsTo]->(:Neuron) | length(p)]", "[[[1]]]");
    check(
        "MATCH (n) RETURN n.bodyId AS b, [(n)-[:Near]->(m) | m.bodyId] AS l ORDER BY size(l) DESC LIMIT 1",
        "[[4,[1]]]",
    );
    check(
        "UNWIND [1, 2] AS b RETURN [x IN [b] | [({bodyId: x})-[:ConnectsTo]->(m) WHERE m.bodyId > x | m.bodyId]]",
        "[[[[2]]],[[[3]]]]",
    );
    check("MATCH (n) WITH n AS m, size([(n)-->() | 1]) AS d RETURN d, count(m) ORDER BY d", "[[1,2],[2,2]]");
    // A name in ORDER BY is the new one.
    check(
        "MATCH (a {bodyId: 4}), (b {bodyId: 1}) WITH a AS b, b AS a RETURN size([(a)-->() | 1]) AS of_a ORDER BY size([(b)-->() | 1])",
        "[[2]]",
    );
}

#[test]
fn subqueries_see_what_is_around_them() {
    check("MATCH (n) WHERE EXISTS { (n)-[e]->(m) WHERE e.weight = 7 AND m.type IS NULL } RETURN n.bodyId", "[[3]]");
    check(
        "MATCH (n) WHERE EXISTS { MATCH (n)-->(m) WITH m, count(*) AS c WHERE m.bodyId = 4 RETURN m } RETURN n.bodyId",
        "[[3]]",
    );
    check("MATCH (n) RETURN n.bodyId, COUNT { (n)-->() } AS out ORDER BY n.bodyId", "[[1,2],[2,1],[3,2],[4,1]]");
    check(
        "MATCH (n {bodyId: 3}) RETURN COLLECT { MATCH (n)-->(m) RETURN m.bodyId ORDER BY m.bodyId DESC } AS l, 1 AS one",
        "[[[4,1],1]]",
    );
    check(
        "MATCH (n {bodyId: 3}) RETURN COUNT { MATCH (n) RETURN 1 AS x UNION ALL MATCH (n)-->() RETURN 2 AS x }",
        "[[3]]",
    );
    check("MATCH (n) WHERE EXISTS { MATCH (m) WHERE EXISTS { (n)-[:Near]->(m) } } RETURN n.bodyId", "[[4]]");
    check(
        "MATCH (n) WITH n.type AS t, sum(COUNT { (n)-->() }) AS out RETURN t, out ORDER BY out, t",
        "[[null,1],[\"B\",2],[\"A\",3]]",
    );
}
