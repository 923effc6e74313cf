//! Synapses, and who is at their other ends.

use neuprint_worker::Bulk;
use neuprint_worker::messages::{InBytes as _, PartnerBody, PartnerType, Request, Response, SynapsesFound};

use crate::place::Page;

/// A presynapse with two partners in `EB`, a postsynapse in no ROI, another one without a place.
const NODES: &[u8] = br#"{"id":0,"labels":["Meta"],"properties":{"dataset":"mine","tag":"v2","primaryRois":["EB","a'L(R)"]}}
{"id":1,"labels":["Segment","Neuron"],"properties":{"bodyId":1,"type":"PN"}}
{"id":2,"labels":["Segment","Neuron"],"properties":{"bodyId":2,"type":"KC"}}
{"id":3,"labels":["Segment","Neuron"],"properties":{"bodyId":3,"type":"LH"}}
{"id":4,"labels":["Segment"],"properties":{"bodyId":4}}
{"id":12,"labels":["SynapseSet"],"properties":{}}
{"id":13,"labels":["SynapseSet"],"properties":{}}
{"id":14,"labels":["SynapseSet"],"properties":{}}
{"id":21,"labels":["SynapseSet"],"properties":{}}
{"id":31,"labels":["SynapseSet"],"properties":{}}
{"id":41,"labels":["SynapseSet"],"properties":{}}
{"id":50,"labels":["Synapse"],"properties":{"type":"pre","confidence":0.5,"EB":true,"big":true,"location":{"crs":"cartesian-3d","x":1.0,"y":2.0,"z":3.0}}}
{"id":51,"labels":["Synapse"],"properties":{"type":"post","confidence":1.0,"location":{"crs":"cartesian-3d","x":4.0,"y":5.0,"z":6.0}}}
{"id":52,"labels":["Synapse"],"properties":{"type":"post","confidence":1.0}}
{"id":53,"labels":["Synapse"],"properties":{"type":"pre","a'L(R)":true,"confidence":1.0,"location":{"crs":"cartesian-3d","x":7.0,"y":8.0,"z":9.0}}}"#;
const EDGES: &[u8] = br#"{"from":1,"type":"Contains","to":12}
{"from":1,"type":"Contains","to":13}
{"from":1,"type":"Contains","to":14}
{"from":2,"type":"Contains","to":21}
{"from":3,"type":"Contains","to":31}
{"from":4,"type":"Contains","to":41}
{"from":12,"type":"Contains","to":50}
{"from":13,"type":"Contains","to":50}
{"from":13,"type":"Contains","to":53}
{"from":14,"type":"Contains","to":51}
{"from":14,"type":"Contains","to":52}
{"from":12,"type":"ConnectsTo","to":21}
{"from":13,"type":"ConnectsTo","to":31}
{"from":41,"type":"ConnectsTo","to":14}"#;

