//! A property graph in lines of JSON: whatever stands in the lines, it is taken whole or told.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use neuprint_cypher::Value;
use neuprint_local::Dataset;
use neuprint_local::property_graph::{GraphError, Nodes, Read};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

fn read(text: &str) -> Result<Read, GraphError> {
    let mut nodes = Nodes::default();
    nodes.read("x", text.as_bytes())?;
    let mut relationships = nodes.relationships("lab")?;
    relationships.read("x", text.as_bytes())?;
    relationships.finish()
}

#[test]
fn labels_of_other_datasets_are_told() {
    let text = r#"{"id":1,"labels":["Neuron","lab_Neuron"]}
{"id":2,"labels":["Neuron","manc_Neuron"],"properties":null}"#;
    let Read { graph, noticed } = read(text).unwrap();
    assert_eq!(graph.nodes_with_label(graph.label("Neuron").unwrap()).len(), 2);
    assert_eq!(noticed.len(), 1);
    assert!(noticed[0].contains("manc_Neuron"), "{noticed:?}");
}

#[test]
fn ids_are_the_same_as_numbers_and_as_texts() {
    let text = r#"{"id":7,"labels":["A"]}
{"type":"node","id":"07","labels":["B"]}
{"id":-1,"labels":["C"]}
{"from":"7","type":"R","to":"07"}
{"type":"relationship","label":"R","start":{"id":7},"end":{"id":"-1"}}
{"type":"R","start":"07","end":7}"#;
    let graph = read(text).unwrap().graph;
    let ends = |at: u32| {
        let label = |node| graph.labels_of(node).next().unwrap().to_string();
        let relationship = neuprint_cypher::RelId(at);
        (label(graph.start(relationship)), label(graph.end(relationship)))
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!([0, 1, 2].map(ends), [pair("A", "B"), pair("A", "C"), pair("B", "A")]);
}

#[test]
fn a_type_that_changes_in_relationships_and_in_lists_is_told_where_it_matters() {
    let text = r#"{"id":1,"labels":["A"],"properties":{"l":[1]}}
{"id":2,"labels":["A"],"properties":{"l":["a"]}}
{"from":1,"type":"R","to":2,"properties":{"w":1}}
{"from":1,"type":"R","to":2,"properties":{"w":1.5}}
{"from":1,"type":"R","to":2,"properties":{"w":"x"}}"#;
    let Read { graph, noticed } = read(text).unwrap();
    assert_eq!(noticed, ["the property `w` of relationships is an integer at x:3, but a float at x:4; both are kept"]);
    let key = graph.relationship_key("w").unwrap();
    let values = [0, 1, 2].map(|at| graph.relationship_property(neuprint_cypher::RelId(at), key));
    assert_eq!(values, [Value::Int(1), Value::Float(1.5), Value::text("x")]);
}

#[test]
fn a_dataset_is_called_what_its_meta_node_says_or_else_its_file() {
    let named = |file: &str, text: &str| {
        let dataset = Dataset::of_graph([(file.to_owned(), text.as_bytes().to_vec())]).unwrap();
        dataset.name().to_owned()
    };
    let meta = r#"{"id":1,"labels":["Meta"],"properties":{"dataset":"lab","tag":"v1","description":"d"}}"#;
    assert_eq!(named("a/b.jsonl.gz", meta), "lab:v1");
    assert_eq!(named("a.json", &meta.replace(r#""tag""#, r#""no""#)), "lab");
    assert_eq!(named("a/b c.jsonl.gz", r#"{"id":1,"labels":["N"]}"#), "b c");
    let dataset = Dataset::of_graph([("a".to_owned(), meta.as_bytes().to_vec())]).unwrap();
    assert_eq!(dataset.about().description, "d");
    assert!(Dataset::read(&dataset.write().unwrap()).is_ok());
}

proptest! {
    // Failures are kept beside the test: above it is no crate root, by which proptest would look for a place.
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn no_text_is_a_panic(text in r#"(\{"(id|from|type|labels)":[0-9a"\[\]{},: n]{0,20}|[^\n]{0,10}|\n){0,6}"#) {
        if let Ok(Read { graph, .. }) = read(&text) {
            prop_assert!(graph.node_count() > 0);
        }
    }
}
