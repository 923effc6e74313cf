//! `neuprint info`: what is in a dataset file.
//!
//! ```text
//! neuprint info hemibrain-sample-v1.2.1.npdata
//! ```
//!
//! Counts are counted in the file; nothing is repeated that the file merely claims, except where a line says whose words
//! it has (description, licence, caveats).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use neuprint_cypher::store::{Column, ColumnData};
use neuprint_cypher::{Graph, Value};
use neuprint_local::{Dataset, format};

use crate::dataset_file::DatasetFile;

/// The description of a dataset file, in lines.
pub fn text(file: &DatasetFile) -> String {
    let (dataset, graph) = (&file.dataset, file.dataset.graph());
    let about = dataset.about();
    let mut out = String::new();
    line(&mut out, "name", &about.name);
    line(&mut out, "description", &about.description);
    line(&mut out, "uuid", &meta(graph, "uuid").map_or("none".to_owned(), |uuid| words(&uuid)));
    line(&mut out, "file", &format!("{} bytes, format version {}", file.bytes, format::VERSION));
    line(&mut out, "licence", &about.licence);
    line(&mut out, "citation", &about.citation);
    line(&mut out, "more", &about.info);
    line(&mut out, "nodes", &graph.node_count().to_string());
    line(&mut out, "relationships", &graph.relationship_count().to_string());
    for caveat in &about.caveats {
        line(&mut out, "caveat", caveat);
    }
    counts(
        &mut out,
        "Labels",
        graph.labels().map(|name| {
            let nodes = graph.label(name).map_or(0, |label| graph.nodes_with_label(label).len());
            (&**name, nodes.to_string())
        }),
    );
    counts(
        &mut out,
        "Relationship types",
        graph.relationship_types().map(|name| {
            let count = graph.relationship_type(name).map_or(0, |kind| graph.relationships_of_type(kind));
            (&**name, count.to_string())
        }),
    );
    let rois = rois(graph);
    let (of_rois, own): (Vec<_>, Vec<_>) = node_columns(graph).partition(|(name, _)| rois.contains(*name));
    counts(&mut out, "Properties of nodes", own.into_iter().map(described));
    if !of_rois.is_empty() {
        let _ = writeln!(out, "  and {} that are named like ROIs", of_rois.len());
    }
    counts(&mut out, "Properties of relationships", relationship_columns(graph).map(described));
    places(&mut out, dataset, &rois);
    out
}

/// ROIs, skeletons and meshes.
fn places(out: &mut String, dataset: &Dataset, rois: &BTreeSet<String>) {
    let primary = match meta(dataset.graph(), "primaryRois") {
        Some(Value::List(names)) => names.len(),
        _ => 0,
    };
    let _ = writeln!(out, "\nROIs: {}, {primary} of them primary", rois.len());
    for roi in rois {
        let mesh = if dataset.roi_mesh(roi).is_some() { " (mesh)" } else { "" };
        let _ = writeln!(out, "  {}{mesh}", plain(roi));
    }
    let _ = writeln!(out, "\nSkeletons: {}", dataset.bodies_with_skeleton().len());
    let meshes: Vec<String> = dataset.rois_with_mesh().map(plain).collect();
    let _ = writeln!(out, "Meshes: {}", meshes.len());
}

/// The names in the Meta node's roiInfo.
fn rois(graph: &Graph) -> BTreeSet<String> {
    let Some(Value::Str(text)) = meta(graph, "roiInfo") else { return BTreeSet::new() };
    let entries: BTreeMap<String, serde_json::Value> = serde_json::from_str(&text).unwrap_or_default();
    entries.into_keys().collect()
}

/// A property of the Meta node.
fn meta(graph: &Graph, key: &str) -> Option<Value> {
    let node = graph.nodes_with_label(graph.label("Meta")?).first().copied()?;
    Some(graph.node_property(node, graph.node_key(key)?)).filter(|value| !value.is_null())
}

fn words(value: &Value) -> String {
    match value {
        Value::Str(text) => text.to_string(),
        other => format!("{other:?}"),
    }
}

fn node_columns(graph: &Graph) -> impl Iterator<Item = (&str, &Column)> {
    graph.node_keys().filter_map(|name| Some((&**name, graph.node_column(graph.node_key(name)?))))
}

fn relationship_columns(graph: &Graph) -> impl Iterator<Item = (&str, &Column)> {
    graph
        .relationship_keys()
        .filter_map(|name| Some((&**name, graph.relationship_column(graph.relationship_key(name)?))))
}

fn described<'n>((name, column): (&'n str, &Column)) -> (&'n str, String) {
    let kind = match column.data() {
        ColumnData::Int(_) => "integer",
        ColumnData::Float(_) => "float",
        ColumnData::Bool(_) => "boolean",
        ColumnData::Text { .. } => "text",
        ColumnData::Point(_) => "point",
        ColumnData::Any(_) => "list, map or several kinds",
    };
    (name, format!("{} {kind}", column.data().len()))
}

fn line(out: &mut String, name: &str, value: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{name:<15} {}", if value.is_empty() { "none".to_owned() } else { plain(value) });
}

fn counts<'n>(out: &mut String, heading: &str, entries: impl Iterator<Item = (&'n str, String)>) {
    let _ = writeln!(out, "\n{heading}");
    for (name, count) in entries {
        let _ = writeln!(out, "  {:<30} {count}", plain(name));
    }
}

/// A text that leaves a terminal as it was: one line, no control characters.
pub(crate) fn plain(text: &str) -> String {
    if !text.contains(char::is_control) {
        return text.to_owned();
    }
    text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect()
}
