//! Groups that are formed over columns.

use neuprint_cypher::{Limits, Step, Value, parse};

use crate::ask::{check, graph, run};

/// What is asked over columns, and how many groups there are.
const QUERIES: &[(&str, usize)] = &[
    ("MATCH (a)-[e]->(b) RETURN a.type, b.type, sum(e.weight), count(*), count(e.weight)", 5),
    ("MATCH (a:Neuron)-[e:ConnectsTo]->(b:Neuron) RETURN a.type AS t, collect(b.bodyId), max(e.weight)", 2),
    (
        "MATCH (a)-[e]-(b) WHERE e.weight > 5 OR b.soma IS NOT NULL RETURN b.bodyId, count(DISTINCT a.type), avg(e.weight)",
        4,
    ),
    ("MATCH (a)-[:ConnectsTo]->(b)-[:ConnectsTo]->(c) RETURN a, count(*), sum(c.bodyId)", 3),
    ("MATCH (a)-[e]->(b)-[f]->(c)-[g]->(a) RETURN e, f.weight, count(*)", 3),
    ("MATCH (a)-[e]->(a) RETURN a.`MB(R)`, sum(e.weight)", 1),
    ("MATCH (a:Neuron)-[e]->(b:Segment) WHERE a.type = 'A' AND e.weight >= 10 RETURN sum(e.weight)", 1),
    ("MATCH (a:Nothing)-[e]->(b) RETURN sum(e.weight), count(*)", 1),
    ("MATCH (a:Nothing)-[e]->(b) RETURN b.type, count(*)", 0),
    ("MATCH (a:Neuron)-[e:ConnectsTo]->(b:Neuron) RETURN sum(e.weight), count(*), sum(b.bodyId)", 1),
    ("MATCH (a:Segment)<-[e]-(b:Neuron) WHERE e.weight > 5 RETURN sum(a.bodyId), sum(b.bodyId), sum(e.weight)", 1),
    ("MATCH (a:Neuron)-[e]->(b) WHERE a.type = b.type OR b.type IS NULL RETURN count(*), sum(a.bodyId)", 1),
    ("MATCH (a)-[e:Near|Nowhere]->(b) RETURN count(*), sum(e.weight)", 1),
    ("MATCH (a)-[:Nowhere]->(b) RETURN count(*), sum(a.bodyId)", 1),
];

#[test]
fn they_are_what_rows_come_to_in_slices_of_any_size() {
    let graph = graph();
    for (text, groups) in QUERIES {
        let query = parse(text).unwrap();
        let plan = query.start(graph.clone(), Limits::default()).unwrap().plan();
        assert!(plan.contains("ColumnarAggregation"), "{text}\n{plan}");
        let mut unplanned = query.start_unplanned(graph.clone(), Limits::default()).unwrap();
        assert!(!unplanned.plan().contains("Columnar"), "{text}");
        let Step::Rows(naive) = unplanned.advance(u64::MAX).unwrap_or(Step::Done) else {
            assert_eq!((run(&graph, text, 1), *groups), (Ok(Vec::new()), 0), "{text}");
            continue;
        };
        assert_eq!(naive.len(), *groups, "{text}");
        for fuel in [1, 2, 3, 7, 1_000_000] {
            let rows = run(&graph, text, fuel).unwrap();
            // In which order unplanned rows come is another matter.
            let sorted = |rows: &[Vec<Value>]| {
                let mut shown: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
                shown.sort();
                shown
            };
            assert_eq!(sorted(&rows), sorted(&naive), "{text} in slices of {fuel}");
        }
    }
}

#[test]
fn most_relationships_are_looked_at_where_they_are_stored() {
    let is_swept = |text: &str| {
        let plan = parse(text).unwrap().start(graph(), Limits::default()).unwrap().plan();
        plan.contains(", relationship by relationship")
    };
    for text in [
        "MATCH (a)-[e:ConnectsTo]->(b:Neuron) RETURN sum(e.weight)",
        "MATCH (a:Neuron)-[e]->(b) WHERE e.weight > 6 RETURN count(*), sum(b.bodyId)",
        "MATCH (a:Segment)<-[e]-(b) RETURN count(*)",
    ] {
        assert!(is_swept(text), "{text}");
    }
    for text in [
        // An order can be seen, or there are few.
        "MATCH (a)-[e]->(b) RETURN a.type, sum(e.weight)",
        "MATCH (a)-[e]->(b) RETURN collect(e.weight)",
        "MATCH (a)-[e]->(b) RETURN max(e.weight)",
        "MATCH (a {bodyId: 1})-[e]->(b) RETURN sum(e.weight)",
        "MATCH (a:Nothing)-[e]->(b) RETURN sum(e.weight)",
        "MATCH (a)-[e]-(b) RETURN sum(e.weight)",
        "MATCH (a)-[e]->(a) RETURN sum(e.weight)",
        "MATCH (a)-[e]->(b)-[f]->(c) RETURN sum(e.weight)",
    ] {
        assert!(!is_swept(text), "{text}");
    }
    let query = parse("MATCH (a:Neuron)-[e]->(b) RETURN sum(e.weight)").unwrap();
    let mut execution = query.start(graph(), Limits::default()).unwrap();
    while execution.advance(2).unwrap() != Step::Done {}
    assert_eq!(execution.steps(), 6, "a step for each relationship");
}

#[test]
fn they_come_in_the_order_in_which_they_were_met() {
    check("MATCH (a)-[e]->(b) RETURN b.bodyId, count(*)", "[[1,3],[2,1],[3,1],[4,1]]");
    check("MATCH (a)-[e]->(b) RETURN b.type, sum(e.weight)", r#"[["A",45],["B",20],[null,7]]"#);
    check("MATCH (a)<-[e]-(b) RETURN b.bodyId, e.weight", "[[1,5],[3,30],[4,null],[1,10],[2,20],[3,7]]");
}

#[test]
fn conditions_may_speak_of_what_is_around() {
    let within = "COLLECT { MATCH (a)-[e]->(b) WHERE b = n RETURN sum(e.weight) }";
    check(&format!("MATCH (n) RETURN n.bodyId, {within} AS s"), "[[1,[35]],[2,[10]],[3,[20]],[4,[7]]]");
}

#[test]
fn a_sum_that_is_too_large_is_a_float() {
    use neuprint_cypher::GraphBuilder;
    let mut builder = GraphBuilder::new();
    let a = builder.add_node(&["Neuron"], [("bodyId", Value::Int(1))]);
    for _ in 0..2 {
        builder.add_relationship(a, "ConnectsTo", a, [("weight", Value::Int(i64::MAX))]);
    }
    let graph = std::sync::Arc::new(builder.build());
    for text in ["MATCH (a)-[e]->() RETURN sum(e.weight)", "MATCH (a)-[e]->() WITH e.weight AS w RETURN sum(w)"] {
        assert_eq!(run(&graph, text, 100).unwrap(), [[Value::Float(i64::MAX as f64 * 2.0)]], "{text}");
    }
}
