//! `neuprint import` over real exports: the mushroom body of the hemibrain.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use neuprint_cypher::Value;
use neuprint_local::Dataset;
use neuprint_serve::import::import;
use neuprint_serve::options::ImportOptions;
use neuprint_tests::{mushroom_body_export, shared_data_or_skip};

/// The fields of a table without quotation marks.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn the_mushroom_body_is_in_the_file_as_the_tables_have_it() {
    let Some(source) = shared_data_or_skip("imports", "hemibrain-mb") else { return };
    let Some(folder) = mushroom_body_export("imports") else { return };
    let output = folder.path().join("mb.npdata");
    let options = ImportOptions { folder: folder.path().to_owned(), name: "hemibrain-mb:v1.2.1".to_owned(), output };
    let report = import(&options).unwrap();
    assert!(!report.contains("Wrong in") && !report.contains("Noticed"), "{report}");
    let dataset = Dataset::read(&std::fs::read(&options.output).unwrap()).unwrap();
    let graph = dataset.graph();

    let int = |value: Value| if let Value::Int(value) = value { value } else { panic!("{value:?}") };
    let (body, weight) = (graph.node_key("bodyId").unwrap(), graph.relationship_key("weight").unwrap());
    let info = graph.relationship_key("roiInfo").unwrap();
    let mut totals = BTreeMap::new();
    let mut parts = BTreeMap::new();
    for node in graph.nodes_with_label(graph.label("Neuron").unwrap()) {
        for edge in graph.outgoing_edges(*node) {
            let pair = [*node, edge.other].map(|node| int(graph.node_property(node, body)).to_string());
            totals.insert(pair.clone(), int(graph.relationship_property(edge.relationship, weight)).to_string());
            let Value::Str(text) = graph.relationship_property(edge.relationship, info) else { continue };
            let rois: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
            parts.extend(rois.into_iter().map(|(roi, info)| ((pair.clone(), roi), info["post"].to_string())));
        }
    }
    let wanted = rows(&source.join("connections_total.csv.gz"));
    assert_eq!(graph.nodes_with_label(graph.label("Neuron").unwrap()).len(), 3_708);
    assert_eq!((wanted.len(), graph.relationship_count()), (117_576, 117_576));
    let wanted: BTreeMap<_, _> = wanted.iter().map(|r| ([r[0].clone(), r[1].clone()], r[2].clone())).collect();
    assert!(totals == wanted, "the weights are others");
    // No ROI of the mushroom body has a comma in its name.
    let wanted = rows(&source.join("connections_per_roi.csv.gz"));
    // What lies outside all primary ROIs is in no ROI.
    let (outside, wanted): (Vec<_>, Vec<_>) = wanted.iter().partition(|row| row[2] == "NotPrimary");
    assert_eq!((outside.len(), wanted.len()), (415, 131_896));
    let wanted: BTreeMap<_, _> =
        wanted.iter().map(|r| (([r[0].clone(), r[1].clone()], r[2].clone()), r[3].clone())).collect();
    assert!(parts == wanted, "the weights per ROI are others");
    let rois: BTreeSet<&String> = wanted.keys().map(|(_, roi)| roi).collect();
    assert!(rois.iter().all(|roi| graph.node_key(roi).is_some()));
    assert_eq!(
        dataset.skeleton(1_734_350_788).unwrap().as_ref(),
        std::fs::read(source.join("skeletons/1734350788.swc")).unwrap()
    );
}
