//! Shortest paths. What is expected here is what Neo4j 4.4 answers over the same graph.
//!
//! ```text
//! 1 -T1-> 2 -T2-> 3 -T3-> 4      1 -T9-> 4      1 -U9-> 5 -T5-> 4      2 -T6-> 1      1 -T4-> 1      6
//! ```

use std::sync::Arc;

use neuprint_cypher::{ErrorCode, Graph, GraphBuilder, Value, write_json};

use crate::ask::run;

fn graph() -> Arc<Graph> {
    let mut builder = GraphBuilder::new();
    let nodes: Vec<_> = (1..=6).map(|id| builder.add_node(&["N"], [("id", Value::Int(id))])).collect();
    let edges = [(1, "T", 2, 1), (2, "T", 3, 2), (3, "T", 4, 3), (1, "T", 4, 9), (1, "U", 5, 9), (5, "T", 4, 5)];
    for (from, name, to, weight) in edges.into_iter().chain([(2, "T", 1, 6), (1, "T", 1, 4)]) {
        builder.add_relationship(nodes[from - 1], name, nodes[to - 1], [("w", Value::Int(weight))]);
    }
    Arc::new(builder.build())
}

/// The rows, the same however small the slices are.
fn ask(text: &str) -> String {
    let graph = graph();
    let answers = [1, 10_000].map(|fuel| {
        let rows = run(&graph, text, fuel).unwrap_or_else(|error| panic!("{text}: {error}"));
        let mut json = String::new();
        write_json(&graph, &Value::list(rows.into_iter().map(Value::list)), &mut json).unwrap();
        json
    });
    assert_eq!(answers[0], answers[1], "{text}");
    answers[0].clone()
}

/// The nodes of the paths that `pattern` finds between two nodes, in order.
#[track_caller]
fn found(from: i64, to: i64, pattern: &str, paths: &str) {
    let text = format!(
        "MATCH (a {{id: {from}}}), (b {{id: {to}}}) MATCH p = {pattern} WITH [n IN nodes(p) | n.id] AS ids ORDER BY ids \
         RETURN collect(ids)"
    );
    assert_eq!(ask(&text), format!("[[{paths}]]"), "{pattern}");
}

#[track_caller]
fn refused(text: &str, code: ErrorCode, message: &str) {
    let error = run(&graph(), text, 100).unwrap_err();
    assert_eq!(error.code, code, "{text}");
    assert!(error.message.contains(message), "{text}: {error}");
}

#[test]
fn types_directions_and_lengths_are_heeded() {
    found(1, 4, "shortestPath((a)-[:T*]->(b))", "[[1,4]]");
    found(1, 4, "shortestPath((a)<-[*]-(b))", "[]");
    found(1, 3, "shortestPath((a)-[*]->(b))", "[[1,2,3]]");
    found(1, 3, "shortestPath((a)-[*..1]->(b))", "[]");
    found(1, 3, "SHORTESTPATH ((a)-[:U|T*..2]->(b))", "[[1,2,3]]");
    found(1, 6, "shortestPath((a)-[*]-(b))", "[]");
    found(1, 4, "shortestPath((a)-->(b))", "[[1,4]]");
    found(1, 3, "allShortestPaths((a)-[*]-(b))", "[[1,2,3],[1,2,3],[1,4,3]]");
    found(5, 2, "allShortestPaths((a)-[*]-(b))", "[[5,1,2],[5,1,2]]");
    found(5, 3, "allShortestPaths((a)-[*]-(b))", "[[5,4,3]]");
    for pattern in ["*1..0", "*0", "*0..0"] {
        found(1, 4, &format!("shortestPath((a)-[{pattern}]->(b))"), "[]");
    }
}

