//! How long typical queries take over a generated graph: `cargo bench -p neuprint-cypher`.
//!
//! The graph is made by a fixed recipe: 20,000 neurons of 400 types, 400,000 connections with weights, most of them
//! light and few of them heavy. Times are medians of seven runs in one thread.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::time::Instant;

use neuprint_cypher::{Graph, GraphBuilder, Limits, Step, Value, parse};

const NEURONS: u64 = 20_000;
const CONNECTIONS: u64 = 400_000;
const TYPES: u64 = 400;

const QUERIES: &[(&str, &str)] = &[
    ("lookup by bodyId", "MATCH (n:Neuron {bodyId: 1007777}) RETURN n.type, n.pre"),
    ("1,000 bodyIds", "MATCH (n:Neuron) WHERE n.bodyId IN range(1001000, 1001999) RETURN n.bodyId, n.type"),
    ("types by regular expression", "MATCH (n:Neuron) WHERE n.type =~ 'T1.*' RETURN n.bodyId, n.type"),
    (
        "partners of one neuron",
        "MATCH (n:Neuron {bodyId: 1000042})-[e:ConnectsTo]-(m:Neuron) RETURN m.bodyId, e.weight",
    ),
    (
        "adjacencies among a type",
        "MATCH (a:Neuron {type: 'T7'})-[e:ConnectsTo]->(b:Neuron) WHERE b.type STARTS WITH 'T7' \
         RETURN a.bodyId, b.bodyId, e.weight",
    ),
    (
        "type to type over all connections",
        "MATCH (a:Neuron)-[e:ConnectsTo]->(b:Neuron) RETURN a.type, b.type, sum(e.weight) AS w ORDER BY w DESC LIMIT 20",
    ),
    ("sum of all weights", "MATCH ()-[e:ConnectsTo]->() RETURN sum(e.weight)"),
    ("the 10 largest", "MATCH (n:Neuron) RETURN n.bodyId, n.pre ORDER BY n.pre DESC LIMIT 10"),
];

fn graph() -> Graph {
    let mut builder = GraphBuilder::new();
    // A linear congruential generator: the same graph in every run.
    let mut state = 1u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let nodes: Vec<_> = (0..NEURONS)
        .map(|at| {
            let name = format!("T{}", next(TYPES));
            let id = Value::Int(1_000_000 + at as i64);
            let pre = Value::Int(next(5_000) as i64);
            builder.add_node(&["Neuron", "Segment"], [("bodyId", id), ("type", Value::text(name)), ("pre", pre)])
        })
        .collect();
    for _ in 0..CONNECTIONS {
        let [from, to] = [next(NEURONS), next(NEURONS)].map(|at| nodes[at as usize]);
        let weight = 1 + 60 / (1 + next(60));
        builder.add_relationship(from, "ConnectsTo", to, [("weight", Value::Int(weight as i64))]);
    }
    builder.build()
}

fn rows(graph: &Arc<Graph>, text: &str) -> usize {
    let mut execution = parse(text).unwrap().start(graph.clone(), Limits::default()).unwrap();
    let mut count = 0;
    loop {
        match execution.advance(100_000).unwrap() {
            Step::Rows(rows) => count += rows.len(),
            Step::Pending => {}
            Step::Done => return count,
        }
    }
}

fn main() {
    let graph = Arc::new(graph());
    for (name, text) in QUERIES {
        // The first run also builds the indexes that the query needs.
        let count = rows(&graph, text);
        let mut times: Vec<f64> = (0..7)
            .map(|_| {
                let start = Instant::now();
                assert_eq!(rows(&graph, text), count, "{name}");
                start.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        times.sort_by(f64::total_cmp);
        println!("{name}: {:.3} ms, {count} rows", times[times.len() / 2]);
    }
}
