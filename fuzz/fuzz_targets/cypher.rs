//! Any text is a query that ends within its limits, or an error. The graph has a little of everything.
//!
//! `cargo fuzz run -s none cypher`
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use neuprint_cypher::{Graph, GraphBuilder, Limits, Step, Value, parse, write_json};

/// What a query may take.
const STEPS: u64 = 20_000;

static GRAPH: LazyLock<Arc<Graph>> = LazyLock::new(|| {
    let mut builder = GraphBuilder::new();
    let ids: Vec<_> = (0..4_i64)
        .map(|id| {
            let properties = vec![
                ("bodyId", Value::Int(i64::MAX - id)),
                ("type", Value::text("KCg")),
                ("size", Value::Float(0.5)),
                ("roiInfo", Value::text("{\"a\": {\"pre\": 1}}")),
            ];
            builder.add_node(&["Neuron", "Segment"], properties)
        })
        .collect();
    for pair in ids.windows(2) {
        builder.add_relationship(pair[0], "ConnectsTo", pair[1], vec![("weight", Value::Int(3))]);
    }
    Arc::new(builder.build())
});

fuzz_target!(|text: &str| {
    let Ok(query) = parse(text) else { return };
    let Ok(mut execution) = query.start(GRAPH.clone(), Limits { steps: STEPS, rows: 200, memory: 1 << 20 }) else {
        return;
    };
    loop {
        match execution.advance(500) {
            Ok(Step::Rows(rows)) => rows.iter().flatten().for_each(|value| {
                // What JSON cannot hold is told, not written.
                let _ = write_json(&GRAPH, value, &mut String::new());
            }),
            Ok(Step::Pending) => {}
            Ok(Step::Done) | Err(_) => break,
        }
    }
    assert!(execution.steps() <= STEPS, "{} steps", execution.steps());
});
