//! `neuprint import` over real exports: the mushroom body of the hemibrain.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use neuprint_cypher::Value;
use neuprint_local::Dataset;
use neuprint_serve::import::import;
use neuprint_serve::options::ImportOptions;
use neuprint_tests::{Folder, mushroom_body_export, shared_data_or_skip};

/// The fields of a table without quotation marks.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// The mushroom body, imported; `None` where the data is not at hand.
fn mushroom_body(name: &str) -> Option<(PathBuf, Folder, Dataset)> {
    let source = shared_data_or_skip("imports", "hemibrain-mb")?;
    let folder = mushroom_body_export(&format!("imports-{name}"))?;
    let output = folder.path().join("mb.npdata");
    let options = ImportOptions {
        sources: vec![folder.path().to_owned()],
        name: "hemibrain-mb:v1.2.1".to_owned(),
        output,
        skeletons: None,
        meshes: None,
        keyvalues: None,
    };
    let report = import(&options).unwrap();
    assert!(!report.contains("Wrong in") && !report.contains("Noticed"), "{report}");
    let dataset = Dataset::read(&std::fs::read(&options.output).unwrap()).unwrap();
    Some((source, folder, dataset))
}

/// The table has a part of each neuron's connections: what follows from a part is never more than neuPrint says.
#[test]
fn what_is_derived_for_neurons_is_at_most_what_neuprint_says() {
    let Some((source, _folder, dataset)) = mushroom_body("derived") else { return };
    let graph = dataset.graph();
    let key = |name: &str| graph.node_key(name).unwrap();
    let mut text = String::new();
    let file = std::fs::File::open(source.join("neurons_full_neuprint_rows.csv.gz")).unwrap();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|known| known == name).unwrap();
    let (mut neurons, mut rois) = (0, 0);
    for row in reader.records() {
        let row = row.unwrap();
        let body = Value::Int(row[at("bodyId")].parse().unwrap());
        let Some(node) = graph.lookup(key("bodyId"), &body).unwrap().first().copied() else { continue };
        let says: serde_json::Value = serde_json::from_str(&row[at("roiInfo")]).unwrap();
        let Value::Str(info) = graph.node_property(node, key("roiInfo")) else { panic!("no roiInfo") };
        let derived: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&info).unwrap();
        neurons += 1;
        for side in ["upstream", "downstream"] {
            let Value::Int(whole) = graph.node_property(node, key(side)) else { panic!("no {side}") };
            assert!(whole <= row[at(side)].parse().unwrap(), "{body:?} {side} {whole}");
            // The tables' ROIs do not overlap.
            let sum: i64 = derived.values().map(|counts| counts[side].as_i64().unwrap()).sum();
            assert!(sum <= whole, "{body:?} {side}: {sum} in ROIs, {whole} altogether");
        }
        for (roi, counts) in &derived {
            // hemibrain counts downstream where synapses are sent, newer datasets and the tables where they are received.
            let most = says[roi]["upstream"].as_i64().unwrap_or_default();
            assert!(counts["upstream"].as_i64().unwrap() <= most, "{body:?} {roi}: {counts} and {most}");
            rois += 1;
        }
    }
    assert!(neurons > 400 && rois > 1_000, "{neurons} neurons, {rois} counts were compared");
}

#[test]
fn the_mushroom_body_is_in_the_file_as_the_tables_have_it() {
    let Some((source, _folder, dataset)) = mushroom_body("tables") else { return };
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

/// What Neo4j wrote of a part of a graph: every label, type and property of every line.
#[test]
fn what_neo4j_exported_is_in_the_file_as_it_was_in_the_database() {
    let test = "what_neo4j_exported_is_in_the_file_as_it_was_in_the_database";
    let Some(source) = shared_data_or_skip(test, "neo4j-answers/apoc-export.jsonl.gz") else { return };
    let folder = Folder::new("imports-exported");
    let output = folder.path().join("part.npdata");
    let options = ImportOptions {
        sources: vec![source.clone()],
        name: "hemibrain:v1.2.1".to_owned(),
        output,
        skeletons: None,
        meshes: None,
        keyvalues: None,
    };
    let report = import(&options).unwrap();
    assert!(report.contains("apoc-export.jsonl.gz: 183 nodes, 375 relationships"), "{report}");
    assert!(!report.contains("Noticed") && !report.contains("Left out"), "{report}");
    let dataset = Dataset::read(&std::fs::read(&options.output).unwrap()).unwrap();
    let graph = dataset.graph();
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(source).unwrap()).read_to_string(&mut text).unwrap();
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| neuprint_table::read_json(line.as_bytes()).unwrap()).collect();
    // Nodes and relationships are numbered in the order of their lines.
    let nodes = lines.iter().filter(|line| line["type"] == "node");
    for (node, line) in (0..).map(neuprint_cypher::NodeId).zip(nodes) {
        let labels: BTreeSet<&str> = graph.labels_of(node).map(|label| &**label).collect();
        let expected: BTreeSet<&str> = line["labels"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
        assert_eq!(labels, expected);
        assert_same(graph.node_properties(node), &line["properties"]);
    }
    let relationships = lines.iter().filter(|line| line["type"] == "relationship");
    for (relationship, line) in (0..).map(neuprint_cypher::RelId).zip(relationships) {
        assert_eq!(**graph.type_name_of(relationship), *line["label"].as_str().unwrap());
        assert_same(graph.relationship_properties(relationship), &line["properties"]);
    }
}

fn assert_same<'n>(properties: impl Iterator<Item = (&'n std::sync::Arc<str>, Value)>, line: &serde_json::Value) {
    let ours: serde_json::Map<String, serde_json::Value> =
        properties.map(|(name, value)| (name.to_string(), written(&value))).collect();
    assert_eq!(ours, line.as_object().cloned().unwrap_or_default());
}

/// A value in the words of the export.
fn written(value: &Value) -> serde_json::Value {
    match value {
        Value::Bool(value) => (*value).into(),
        Value::Int(value) => (*value).into(),
        Value::Float(value) => (*value).into(),
        Value::Str(text) => text.to_string().into(),
        Value::List(items) => items.iter().map(written).collect(),
        Value::Point(p) => serde_json::json!({"crs": p.system().0, "x": p.x, "y": p.y, "z": p.z}),
        other => panic!("{other:?} is no property"),
    }
}
