//! CALL, and what is drawn at random.

use std::sync::Arc;

use neuprint_cypher::{ErrorCode, Given, Kind, Limits, Map, Procedure, Step, Value, parse};

use crate::ask::{check, graph, refused};

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

#[test]
fn a_query_within_a_time() {
    let boxed = |inner: &str, rest: &str| format!("CALL apoc.cypher.runTimeboxed({inner}) YIELD value {rest}");
    check(
        &boxed("'UNWIND $l AS x RETURN x * 2 AS y, x', {l: [1, 2]}, 1000", "RETURN value ORDER BY value.y DESC"),
        r#"[[{"x":2,"y":4}],[{"x":1,"y":2}]]"#,
    );
    check(&boxed("'MATCH (n {bodyId: 1}) RETURN n', null, 1000", "RETURN value.n.type"), r#"[["A"]]"#);
    check(
        &format!("UNWIND [1, 2] AS x {}", boxed("'RETURN $x + 1 AS a', {x: x}, 10", "RETURN x, value.a")),
        "[[1,2],[2,3]]",
    );
    // What is wrong with the query leaves no trace.
    for inner in [
        "'RETURN nope', {}, 1000",
        "'RETURN $y AS y', {x: 1}, 1000",
        "'RETURN 1 / 0 AS a', {}, 1000",
        "'EXPLAIN RETURN 1 AS a', {}, 1000",
        "'RETURN 1 AS a', {}, 0",
        "'RETURN 1 AS a', {}, -1",
        "null, {}, 10",
    ] {
        check(&boxed(inner, "RETURN value"), "[]");
    }
    for (inner, code, message) in [
        ("'MATCH (n:A|B) RETURN n', {}, 10", ErrorCode::Unsupported, "in the query of apoc.cypher.runTimeboxed"),
        ("'CREATE (n) RETURN n', {}, 10", ErrorCode::Write, "CREATE"),
        ("'UNWIND range(1, 1000000) AS x RETURN count(x) AS c', {}, 10", ErrorCode::TimedOut, "more steps"),
        ("'RETURN 1 AS a', {}, null", ErrorCode::CallFailed, "time"),
        ("'RETURN 1 AS a', {}, 1.5", ErrorCode::Syntax, "Type mismatch"),
    ] {
        let error = refused(&boxed(inner, "RETURN value"));
        assert_eq!((error.code, error.message.contains(message)), (code, true), "{inner}: {error}");
    }
    // A query that calls itself.
    let itself = "WITH 'CALL apoc.cypher.runTimeboxed($q, {q: $q}, 9) YIELD value RETURN value' AS q \
                  CALL apoc.cypher.runTimeboxed(q, {q: q}, 9) YIELD value RETURN value";
    assert_eq!(refused(itself).code, ErrorCode::Limit);
}

#[test]
fn its_time_runs_out_when_the_caller_says_so() {
    let text =
        "CALL apoc.cypher.runTimeboxed('UNWIND range(1, 1000) AS x RETURN x', {}, 50) YIELD value RETURN value.x";
    let rows_by = |told: &dyn Fn(u64) -> Option<u64>| {
        let mut execution = parse(text).unwrap().start(graph(), Limits::default()).unwrap();
        let mut rows = 0;
        for slice in 0.. {
            told(slice).into_iter().for_each(|now| execution.tell_time(now));
            match execution.advance(10).unwrap() {
                Step::Rows(more) => rows += more.len(),
                Step::Pending => {}
                Step::Done => break,
            }
        }
        rows
    };
    assert_eq!(rows_by(&|_| None), 1000);
    assert_eq!(rows_by(&|_| Some(7)), 1000);
    let cut = rows_by(&|slice| Some(slice * 10));
    assert!((1..100).contains(&cut), "{cut} rows in five slices of ten steps");
}

#[test]
fn what_there_is_to_call() {
    check("CALL dbms.components() YIELD name, edition", r#"[["Neo4j Kernel","community"]]"#);
    check(
        "CALL db.indexes() YIELD state, properties WHERE 'bodyId' IN properties RETURN state, properties",
        r#"[["ONLINE",["bodyId"]]]"#,
    );
    assert!(refused("CALL dbms.componets()").message.contains("did you mean dbms.components?"));
    assert!(refused("CALL labels()").message.contains("did you mean db.labels?"));
}
