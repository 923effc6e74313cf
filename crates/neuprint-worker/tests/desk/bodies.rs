//! Bodies by name, and by their connections.

use neuprint_worker::Bulk;
use neuprint_worker::messages::{
    BodiesFound, BodiesOf, Direction, InBytes as _, PropertyValue, PropertyValues, Request, Response,
};

use crate::place::Page;

const NODES: &[u8] = br#"{"id":0,"labels":["Meta"],"properties":{"dataset":"mine","tag":"v2"}}
{"id":1,"labels":["Segment","Neuron"],"properties":{"bodyId":1,"type":"PN","instance":"PN_R"}}
{"id":2,"labels":["Segment","Neuron"],"properties":{"bodyId":2,"type":"KC's"}}
{"id":3,"labels":["Segment","Neuron"],"properties":{"bodyId":3,"type":"KC's"}}
{"id":4,"labels":["Segment","Neuron"],"properties":{"bodyId":720575940628857211,"type":"LH"}}
{"id":5,"labels":["Segment","Neuron"],"properties":{"bodyId":5}}
{"id":6,"labels":["Segment"],"properties":{"bodyId":6}}"#;
const EDGES: &[u8] = br#"{"from":1,"type":"ConnectsTo","to":2,"properties":{"weight":5}}
{"from":1,"type":"ConnectsTo","to":3,"properties":{"weight":6}}
{"from":1,"type":"ConnectsTo","to":4,"properties":{"weight":8}}
{"from":1,"type":"ConnectsTo","to":5,"properties":{"weight":90}}
{"from":1,"type":"ConnectsTo","to":6,"properties":{"weight":99}}
{"from":2,"type":"ConnectsTo","to":3,"properties":{"weight":3}}
{"from":4,"type":"ConnectsTo","to":1,"properties":{"weight":1}}"#;

fn bodies(page: &Page, of: BodiesOf) -> Vec<u64> {
    let (response, bulk) = page.ask(Request::Bodies { of }).unwrap();
    assert_eq!(response, Response::Bodies);
    let [Bulk::Bytes(found)] = bulk.as_slice() else { panic!("{bulk:?}") };
    BodiesFound::read(found).unwrap().0
}

#[test]
fn a_name_is_that_of_a_type_or_an_instance() {
    let page = Page::new();
    page.open(&[("nodes.jsonl", NODES), ("edges.jsonl", EDGES)]).unwrap();
    let named = |name: &str| bodies(&page, BodiesOf::Named(name.to_owned()));
    assert_eq!(named("KC's"), [2, 3]);
    assert_eq!(named("PN_R"), [1]);
    assert_eq!(named("kc's"), [0; 0], "exactly");
    assert_eq!(named("' OR 1 = 1 //"), [0; 0]);
}

#[test]
fn partners_are_the_strongest_neurons_or_those_of_the_strongest_types() {
    let page = Page::new();
    page.open(&[("nodes.jsonl", NODES), ("edges.jsonl", EDGES)]).unwrap();
    let partners = |given: &[u64], direction, types, most| {
        bodies(&page, BodiesOf::Partners { bodies: given.to_vec(), direction, types, most })
    };
    assert_eq!(partners(&[1], Direction::Outputs, false, 2), [5, 720_575_940_628_857_211]);
    // The two of a type together have more than the one of another; what has no type is none.
    let mut kc = partners(&[1], Direction::Outputs, true, 1);
    kc.sort_unstable();
    assert_eq!(kc, [2, 3]);
    assert_eq!(partners(&[1], Direction::Inputs, false, 9), [720_575_940_628_857_211]);
    // Not those that are there already.
    assert_eq!(partners(&[1, 3, 5], Direction::Outputs, false, 9), [720_575_940_628_857_211, 2]);
}

#[test]
fn values_of_a_property_are_numbers_or_text_and_absent_where_there_are_none() {
    let page = Page::new();
    page.open(&[("nodes.jsonl", NODES), ("edges.jsonl", EDGES)]).unwrap();
    let values = |bodies: &[u64], property: &str| {
        let asked = Request::PropertyValues { bodies: bodies.to_vec(), property: property.to_owned() };
        let (response, bulk) = page.ask(asked).unwrap();
        assert_eq!(response, Response::PropertyValues);
        let [Bulk::Bytes(told)] = bulk.as_slice() else { panic!("{bulk:?}") };
        let mut values = PropertyValues::read(told).unwrap().0;
        values.sort_by_key(|(body, _)| *body);
        values
    };
    let text = |text: &str| PropertyValue::Text(text.to_owned());
    assert_eq!(values(&[1, 2, 5, 99], "type"), [(1, text("PN")), (2, text("KC's"))]);
    assert_eq!(values(&[2], "bodyId"), [(2, PropertyValue::Number(2.0))]);
    assert_eq!(values(&[1], "no such ` property"), []);
}
