//! What helps to write a query: the schema, cell types, the check of a text.

use neuprint_worker::messages::{ConnectTo, Mistake, Request, Response, Schema};

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

fn mistake(page: &Page, cypher: &str) -> Option<Mistake> {
    match page.ask(Request::Check { cypher: cypher.to_owned() }).unwrap() {
        (Response::Checked(mistake), _) => mistake,
        other => panic!("{other:?}"),
    }
}

fn cell_types(page: &Page, prefix: &str) -> Vec<String> {
    match page.ask(Request::CellTypes { prefix: prefix.to_owned() }).unwrap() {
        (Response::Names(names), _) => names,
        other => panic!("{other:?}"),
    }
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
fn cell_types_begin_with_what_was_typed() {
    let page = Page::with_sample();
    let names = cell_types(&page, "KC");
    assert!(!names.is_empty() && names.is_sorted() && names.iter().all(|name| name.starts_with("KC")), "{names:?}");
    assert!(cell_types(&page, "no'such").is_empty());
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