#[test]
fn nodes_are_found_by_the_pattern_and_names_are_optional() {
    assert_eq!(ask("MATCH p = shortestPath((a {id: 1})-[*]->({id: 4})) RETURN length(p)"), "[[1]]");
    assert_eq!(ask("MATCH shortestPath((a {id: 1})-[r*]->(d {id: 4})) RETURN [x IN r | x.w]"), "[[[9]]]");
    assert_eq!(ask("MATCH (a {id: 1})-[x]->(d {id: 4}), q = shortestPath((a)-[*]->(d)) RETURN length(q)"), "[[1]]");
    assert_eq!(ask("MATCH (a {id: 1}) OPTIONAL MATCH p = shortestPath((a)-[*]->({id: 6})) RETURN p"), "[[null]]");
    assert_eq!(ask("OPTIONAL MATCH (a {id: 9}) OPTIONAL MATCH p = shortestPath((a)-[*]->(:N)) RETURN p"), "[[null]]");
    assert_eq!(
        ask("MATCH (a {id: 1}), (d) MATCH p = shortestPath((a)-[*0..]->(d)) RETURN d.id, length(p) ORDER BY d.id"),
        "[[1,0],[2,1],[3,2],[4,1],[5,1]]"
    );
}

#[test]
fn conditions_on_each_part_narrow_the_search() {
    found(1, 4, "shortestPath((a)-[r:T*]->(b)) WHERE ALL(x IN r WHERE x.w < 9)", "[[1,2,3,4]]");
    found(1, 4, "shortestPath((a)-[*]->(b)) WHERE NONE(x IN relationships(p) WHERE x.w = 9)", "[[1,2,3,4]]");
    found(1, 4, "shortestPath((a)-[*]->(b)) WHERE ALL(x IN relationships(p) WHERE x.missing > 1)", "[]");
    found(1, 3, "allShortestPaths((a)-[*]-(b)) WHERE NONE(n IN nodes(p) WHERE n.id = 2)", "[[1,4,3]]");
    // The ends are nodes of the path, too.
    found(1, 4, "allShortestPaths((a)-[*]->(b)) WHERE ALL(n IN nodes(p) WHERE n.id <> 1)", "[]");
    found(1, 4, "shortestPath((a)-[*0..]->(b)) WHERE ALL(n IN nodes(p) WHERE n.id <> b.id)", "[]");
}

#[test]
fn what_no_shortest_path_meets_a_longer_one_may() {
    found(
        1,
        4,
        "shortestPath((a)-[*]->(b)) WHERE length(p) > 2 AND nodes(p)[1].id = 2 AND nodes(p)[2].id = 3",
        "[[1,2,3,4]]",
    );
    found(1, 4, "allShortestPaths((a)-[*]->(b)) WHERE length(p) > 1", "[[1,1,4],[1,5,4]]");
    found(1, 4, "allShortestPaths((a)-[*]->(b)) WHERE 2 < length(p)", "[[1,1,5,4],[1,2,1,4],[1,2,3,4]]");
    found(
        1,
        4,
        "allShortestPaths((a)-[*]->(b)) WHERE length(p) > 3",
        "[[1,1,2,1,4],[1,1,2,3,4],[1,2,1,1,4],[1,2,1,5,4]]",
    );
    found(1, 4, "allShortestPaths((a)-[r*..2]->(b)) WHERE length(p) > 2", "[]");
    found(1, 4, "allShortestPaths((a)-[*]->(b)) WHERE length(p) = 2 AND length(p) < 9", "[[1,1,4],[1,5,4]]");
    found(1, 4, "allShortestPaths((a)-[*]->(b)) WHERE ANY(n IN nodes(p) WHERE n.id = 5)", "[[1,5,4]]");
    found(1, 4, "shortestPath((a)-[*]->(b)) WHERE size([x IN relationships(p) WHERE x.w = 9]) = 0", "[[1,2,3,4]]");
    found(1, 4, "shortestPath((a)-[*]->(b)) WHERE ANY(n IN nodes(p) WHERE n.id = 6)", "[]");
    // A way that returns to a node is sought only when all others fail.
    found(1, 2, "shortestPath((a)-[*..2]->(b)) WHERE length(p) > 1", "[[1,1,2]]");
    found(1, 1, "shortestPath((a)-[*0..]->(b)) WHERE length(p) = 1", "[[1,1]]");
    found(1, 1, "shortestPath((a)-[*0..]->(b)) WHERE length(p) > 1", "[[1,2,1]]");
    let both = "MATCH (a {id: 1}), (d {id: 4}) MATCH p = shortestPath((a)-[*]->(d)), q = shortestPath((d)<-[*]-(a)) \
                WHERE length(p) + length(q) > 2 RETURN length(p), length(q)";
    assert_eq!(ask(both), "[[1,2]]");
}

