//! From the tables to the graph, labelled as neuPrint labels it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use neuprint_cypher::store::{Column, ColumnData, Presence};
use neuprint_cypher::{Graph, GraphBuilder, NodeId, Value};
use serde_json::json;

use super::ImportError;
use super::connections::{Connections, NO_ROI};
use super::meta::Meta;
use super::neurons::Neurons;
use super::report::Report;

/// The Meta node, the neurons, the connections.
pub(super) fn graph(
    name: &str,
    meta: &Meta,
    neurons: &Neurons,
    connections: &Connections,
    report: &mut Report,
) -> Result<Graph, ImportError> {
    let prefix = name.split(':').next().unwrap_or(name);
    let prefixed = |label: &str| format!("{prefix}_{label}");
    let mut builder = GraphBuilder::new();
    builder.add_node(&["Meta", &prefixed("Meta")], meta.properties());
    let rois = rois_of_neurons(neurons.all.len(), connections);
    let labels = [prefixed("Segment"), prefixed("Neuron")];
    let labels = ["Segment", labels[0].as_str(), "Neuron", labels[1].as_str()];
    let mut nodes: Vec<NodeId> = Vec::with_capacity(neurons.all.len());
    for (neuron, rois) in neurons.all.iter().zip(&rois) {
        let text = |text: &Option<String>| text.as_ref().map_or(Value::Null, |text| Value::text(text.as_str()));
        let traced = |value: Value| if neurons.traced { value } else { Value::Null };
        let own = [
            ("bodyId", Value::Int(neuron.body)),
            ("type", text(&neuron.cell_type)),
            ("instance", text(&neuron.instance)),
            ("status", traced(Value::text("Traced"))),
            ("cropped", traced(Value::Bool(false))),
        ];
        // A ROI named like one of these would take its place.
        let named = |roi: &&str| own.iter().all(|(known, _)| known != roi);
        let flags = rois.iter().map(|roi| connections.rois[*roi as usize].as_str()).filter(named);
        let flags: Vec<(&str, Value)> = flags.map(|roi| (roi, Value::Bool(true))).collect();
        nodes.push(builder.add_node(&labels, own.iter().cloned().chain(flags)));
    }
    for (pre, post) in &connections.ends {
        builder.add_relationship(nodes[*pre as usize], "ConnectsTo", nodes[*post as usize], []);
    }
    columns(&mut builder, connections).map_err(ImportError::TooMany)?;
    tell(neurons, connections, report);
    Ok(builder.build())
}

/// Weights and roiInfo as whole columns: millions of connections share a few words.
fn columns(builder: &mut GraphBuilder, connections: &Connections) -> Result<(), &'static str> {
    if connections.ends.is_empty() {
        return Ok(());
    }
    let weights = ColumnData::Int(connections.weights.clone());
    builder.add_relationship_column("weight", Column::from_parts(Presence::Run { first: 0 }, weights)?)?;
    let (mut rows, mut words, mut codes) = (Vec::new(), Vec::<Arc<str>>::new(), Vec::new());
    let mut known: HashMap<Arc<str>, u32> = HashMap::new();
    for parts in connections.parts.chunk_by(|a, b| a.connection == b.connection) {
        let info: BTreeMap<&str, _> = parts
            .iter()
            .map(|part| (connections.rois[part.roi as usize].as_str(), part.weight))
            .filter(|(roi, _)| *roi != NO_ROI)
            .map(|(roi, weight)| (roi, json!({ "post": weight })))
            .collect();
        let text: Arc<str> = json!(info).to_string().into();
        let code = *known.entry(text.clone()).or_insert_with(|| {
            words.push(text);
            words.len() as u32 - 1
        });
        rows.push(parts[0].connection);
        codes.push(code);
    }
    if rows.is_empty() {
        return Ok(());
    }
    let info = Column::from_parts(Presence::Rows(rows), ColumnData::Text { words, codes })?;
    builder.add_relationship_column("roiInfo", info)
}

/// Per neuron, the ROIs in which one of its connections is, sorted.
fn rois_of_neurons(count: usize, connections: &Connections) -> Vec<Vec<u32>> {
    let mut seen: HashSet<(u32, u32)> = HashSet::new();
    let mut rois = vec![Vec::new(); count];
    for part in connections.parts.iter().filter(|part| connections.rois[part.roi as usize] != NO_ROI) {
        let (pre, post) = connections.ends[part.connection as usize];
        for neuron in [pre, post] {
            if seen.insert((neuron, part.roi)) {
                rois[neuron as usize].push(part.roi);
            }
        }
    }
    rois.iter_mut().for_each(|rois: &mut Vec<u32>| rois.sort_unstable());
    rois
}

fn tell(neurons: &Neurons, connections: &Connections, report: &mut Report) {
    if neurons.traced {
        report.derived(format!(
            "status is Traced and cropped is false, because {} is a table of such neurons",
            neurons.file
        ));
    }
    if !connections.parts.is_empty() {
        report.derived("roiInfo of a connection has the weight per ROI as post, and no pre");
        report.derived(
            "a ROI's property on a neuron is true if one of its connections is there; an absent one is unknown",
        );
    }
    report.left_out("pre, post, upstream, downstream, size and roiInfo of neurons: connections between these neurons do not tell them");
    report.left_out("synapses: no file has them");
}
