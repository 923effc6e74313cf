//! RETURN, WITH, UNWIND, UNION: names, groups, order.

use neuprint_cypher::{Limits, parse};

use crate::ask::{check, graph};

#[track_caller]
fn columns(text: &str, names: &[&str]) {
    let execution = parse(text).unwrap().start(graph(), Limits::default()).unwrap();
    assert_eq!(execution.columns(), names, "{text}");
}

#[test]
fn a_column_without_alias_is_named_by_its_text() {
    columns("MATCH (n) RETURN n.bodyId, n . type,  count( * ) , n", &["n.bodyId", "n . type", "count( * )", "n"]);
    columns("RETURN 1+2, 'a, b', [1, 2][0], {a: 1, b: 2}.a AS `x y`", &["1+2", "'a, b'", "[1, 2][0]", "x y"]);
    columns("RETURN 'a' STARTS WITH 'b', 'a' ENDS WITH 'b' ORDER BY 1", &["'a' STARTS WITH 'b'", "'a' ENDS WITH 'b'"]);
    columns("WITH {order: 1} AS n RETURN n.order, n.limit AS limit LIMIT 1", &["n.order", "limit"]);
    columns(
        "RETURN CASE WHEN true THEN 1 ELSE 2 END // , x\n, [1][..1], 2",
        &["CASE WHEN true THEN 1 ELSE 2 END", "[1][..1]", "2"],
    );
    columns("WITH 1 AS b, 2 AS a RETURN *, 3 AS c", &["a", "b", "c"]);
}

#[test]
fn aggregates_group_by_everything_else() {
    check("MATCH (n:Neuron) RETURN n.type, count(*) AS c ORDER BY c DESC", r#"[["A",2],["B",1]]"#);
    check(
        "MATCH ()-[e]->() RETURN sum(e.weight), avg(e.weight), min(e.weight), max(e.weight), count(e.weight)",
        "[[72,14.4,5,30,5]]",
    );
    check(
        "MATCH (n:Nothing) RETURN count(n), sum(n.x), avg(n.x), min(n.x), collect(n.x), stDev(n.x)",
        "[[0,0,null,null,[],0]]",
    );
    check("MATCH (n:Nothing) RETURN n.type, count(*)", "[]");
    check(
        "UNWIND [1, 1.0, 2, null] AS x RETURN count(DISTINCT x), collect(DISTINCT x), count(x), count(*)",
        "[[2,[1,2],3,4]]",
    );
    check(
        "UNWIND [1, 2, 3, 4] AS x RETURN percentileDisc(x, 0.5), percentileCont(x, 0.5), stDevP(x)",
        "[[2,2.5,1.118033988749895]]",
    );
    // Beside an aggregate, what depends on the row is a key of its own.
    check(
        "MATCH (n:Neuron) RETURN n.type AS t, n.bodyId % 2 + count(*) AS c ORDER BY t, c",
        r#"[["A",1],["A",2],["B",2]]"#,
    );
}

#[test]
fn order_skip_limit() {
    check("UNWIND [3, 1, null, 2] AS x RETURN x ORDER BY x", "[[1],[2],[3],[null]]");
    check("UNWIND [3, 1, null, 2] AS x RETURN x ORDER BY x DESC SKIP 1 LIMIT 2", "[[3],[2]]");
    check("MATCH (n:Neuron) RETURN n.bodyId AS b ORDER BY n.type DESC, b DESC", "[[3],[2],[1]]");
    check("MATCH (n:Neuron) RETURN DISTINCT n.type ORDER BY n.type DESC", r#"[["B"],["A"]]"#);
}

#[test]
fn with_begins_anew() {
    check("MATCH (n:Neuron) WITH n.type AS t, count(*) AS c WHERE c > 1 RETURN t", r#"[["A"]]"#);
    check("MATCH (n) WITH n ORDER BY n.bodyId DESC LIMIT 2 RETURN collect(n.bodyId)", "[[[4,3]]]");
    check("WITH [1, 2] AS l UNWIND l AS x UNWIND [10, 20] AS y RETURN sum(x * y)", "[[90]]");
    check("WITH 1 AS x WITH x AS y, x + 1 AS x RETURN x, y", "[[2,1]]");
    check("UNWIND [] AS x RETURN x", "[]");
    check("UNWIND null AS x RETURN x", "[]");
}

#[test]
fn where_behind_with_sees_what_was_before_it() {
    check("MATCH (n) WITH n.bodyId AS b WHERE n.type = 'B' RETURN *", "[[3]]");
    check("MATCH (n) WITH DISTINCT n.type AS t WHERE n.type = 'A' RETURN *", r#"[["A"]]"#);
    check("MATCH (n) WITH n.bodyId AS b ORDER BY n.bodyId DESC LIMIT 2 WHERE n.type = 'B' AND b > 0 RETURN b", "[[3]]");
    check("MATCH (n:Neuron) WITH n.type AS n, n.bodyId AS b WHERE n = 'A' RETURN b ORDER BY b", "[[1],[2]]");
}

#[test]
fn unions_meet_by_name() {
    check("RETURN 1 AS x UNION RETURN 1 AS x UNION RETURN 2 AS x", "[[1],[2]]");
    check("RETURN 1 AS x UNION ALL RETURN 1 AS x", "[[1],[1]]");
    check("RETURN 1 AS x, 2 AS y UNION RETURN 3 AS y, 4 AS x", "[[1,2],[4,3]]");
}

#[test]
fn explain_names_the_columns_and_gives_no_rows() {
    check("EXPLAIN MATCH (n) RETURN n", "[]");
    columns("EXPLAIN MATCH (n) RETURN n", &["n"]);
}