#[test]
fn as_a_value_it_is_a_path_or_a_list_of_paths() {
    let ends = "MATCH (a {id: 1}), (d {id: 4}), (z {id: 6})";
    assert_eq!(
        ask(&format!("{ends} RETURN length(shortestPath((a)-[*]->(d))), size(allShortestPaths((a)-[*]->(d)))")),
        "[[1,1]]"
    );
    assert_eq!(
        ask(&format!("{ends} RETURN shortestPath((a)-[*]->(z)), allShortestPaths((a)-[*]->(z))")),
        "[[null,[]]]"
    );
    assert_eq!(ask(&format!("{ends} WITH a, d WHERE shortestPath((a)-[*]->(d)) IS NOT NULL RETURN 1")), "[[1]]");
    let nowhere = "OPTIONAL MATCH (a {id: 77}) MATCH (d {id: 4})";
    assert_eq!(
        ask(&format!("{nowhere} RETURN shortestPath((a)-[*]->(d)), allShortestPaths((a)-[*]->(d))")),
        "[[null,null]]"
    );
    refused("MATCH (a) RETURN shortestPath((a)-[*]->(x))", ErrorCode::Syntax, "Variable `x` not defined");
    refused("MATCH (a) RETURN shortestPath((a)-[*]->())", ErrorCode::Syntax, "requires bound nodes");
}

#[test]
fn a_pattern_as_a_value_is_the_list_of_its_paths() {
    let one = |result: &str, value: &str| {
        assert_eq!(ask(&format!("MATCH (a {{id: 1}}) RETURN {result} AS x")), format!("[[{value}]]"), "{result}");
    };
    one("[size((a)-->()), size((a)-->()-->()), size((a)-[:T*..2]->()), size((a)-->({id: 9}))]", "[4,6,7,0]");
    one("size(()--())", "15");
    one("[p IN (a)-[:U]->() | [n IN nodes(p) | n.id]]", "[[1,5]]");
    one("[n IN nodes(head((a)-[:U]->())) | n.id]", "[1,5]");
    one("[(a)-->(b {id: 5}) | size((b)-->())]", "[1]");
    one("size([(a)-->(b) | (b)-->()])", "4");
    one("[NOT (a)-->(), (a)-->() AND true, (a)-->() OR false, (a)-->() = true]", "[false,true,true,false]");
    one("CASE WHEN (a)-->() THEN size((a)-->()) END", "4");
    one("[any(p IN (a)-->() WHERE length(p) = 1), (a)-[:U]->() IS NULL, size(1 + (a)-[:U]->())]", "[true,false,2]");
    one("a {.id, n: size((a)-->())}", "{\"id\":1,\"n\":4}");
    assert_eq!(ask("MATCH (a) WHERE size((a)-->({id: 1})) > 0 RETURN collect(a.id)"), "[[[1,2]]]");
    assert_eq!(ask("MATCH (a {id: 1}) UNWIND (a)-->() AS p RETURN count(p), count(size((a)-->()))"), "[[4,4]]");
    assert_eq!(ask("OPTIONAL MATCH (a {id: 99}) RETURN size((a)-->())"), "[[0]]");
}

