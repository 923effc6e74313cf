//! What helps to write a query: the schema, values of properties, the check of a text, examples.

use neuprint_worker::examples::{GROUPS, Landmarks};
use neuprint_worker::messages::{ConnectTo, Mistake, Request, Response, Schema, ValuesOf, Verdict};

use crate::place::{Page, SERVER};

fn on_server() -> Page {
    let page = Page::new();
    page.connect(ConnectTo::Server { server: SERVER.to_owned(), token: None, dataset: None }).unwrap();
    page
}

fn schema(page: &Page) -> Schema {
    match page.ask(Request::Schema).unwrap() {
        (Response::Schema(schema), _) => schema,
        other => panic!("{other:?}"),
    }
}

fn verdict(page: &Page, cypher: &str) -> Verdict {
    match page.ask(Request::Check { cypher: cypher.to_owned() }).unwrap() {
        (Response::Checked(verdict), _) => verdict,
        other => panic!("{other:?}"),
    }
}

fn mistake(page: &Page, cypher: &str) -> Option<Mistake> {
    verdict(page, cypher).mistake
}

fn values(page: &Page, of: ValuesOf, prefix: &str) -> Vec<String> {
    match page.ask(Request::Values { of, prefix: prefix.to_owned() }).unwrap() {
        (Response::Names(names), _) => names,
        other => panic!("{other:?}"),
    }
}

fn landmarks(page: &Page) -> Option<Landmarks> {
    match page.ask(Request::Landmarks).unwrap() {
        (Response::Landmarks(landmarks), _) => landmarks,
        other => panic!("{other:?}"),
    }
}

/// Runs every example; those that fail or have no rows.
fn without_rows(page: &Page, landmarks: &Landmarks) -> Vec<String> {
    let mut poor = Vec::new();
    for example in GROUPS.iter().flat_map(|group| group.examples) {
        match page.ask(Request::Query { cypher: example.cypher(landmarks) }) {
            Ok((Response::Table(table), _)) if table.rows > 0 => {}
            end => poor.push(format!("{}: {end:?}", example.title)),
        }
    }
    poor
}

#[test]
fn the_schema_is_that_of_the_dataset_here_and_on_a_server() {
    for page in [Page::with_sample(), on_server()] {
        let schema = schema(&page);
        for label in ["Neuron", "Segment", "Meta", "Synapse", "SynapseSet"] {
            assert!(schema.labels.iter().any(|known| known == label), "{label}: {:?}", schema.labels);
        }
        assert!(schema.relationship_types.iter().any(|known| known == "ConnectsTo"), "{:?}", schema.relationship_types);
        assert!(schema.rois.iter().any(|roi| roi == "MB(R)"), "{:?}", schema.rois);
        let property = |of: &str, name: &str| {
            let found = schema.properties.iter().find(|property| property.of == of && property.name == name);
            found.unwrap_or_else(|| panic!("no {of}.{name} in {:?}", schema.properties)).clone()
        };
        assert_eq!(property("Neuron", "bodyId").kind, "integer");
        assert_eq!(property("ConnectsTo", "weight").kind, "integer");
        assert_eq!(property("Synapse", "location").kind, "point");
        let status = property("Neuron", "status");
        assert_eq!((status.kind.as_str(), status.example.as_str()), ("text", "'Traced'"));
        assert!(property("Neuron", "roiInfo").example.chars().count() < 100);
        assert!(schema.properties.iter().all(|property| property.name != "MB(R)"), "ROIs have a list of their own");
        let substring = schema.functions.iter().find(|function| function[0] == "substring").unwrap();
        assert_eq!(substring[1], "substring(text, start, length?)");
    }
}

#[test]
fn the_schema_is_asked_for_once() {
    let page = on_server();
    let first = schema(&page);
    let sent = page.place.0.sent.borrow().len();
    assert_eq!(schema(&page), first);
    assert_eq!(page.place.0.sent.borrow().len(), sent);
}

#[test]
fn a_server_that_refuses_leaves_the_functions_and_is_asked_again() {
    let page = on_server();
    page.place.0.refuses.set(true);
    let poor = schema(&page);
    assert!(poor.labels.is_empty() && poor.properties.iter().all(|property| property.example.is_empty()), "{poor:?}");
    assert!(!poor.functions.is_empty());
    page.place.0.refuses.set(false);
    assert!(!schema(&page).labels.is_empty());
}

