//! EXPLAIN and PROFILE.

use neuprint_cypher::{Limits, Step, parse};

use crate::ask::{check, graph, refused};

fn plan(text: &str) -> String {
    parse(text).unwrap().start(graph(), Limits::default()).unwrap().plan()
}

#[test]
fn explain_has_columns_and_no_rows() {
    let mut execution =
        parse("EXPLAIN MATCH (n) RETURN n.type, 1 / n.x AS x").unwrap().start(graph(), Limits::default());
    let execution = execution.as_mut().unwrap();
    assert_eq!(execution.columns(), ["n.type", "x"]);
    assert!(execution.plan_is_wanted());
    assert_eq!(execution.advance(100).unwrap(), Step::Done);
    check("explain CALL db.labels()", "[]");
    check("PROFILE RETURN 1 AS x", "[[1]]");
    assert!(refused("EXPLAIN RETURN nope").message.contains("not defined"));
    assert!(!parse("RETURN 1").unwrap().start(graph(), Limits::default()).unwrap().plan_is_wanted());
}

#[test]
fn plans_name_what_is_done() {
    assert_eq!(
        plan(
            "PROFILE MATCH (n:Neuron {bodyId: 1})-[:ConnectsTo]->(m:Neuron) RETURN m.type, count(*) AS c ORDER BY c LIMIT 2"
        ),
        "+Slice skip 0 limit 2\n+Top 2 by 1\n+ColumnarAggregation of 1 by 1\n+Filter\n\
         +Expand -[:ConnectsTo]->\n+Filter\n+Filter\n+NodeIndexSeek bodyId = a value\n+Start\n"
    );
    let text = plan(
        "MATCH (a {bodyId: 1}), (b:Segment) WHERE b.bodyId IN [2, 3] \
         MATCH p = allShortestPaths((a)-[:ConnectsTo|Near*..4]-(b)) \
         WHERE NONE(n IN nodes(p) WHERE n.type = 'B') AND length(p) > 1 \
         OPTIONAL MATCH (a)<-[*0..]-(c) RETURN 1 AS x UNION CALL db.labels() YIELD label RETURN 1 AS x",
    );
    for line in [
        "+Distinct",
        "+Union",
        "| +AllShortestPaths -[:ConnectsTo|Near]- *2..4, 1 conditions on the way, 1 on the path",
        "| +NodeIndexSeek bodyId IN a list",
        "| +Optional",
        "| | +VarLengthExpand <-[]- *0..",
        "| +ProcedureCall db.labels",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
    }
}