#[test]
fn what_cannot_be_searched_for_is_refused() {
    let ends = "MATCH (a {id: 1}), (d {id: 4})";
    let refused = |rest: &str, code, message| refused(&format!("{ends} {rest}"), code, message);
    for search in ["shortestPath((a)-[*]->(a))", "shortestPath((a)-->(a))", "allShortestPaths((d)-[*]-(d))"] {
        refused(&format!("MATCH p = {search} RETURN p"), ErrorCode::Failed, "start and end nodes are the same");
        refused(
            &format!("OPTIONAL MATCH p = {search} RETURN p"),
            ErrorCode::Failed,
            "start and end nodes are the same",
        );
        refused(&format!("RETURN {search}"), ErrorCode::Failed, "start and end nodes are the same");
    }
    let minimal = "does not support a minimal length different from 0 or 1";
    refused("MATCH p = shortestPath((a)-[*2..]->(d)) RETURN p", ErrorCode::Syntax, minimal);
    refused("RETURN shortestPath((a)-[*2]->(d))", ErrorCode::Syntax, minimal);
    let single = "requires a pattern containing a single relationship";
    refused("MATCH p = shortestPath((a)-->()-->(d)) RETURN p", ErrorCode::Syntax, single);
    refused("MATCH p = shortestPath((a)) RETURN p", ErrorCode::Syntax, single);
    refused("MATCH p = shortestPath((a)-[* {w: 9}]->(d)) RETURN p", ErrorCode::Syntax, "contains properties");
    refused("MATCH shortestPath((a)-[r*]->(d)) MATCH shortestPath((a)-[r*]->(d)) RETURN r", ErrorCode::Syntax, "Bound");
    refused("MATCH shortestPath((a)-[r]->(d)) RETURN r.w", ErrorCode::Syntax, "Type mismatch");
    refused("RETURN shortestPath(1)", ErrorCode::Syntax, "takes a pattern");
}

#[test]
fn a_search_without_end_is_ended_by_the_budget() {
    let mut builder = GraphBuilder::new();
    let nodes: Vec<_> = (0..40).map(|id| builder.add_node(&["N"], [("id", Value::Int(id))])).collect();
    for from in &nodes {
        for to in &nodes {
            builder.add_relationship(*from, "T", *to, []);
        }
    }
    let graph = Arc::new(builder.build());
    let ends = "MATCH (a {id: 0}), (b {id: 39}) MATCH p = shortestPath((a)-[*]->(b))";
    let error = run(&graph, &format!("{ends} WHERE size([n IN nodes(p) WHERE n.id = 99]) > 0 RETURN p"), 500);
    assert_eq!(error.unwrap_err().code, ErrorCode::TimedOut);
    let rows = run(&graph, &format!("{ends} RETURN length(p)"), 500).unwrap();
    assert_eq!(rows, [[Value::Int(1)]]);
}

/// In other orders than by length: from each node that both ends reach, one way to either end.
#[test]
fn a_least_length_is_sought_where_the_ends_met() {
    for (from, to, pattern, least, length) in [
        (1, 2, "-[*]-", 2, "[[2]]"),
        (1, 2, "-[*..3]-", 2, "[[2]]"),
        (1, 2, "-[*]->", 3, "[]"),
        (1, 5, "-[*]-", 3, "[[4]]"),
        (5, 1, "-[*]-", 3, "[[4]]"),
        (1, 4, "-[*]->", 3, "[[3]]"),
        (3, 5, "-[*..3]-", 3, "[[3]]"),
    ] {
        let ends = format!("MATCH (a {{id: {from}}}), (b {{id: {to}}})");
        let text =
            format!("{ends} MATCH p = shortestPath((a){pattern}(b)) WHERE length(p) >= {least} RETURN length(p)");
        assert_eq!(ask(&text), length, "{text}");
    }
}
