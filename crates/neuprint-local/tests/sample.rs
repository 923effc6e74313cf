//! Facts of the sample dataset that its sources fix.

#![cfg(feature = "sample")]
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::BTreeSet;

use neuprint::skeleton::Skeleton;
use neuprint_cypher::{Graph, NodeId, Value};
use neuprint_local::{Dataset, SAMPLE, sample};

const DA1: [u64; 5] = [722_817_260, 754_534_424, 754_538_881, 1_734_350_788, 1_734_350_908];

fn property(graph: &Graph, node: NodeId, key: &str) -> Value {
    graph.node_key(key).map_or(Value::Null, |key| graph.node_property(node, key))
}

fn nodes<'g>(graph: &'g Graph, label: &str) -> &'g [NodeId] {
    graph.label(label).map(|label| graph.nodes_with_label(label)).unwrap_or_default()
}

fn neuron(graph: &Graph, body: i64) -> NodeId {
    let found = graph.lookup(graph.node_key("bodyId").unwrap(), &Value::Int(body)).unwrap();
    assert_eq!(found.len(), 1, "{body}");
    found[0]
}

fn having(graph: &Graph, key: &str) -> usize {
    graph.node_key(key).map_or(0, |key| graph.node_column(key).rows().len())
}

#[test]
fn the_file_is_small_and_reading_it_gives_what_was_written() {
    assert!(SAMPLE.len() < 1 << 20, "{} bytes", SAMPLE.len());
    assert_eq!(sample().unwrap().write().unwrap(), SAMPLE);
}

#[test]
fn every_neuron_and_connection_of_the_sources_is_there() {
    let dataset = sample().unwrap();
    let graph = dataset.graph();
    assert_eq!(nodes(graph, "Neuron").len(), 2_290);
    assert_eq!(nodes(graph, "Neuron"), nodes(graph, "Segment"));
    assert_eq!(nodes(graph, "Neuron"), nodes(graph, "hemibrain-sample_Neuron"));
    assert_eq!(nodes(graph, "Meta").len(), 1);
    let connects = graph.relationship_type("ConnectsTo").unwrap();
    let info = graph.relationship_key("roiInfo").unwrap();
    let neurons = nodes(graph, "Neuron");
    let edges: Vec<_> = neurons.iter().flat_map(|n| graph.outgoing(*n)).filter(|e| e.rel_type == connects).collect();
    // 13,774 + 17,753 rows, one per antennal lobe: 20 pairs are connected in both lobes. 4,931 connections have their
    // whole roiInfo, 454 of them are among the others.
    assert_eq!(edges.len(), 31_527 - 20 - 454 + 4_931);
    let partial = |edge: &neuprint_cypher::store::Edge| {
        let Value::Str(text) = graph.relationship_property(edge.relationship, info) else { return false };
        let info: std::collections::BTreeMap<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
        !info.is_empty() && info.iter().all(|(roi, counts)| roi.starts_with("AL(") && counts.get("pre").is_none())
    };
    assert_eq!(edges.iter().filter(|edge| partial(edge)).count(), 31_527 - 20 - 454);
    let pairs: BTreeSet<(NodeId, NodeId)> = neurons
        .iter()
        .flat_map(|n| graph.outgoing(*n).filter(|e| e.rel_type == connects).map(|e| (*n, e.other)))
        .collect();
    assert_eq!(pairs.len(), edges.len(), "a pair is connected twice");
}

#[test]
fn what_is_known_of_few_neurons_is_absent_from_the_others() {
    let dataset = sample().unwrap();
    let graph = dataset.graph();
    assert_eq!(having(graph, "status"), 218);
    assert_eq!(having(graph, "cropped"), 16);
    let typed = nodes(graph, "Neuron").iter().filter(|n| !property(graph, **n, "type").is_null()).count();
    assert!((1_500..2_290).contains(&typed), "{typed} neurons have a type");
    assert!(graph.relationship_type("SynapsesTo").is_none(), "the partners of synapses are not known");
}