#[test]
fn each_synapse_has_its_place_side_partner_and_roi() {
    let page = Page::new();
    page.open(&[("nodes.jsonl", NODES), ("edges.jsonl", EDGES)]).unwrap();
    let (response, bulk) = page.ask(Request::Synapses { body: 1 }).unwrap();
    let partner = |name: &str, connections| PartnerType { name: name.to_owned(), connections };
    let expected = SynapsesFound {
        partners: vec![partner("LH", 2), partner("KC", 1), partner("", 2)],
        bodies: [(2, 1, 1), (3, 0, 2), (4, 2, 2)]
            .map(|(body, of_type, connections)| PartnerBody { body, of_type, connections })
            .to_vec(),
        rois: vec!["EB".to_owned(), "a'L(R)".to_owned()],
    };
    assert_eq!(response, Response::Synapses);
    let [
        Bulk::Bytes(told),
        Bulk::Floats(places),
        Bulk::Floats(confidences),
        Bulk::Bytes(sides),
        Bulk::Words(partners),
        Bulk::Words(rois),
        Bulk::Words(nodes),
        Bulk::Words(connections),
    ] = bulk.as_slice()
    else {
        panic!("{bulk:?}")
    };
    let mut found = SynapsesFound::read(told).unwrap();
    let bodies: Vec<u64> = found.bodies.iter().map(|partner| partner.body).collect();
    found.bodies.sort_by_key(|partner| partner.body);
    assert_eq!(found, expected);
    assert_eq!(nodes, &[u32::MAX; 3], "there is no skeleton");
    let mut told: Vec<_> =
        connections.chunks(2).map(|pair| (places[3 * pair[0] as usize] as u32, bodies[pair[1] as usize])).collect();
    told.sort_unstable();
    // The synapse without a place has no connection that could be drawn.
    assert_eq!(told, [(1, 2), (1, 3), (4, 4), (7, 3)]);
    let mut rows: Vec<_> = (0..sides.len())
        .map(|at| (places[3 * at..][..3].to_vec(), confidences[at], sides[at], partners[at], rois[at]))
        .collect();
    rows.sort_by(|one, other| one.0.partial_cmp(&other.0).unwrap());
    let none = u32::MAX;
    // The presynapse with two partners has the first of their types.
    assert_eq!(
        rows,
        [
            (vec![1.0, 2.0, 3.0], 0.5, 0, 0, 0),
            (vec![4.0, 5.0, 6.0], 1.0, 1, 2, none),
            (vec![7.0, 8.0, 9.0], 1.0, 0, 0, 1),
        ]
    );
}

#[test]
fn a_dataset_may_not_know_the_partners() {
    let page = Page::with_sample();
    let (response, bulk) = page.ask(Request::Synapses { body: 754_538_881 }).unwrap();
    assert_eq!(response, Response::Synapses);
    let [
        Bulk::Bytes(told),
        Bulk::Floats(places),
        _,
        Bulk::Bytes(sides),
        Bulk::Words(partners),
        Bulk::Words(rois),
        Bulk::Words(nodes),
        Bulk::Words(connections),
    ] = bulk.as_slice()
    else {
        panic!("{bulk:?}")
    };
    assert!(connections.is_empty() && nodes.len() == sides.len());
    let found = SynapsesFound::read(told).unwrap();
    assert_eq!(found.partners, []);
    assert_eq!((sides.len() * 3, sides.iter().filter(|side| **side == 0).count()), (places.len(), 623));
    assert!(partners.iter().all(|partner| *partner == u32::MAX));
    assert!(rois.iter().any(|roi| (*roi as usize) < found.rois.len()));
    let nothing = page.ask(Request::Synapses { body: 1 }).unwrap().1;
    let is_empty = |bulk: &Bulk| {
        matches!(bulk, Bulk::Floats(numbers) if numbers.is_empty())
            || matches!(bulk, Bulk::Words(numbers) if numbers.is_empty())
            || matches!(bulk, Bulk::Bytes(bytes) if bytes.is_empty())
    };
    assert!(nothing.len() == 8 && nothing[1..].iter().all(is_empty), "{nothing:?}");
}

#[test]
fn synapses_are_at_the_nearest_node_of_a_skeleton_that_is_kept() {
    let page = Page::with_sample();
    let (_, skeleton) = page.ask(Request::Skeleton { body: 754_538_881, root: None }).unwrap();
    let [_, Bulk::Floats(nodes), _] = skeleton.as_slice() else { panic!("{skeleton:?}") };
    let (_, bulk) = page.ask(Request::Synapses { body: 754_538_881 }).unwrap();
    let (Bulk::Floats(places), Bulk::Words(near)) = (&bulk[1], &bulk[6]) else { panic!("{bulk:?}") };
    let away = |synapse: usize, node: usize| -> f64 {
        (0..3).map(|axis| f64::from(places[3 * synapse + axis] - nodes[4 * node + axis]).powi(2)).sum()
    };
    for synapse in (0..near.len()).step_by(97) {
        let least = (0..nodes.len() / 4).map(|node| away(synapse, node)).fold(f64::INFINITY, f64::min);
        assert!(away(synapse, near[synapse] as usize) <= least * (1.0 + 1e-6), "{synapse}");
    }
}
