//! Small random graphs with everything a planner can trip over: nodes without labels and values, a column of mixed
//! kinds, relationships from a node to itself, several between the same two nodes.

use std::sync::Arc;

use neuprint_cypher::{Graph, GraphBuilder, Point, Value, write_json};

use crate::random::Random;

pub(crate) const TEXTS: [&str; 4] = ["A", "AB", "b", "C1"];

/// The graph of a number.
pub(crate) fn graph(number: u64) -> Arc<Graph> {
    let random = &mut Random::new(number ^ 0x9a17);
    let mut builder = GraphBuilder::new();
    let labels: [&[&str]; 5] = [&["Neuron", "Segment"], &["Neuron", "Segment"], &["Segment"], &["Synapse"], &[]];
    let nodes: Vec<_> = (0..3 + random.below(4))
        .map(|at| {
            let mut properties = vec![("bodyId", Value::Int(100 + at as i64))];
            let number = |random: &mut Random| Value::Int(random.below(4) as i64);
            let text = |random: &mut Random| Value::text(random.pick(&TEXTS));
            let coordinate = |random: &mut Random| random.below(5) as f64;
            let soma = Point::new(coordinate(random), coordinate(random), coordinate(random));
            let mixed = match random.below(3) {
                0 => number(random),
                1 => text(random),
                _ => Value::Float(1.5),
            };
            let optional = [
                ("type", text(random)),
                ("status", text(random)),
                ("pre", number(random)),
                ("size", Value::Float(random.below(6) as f64 / 2.0)),
                ("cropped", Value::Bool(random.percent(50))),
                ("MB(R)", Value::Bool(true)),
                ("soma", Value::Point(soma)),
                ("roiInfo", Value::text(format!(r#"{{"MB(R)": {{"pre": {}}}}}"#, random.below(9)))),
                ("mixed", mixed),
            ];
            properties.extend(optional.into_iter().filter(|_| random.percent(75)));
            builder.add_node(random.pick(&labels), properties)
        })
        .collect();
    for _ in 0..6 + random.below(9) {
        let [from, to] = [random.pick(&nodes), random.pick(&nodes)];
        let rel_type = random.pick(&["ConnectsTo", "ConnectsTo", "Near", "Contains"]);
        let weight = Value::Int(1 + random.below(4) as i64);
        builder.add_relationship(from, rel_type, to, random.percent(85).then_some(("weight", weight)));
    }
    Arc::new(builder.build())
}

/// A graph in words, for the message of a failure.
pub(crate) fn described(graph: &Graph) -> String {
    let mut out = String::new();
    for node in (0..graph.node_count() as u32).map(neuprint_cypher::NodeId) {
        out.push_str(&format!("{} {:?} ", node.0, graph.labels_of(node).collect::<Vec<_>>()));
        write_json(graph, &Value::Node(node), &mut out).unwrap();
        out.push('\n');
    }
    for relationship in (0..graph.relationship_count() as u32).map(neuprint_cypher::RelId) {
        write_json(graph, &Value::Relationship(relationship), &mut out).unwrap();
        out.push('\n');
    }
    out
}