#[test]
fn values_begin_with_what_was_typed() {
    let page = Page::with_sample();
    for (of, prefix) in [(ValuesOf::Type, "KC"), (ValuesOf::Instance, "DA1_lPN")] {
        let names = values(&page, of, prefix);
        assert!(!names.is_empty() && names.is_sorted(), "{names:?}");
        assert!(names.iter().all(|name| name.starts_with(prefix)), "{names:?}");
        assert!(values(&page, of, "no'such").is_empty());
    }
    assert_eq!(values(&page, ValuesOf::Status, ""), ["Orphan", "Traced"]);
}

#[test]
fn every_example_has_rows_and_none_is_too_much() {
    let (here, server) = (Page::with_sample(), on_server());
    assert_eq!(without_rows(&here, &Landmarks::default()), Vec::<String>::new());
    let examples: Vec<String> =
        GROUPS.iter().flat_map(|group| group.examples).map(|example| example.cypher(&Landmarks::default())).collect();
    assert!(examples.len() >= 25);
    for cypher in examples {
        assert_eq!(verdict(&here, &cypher), Verdict::default(), "{cypher}");
        assert_eq!(verdict(&server, &cypher), Verdict::default(), "{cypher}");
    }
}

#[test]
fn the_landmarks_of_a_dataset_give_the_examples_rows() {
    let page = on_server();
    let found = landmarks(&page).unwrap();
    assert_ne!(found, Landmarks::default(), "it was not asked");
    let poor = without_rows(&page, &found);
    // The sample has synapses and ROIs of five neurons only, and of no neuron all partners.
    let incomplete = [
        "Strongest outputs",
        "Share of inputs that is known",
        "Regions of a neuron",
        "Connections within a region",
        "Synapses of a neuron",
        "Confidence of synapses",
        "Confidence as a histogram",
        "Reciprocal connections",
    ];
    assert!(poor.iter().all(|title| incomplete.iter().any(|known| title.starts_with(known))), "{found:?} {poor:#?}");
}

#[test]
fn a_dataset_without_types_has_no_landmarks() {
    let page = Page::new();
    page.open(&[("1.swc", b"1 1 0 0 0 1 -1\n")]).unwrap();
    assert_eq!(landmarks(&page), None);
}

#[test]
fn a_query_for_all_connections_is_very_much_on_a_server_and_a_product_of_them_everywhere() {
    let (here, server) = (Page::with_sample(), on_server());
    let all = "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) RETURN a.bodyId, c.weight";
    assert!(verdict(&server, all).boundless && !verdict(&here, all).boundless);
    let product = "MATCH (a:Neuron), (b:Neuron) RETURN a.bodyId, b.bodyId";
    assert!(verdict(&server, product).boundless && verdict(&here, product).boundless);
    assert!(!verdict(&server, &format!("{product} LIMIT 5")).boundless);
}

#[test]
fn a_mistake_is_told_with_its_place() {
    let page = Page::with_sample();
    assert_eq!(mistake(&page, "MATCH (n:Neuron)\nRETURN n.bodyId"), None);
    assert_eq!(mistake(&page, " \n"), None);
    let found = mistake(&page, "MATCH (n:Neuron)\nRETURN n.bodyId,").unwrap();
    assert_eq!(found.line, 2, "{found:?}");
    assert!(!found.message.is_empty());
}

#[test]
fn what_only_a_server_speaks_is_no_mistake_there() {
    let (here, server) = (Page::with_sample(), on_server());
    for cypher in ["RETURN my.own(1)", "RETURN randomUUID()", "USE other MATCH (n) RETURN n"] {
        assert_eq!(mistake(&server, cypher), None, "{cypher}");
    }
    assert!(mistake(&here, "RETURN my.own(1)").is_some());
    let broken = "MATCH (n:Neuron RETURN n";
    assert_eq!(mistake(&server, broken), mistake(&here, broken));
    assert!(mistake(&server, broken).is_some());
}
