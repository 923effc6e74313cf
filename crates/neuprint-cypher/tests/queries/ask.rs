//! A small graph, and asking it.
//!
//! ```text
//! (1:Neuron:Segment type A) -[10]-> (2:Neuron:Segment type A) -[20]-> (3:Neuron:Segment type B) -[30]-> (1)
//! (1) -[5]-> (1)        (3) -[7]-> (4:Segment, no type)        (4) -[:Near]-> (1)
//! ```

use std::sync::Arc;

use neuprint_cypher::{CypherError, ErrorCode, Graph, GraphBuilder, Limits, Point, Step, Value, parse, write_json};

pub(crate) fn graph() -> Arc<Graph> {
    let mut builder = GraphBuilder::new();
    let neuron = ["Neuron", "Segment"];
    let with_type = |id: i64, name: &'static str| [("bodyId", Value::Int(id)), ("type", Value::text(name))];
    let a = builder.add_node(&neuron, with_type(1, "A").into_iter().chain([("MB(R)", Value::Bool(true))]));
    let b = builder.add_node(&neuron, with_type(2, "A"));
    let c = builder.add_node(&neuron, with_type(3, "B"));
    let soma = Value::Point(Point::new(1.0, 2.5, 3.0));
    let d = builder.add_node(&["Segment"], [("bodyId", Value::Int(4)), ("soma", soma)]);
    for (from, to, weight) in [(a, b, 10), (b, c, 20), (c, a, 30), (a, a, 5), (c, d, 7)] {
        builder.add_relationship(from, "ConnectsTo", to, [("weight", Value::Int(weight))]);
    }
    builder.add_relationship(d, "Near", a, []);
    Arc::new(builder.build())
}

/// All rows, in slices of so many steps.
pub(crate) fn run(graph: &Arc<Graph>, text: &str, fuel: u64) -> Result<Vec<Vec<Value>>, CypherError> {
    let limits = Limits { steps: 200_000, rows: 10_000, memory: 2_000_000 };
    let mut execution = parse(text)?.start(graph.clone(), limits)?;
    let mut rows = Vec::new();
    loop {
        match execution.advance(fuel)? {
            Step::Rows(more) => rows.extend(more),
            Step::Pending => {}
            Step::Done => return Ok(rows),
        }
    }
}

/// The rows as JSON.
pub(crate) fn ask(text: &str) -> String {
    let graph = graph();
    match run(&graph, text, 1_000) {
        Ok(rows) => {
            let mut json = String::new();
            write_json(&graph, &Value::list(rows.into_iter().map(Value::list)), &mut json).unwrap();
            json
        }
        Err(error) => panic!("{text}: {error}"),
    }
}

/// What is wrong with a query.
pub(crate) fn refused(text: &str) -> CypherError {
    match run(&graph(), text, 1_000) {
        Ok(rows) => panic!("{text}: {rows:?}"),
        Err(error) => error,
    }
}

#[track_caller]
pub(crate) fn check(text: &str, rows: &str) {
    assert_eq!(ask(text), rows, "{text}");
}

/// Values of a query of one row.
#[track_caller]
pub(crate) fn values(expressions: &str, row: &str) {
    check(&format!("RETURN {expressions}"), &format!("[[{row}]]"));
}

/// Queries with the code of their error.
#[track_caller]
pub(crate) fn fail(cases: &[(&str, ErrorCode)]) {
    for (text, code) in cases {
        let error = refused(text);
        assert_eq!(error.code, *code, "{text}: {error}");
    }
}