#[test]
fn post_counts_all_post_synapses_not_only_those_above_the_threshold() {
    let dataset = sample().unwrap();
    let graph = dataset.graph();
    let node = neuron(graph, 1_734_350_788);
    assert_eq!(property(graph, node, "post"), Value::Int(2_084));
    assert_eq!(property(graph, node, "pre"), Value::Int(621));
    let contains = graph.relationship_type("Contains").unwrap();
    let inside = |node| graph.outgoing(node).filter(move |e| e.rel_type == contains).map(|e| e.other);
    let post: Vec<NodeId> = inside(node)
        .flat_map(inside)
        .filter(|synapse| property(graph, *synapse, "type") == Value::text("post"))
        .collect();
    let above = post.iter().filter(|s| matches!(property(graph, **s, "confidence"), Value::Float(c) if c >= 0.5));
    assert_eq!((post.len(), above.count()), (2_084, 1_899));
}

#[test]
fn five_neurons_have_synapses_and_skeletons_and_one_has_two_roots() {
    let dataset = sample().unwrap();
    assert_eq!(dataset.bodies_with_skeleton().collect::<Vec<_>>(), DA1);
    assert_eq!(nodes(dataset.graph(), "Synapse").len(), 14_836);
    assert_eq!(nodes(dataset.graph(), "SynapseSet").len(), 10);
    for body in DA1 {
        let skeleton = Skeleton::parse(dataset.skeleton(body).unwrap()).unwrap();
        assert!(skeleton.len() > 4_000, "{body}");
        let roots = skeleton.parents().iter().filter(|p| **p == u32::MAX).count();
        assert_eq!(roots, if body == 754_538_881 { 2 } else { 1 }, "{body}");
    }
    assert!(dataset.skeleton(1_765_040_289).is_none() && dataset.skeleton(5_813_039_315).is_none());
}

#[test]
fn the_meta_node_describes_the_sample() {
    let dataset: Dataset = sample().unwrap();
    let graph = dataset.graph();
    let meta = nodes(graph, "Meta")[0];
    assert_eq!(property(graph, meta, "postHighAccuracyThreshold"), Value::Float(0.5));
    assert_eq!(property(graph, meta, "voxelSize"), Value::list([8.0; 3].map(Value::Float)));
    let Value::Str(info) = property(graph, meta, "roiInfo") else { panic!("no roiInfo") };
    let info: serde_json::Value = serde_json::from_str(&info).unwrap();
    assert_eq!(info["CA(R)"]["parent"], "MB(R)");
    assert_eq!(info["AL-DA1(R)"]["parent"], "AL(R)");
    let Value::List(primary) = property(graph, meta, "primaryRois") else { panic!("no primaryRois") };
    assert!(primary.contains(&Value::text("a'L(R)")) && !primary.contains(&Value::text("SNP(R)")));
    for roi in info.as_object().unwrap().keys() {
        assert!(graph.node_key(roi).is_some(), "no neuron has the property {roi}");
    }
    assert!(!dataset.about().caveats.is_empty());
}

#[test]
fn meshes_say_that_they_are_approximate_and_are_closed() {
    let dataset = sample().unwrap();
    assert!(dataset.rois_with_mesh().any(|roi| roi == "LH(R)"));
    for roi in dataset.rois_with_mesh() {
        let text = dataset.roi_mesh(roi).unwrap();
        assert!(text.starts_with(format!("# {roi}: APPROXIMATE").as_bytes()));
        let mesh = neuprint::Mesh::parse(text).unwrap();
        let edges: BTreeSet<(u32, u32)> =
            mesh.faces.iter().flat_map(|[a, b, c]| [(*a, *b), (*b, *c), (*c, *a)]).collect();
        assert_eq!(edges.len(), mesh.faces.len() * 3, "{roi}");
        assert!(edges.iter().all(|(a, b)| edges.contains(&(*b, *a))), "{roi} has a hole");
        assert_eq!(mesh.vertices.len() + mesh.faces.len(), edges.len() / 2 + 2, "{roi} is no sphere");
    }
}
