//! CALL, and what is drawn at random.

use std::sync::Arc;

use neuprint_cypher::{Given, Kind, Limits, Map, Procedure, Step, Value, parse};

use crate::ask::{check, graph};

#[test]
fn names_of_the_graph() {
    check("CALL db.labels()", r#"[["Neuron"],["Segment"]]"#);
    check("CALL db.relationshipTypes() YIELD relationshipType AS t WHERE t <> 'Near' RETURN t", r#"[["ConnectsTo"]]"#);
    check(
        "CALL db.propertyKeys() YIELD propertyKey RETURN collect(propertyKey)",
        r#"[[["MB(R)","bodyId","soma","type","weight"]]]"#,
    );
    check(
        "UNWIND [1, 2] AS x CALL db.labels() YIELD label RETURN x, label",
        r#"[[1,"Neuron"],[1,"Segment"],[2,"Neuron"],[2,"Segment"]]"#,
    );
}

#[test]
fn a_subquery_for_each_row() {
    check(
        "MATCH (n) CALL { WITH n MATCH (n)-->(m) RETURN count(m) AS out } RETURN n.bodyId, out ORDER BY n.bodyId",
        "[[1,2],[2,1],[3,2],[4,1]]",
    );
    check("UNWIND [1, 2] AS x CALL { MATCH (n) RETURN count(n) AS c } RETURN x, c", "[[1,4],[2,4]]");
    check(
        "UNWIND [1, 2] AS x CALL { WITH x RETURN x * 10 AS y UNION WITH x RETURN x AS y } RETURN x, y",
        "[[1,10],[1,1],[2,20],[2,2]]",
    );
    check(
        "UNWIND [1, 2] AS x CALL { WITH x UNWIND range(1, x) AS y RETURN y ORDER BY y DESC LIMIT 1 } RETURN x, y",
        "[[1,1],[2,2]]",
    );
    check("MATCH (n:Nothing) CALL { RETURN 1 AS one } RETURN one", "[]");
    check("UNWIND [1, 2] AS x CALL { WITH x WITH x WHERE x > 1 RETURN x AS y } RETURN x, y", "[[2,2]]");
}

fn given() -> Given {
    let repeat = Procedure::new(
        "my.repeat",
        [("text", Kind::String), ("times", Kind::Integer)],
        [("text", Kind::String)],
        |_, given| {
            let Value::Int(times) = given[1] else { return Ok(vec![]) };
            Ok((0..times).map(|_| vec![given[0].clone()]).collect())
        },
    );
    let parameters = Map::from_iter([("text", Value::text("a")), ("times", Value::Int(2))]);
    Given { parameters, procedures: vec![repeat, Procedure::new("my.nothing", [], [], |_, _| Ok(vec![]))] }
}

fn rows(text: &str) -> String {
    let mut execution = parse(text).unwrap().start_with(graph(), &given(), Limits::default()).unwrap();
    match execution.advance(1_000).unwrap() {
        Step::Rows(rows) => format!("{:?} {}", execution.columns(), rows.len()),
        other => format!("{:?} {other:?}", execution.columns()),
    }
}

#[test]
fn procedures_of_the_caller() {
    assert_eq!(rows("CALL my.repeat('x', 3)"), r#"["text"] 3"#);
    assert_eq!(rows("CALL my.repeat"), r#"["text"] 2"#);
    assert_eq!(rows("CALL my.repeat('x', null)"), r#"["text"] Done"#);
    assert_eq!(rows("CALL my.nothing()"), "[] Done");
    assert_eq!(rows("MATCH (n) CALL my.nothing() RETURN n"), r#"["n"] 4"#);
    let refused =
        |text: &str| parse(text).and_then(|query| query.start_with(graph(), &given(), Limits::default())).is_err();
    assert!(refused("CALL my.repeat(1, 2)"));
    assert!(refused("CALL my.repeat YIELD text RETURN text"));
    assert!(refused("MATCH (n) CALL my.repeat(n, 1) YIELD text RETURN text"));
}

#[test]
fn parameters_are_values() {
    let graph = Arc::clone(&graph());
    let text = "MATCH (n) WHERE n.bodyId IN $ids RETURN n.bodyId + $more[0] AS x SKIP $skip";
    let parameters = Map::from_iter([
        ("ids", Value::list([Value::Int(1), Value::Int(3)])),
        ("more", Value::list([Value::Int(10)])),
        ("skip", Value::Int(1)),
    ]);
    let given = Given { parameters, ..Given::default() };
    let mut execution = parse(text).unwrap().start_with(graph, &given, Limits::default()).unwrap();
    assert_eq!(execution.advance(100).unwrap(), Step::Rows(vec![vec![Value::Int(13)]]));
}

#[test]
fn what_is_drawn_is_drawn_for_each_row_and_once() {
    check("UNWIND range(1, 100) AS x WITH rand() AS r WHERE r < 0 OR r >= 1 RETURN count(*)", "[[0]]");
    check("UNWIND range(1, 100) AS x WITH DISTINCT rand() AS r RETURN count(*)", "[[100]]");
    // A column that is sorted by is the column that is returned.
    check(
        "UNWIND range(1, 100) AS x WITH rand() AS r ORDER BY r + 1 WITH collect(r) AS l \
         RETURN all(i IN range(0, 98) WHERE l[i] <= l[i + 1])",
        "[[true]]",
    );
    // A condition is asked of each match, though it names none.
    check(
        "UNWIND range(1, 100) AS x MATCH (n) WHERE rand() < 0.5 WITH x, count(*) AS c RETURN count(CASE WHEN c < 4 THEN 1 END) > 50",
        "[[true]]",
    );
}
