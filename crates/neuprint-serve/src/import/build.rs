//! From the exports' tables to the graph, labelled as neuPrint labels it.

use std::collections::{BTreeMap, HashMap};

use neuprint_cypher::store::{Columns, Labels};
use neuprint_cypher::{Graph, GraphBuilder, NodeId, Value};
use serde_json::json;

use super::ImportError;
use super::connections::{Connections, NO_ROI};
use super::meta::Meta;
use super::neurons::Neurons;
use super::report::Report;

/// What a neuron's connections in an ROI, or all of them, add up to: weights to it, and from it.
#[derive(Debug, Default, Clone, Copy)]
struct Weights {
    upstream: u64,
    downstream: u64,
}

/// The neurons, the connections, and the Meta node as the last one.
pub(super) fn graph(
    prefix: &str,
    meta: &Meta,
    neurons: Neurons,
    connections: Connections,
    report: &mut Report,
) -> Result<Graph, ImportError> {
    tell(&neurons, &connections, report);
    build(prefix, meta, neurons, connections).map_err(ImportError::TooMany)
}

fn build(prefix: &str, meta: &Meta, neurons: Neurons, connections: Connections) -> Result<Graph, &'static str> {
    let count = u32::try_from(neurons.bodies.len()).map_err(|_| "there are more nodes than ids")?;
    let mut builder = GraphBuilder::new();
    builder.add_nodes(count)?;
    let mut labels = Labels::default();
    for label in ["Segment", "Neuron"] {
        for name in [label.to_owned(), format!("{prefix}_{label}")] {
            let place = labels.place(&name);
            (0..count).for_each(|node| labels.put(place, NodeId(node)));
        }
    }
    let traced = neurons.traced;
    let mut columns = neurons.columns;
    derive(&mut columns, count, traced, &connections)?;
    relationships(&mut builder, connections)?;
    finish(builder, labels, columns, meta, prefix)
}

/// Adds the Meta node to a graph's nodes, and everything to the graph.
pub(super) fn finish(
    mut builder: GraphBuilder,
    mut labels: Labels,
    mut columns: Columns,
    meta: &Meta,
    prefix: &str,
) -> Result<Graph, &'static str> {
    let node = builder.add_node(&[], []);
    for label in ["Meta".to_owned(), format!("{prefix}_Meta")] {
        let place = labels.place(&label);
        labels.put(place, node);
    }
    for (name, value) in meta.properties() {
        let key = columns.key(name)?;
        columns.put(key, node.0, value);
    }
    labels.finish(&mut builder)?;
    columns.of_nodes(&mut builder)?;
    Ok(builder.build())
}

/// What follows for the neurons from their table's name and from the connections, unless the table has it.
fn derive(columns: &mut Columns, count: u32, traced: bool, connections: &Connections) -> Result<(), &'static str> {
    if traced {
        let (status, cropped) = (columns.key("status")?, columns.key("cropped")?);
        for row in 0..count {
            columns.put_text(status, row, "Traced");
            columns.put(cropped, row, Value::Bool(false));
        }
    }
    let mut whole = vec![Weights::default(); count as usize];
    for connection in &connections.all {
        whole[connection.post as usize].upstream += u64::from(connection.weight);
        whole[connection.pre as usize].downstream += u64::from(connection.weight);
    }
    for (name, weight) in
        [("upstream", (|w: &Weights| w.upstream) as fn(&Weights) -> u64), ("downstream", |w| w.downstream)]
    {
        if !columns.has(name) {
            let key = columns.key(name)?;
            let values = whole.iter().map(|weights| Value::Int(i64::try_from(weight(weights)).unwrap_or(i64::MAX)));
            (0..).zip(values).for_each(|(row, value)| columns.put(key, row, value));
        }
    }
    drop(whole);
    per_roi(columns, count, connections)
}

/// The neurons' roiInfo, and their flags: a ROI's property is true if one of the connections is there.
///
/// A connection is where its synapses are received. So are the exporters' `upstream` and, in datasets newer than
/// hemibrain, their `downstream`; hemibrain's own counts the latter where they are sent.
fn per_roi(columns: &mut Columns, count: u32, connections: &Connections) -> Result<(), &'static str> {
    let mut sums: HashMap<(u32, u16), Weights> = HashMap::new();
    for part in connections.parts.iter().filter(|part| connections.rois[usize::from(part.roi)] != NO_ROI) {
        sums.entry((part.post, part.roi)).or_default().upstream += u64::from(part.weight);
        sums.entry((part.pre, part.roi)).or_default().downstream += u64::from(part.weight);
    }
    let mut sums: Vec<((u32, u16), Weights)> = sums.into_iter().collect();
    sums.sort_unstable_by_key(|(at, _)| *at);
    let info = (!columns.has("roiInfo")).then(|| columns.key("roiInfo")).transpose()?;
    // A ROI named like another property would take its place.
    let flags = connections.rois.iter().map(|roi| (!columns.has(roi)).then(|| columns.key(roi)).transpose());
    let flags = flags.collect::<Result<Vec<_>, _>>()?;
    let mut rest = sums.as_slice();
    for row in 0..count {
        let own = rest.iter().take_while(|((neuron, _), _)| *neuron == row).count();
        let (rois, others) = rest.split_at(own);
        rest = others;
        if let Some(info) = info {
            let entries: BTreeMap<&str, _> = rois
                .iter()
                .map(|((_, roi), weights)| {
                    let entry = json!({ "downstream": weights.downstream, "upstream": weights.upstream });
                    (connections.rois[usize::from(*roi)].as_str(), entry)
                })
                .collect();
            columns.put_text(info, row, &json!(entries).to_string());
        }
        for flag in rois.iter().filter_map(|((_, roi), _)| flags[usize::from(*roi)]) {
            columns.put(flag, row, Value::Bool(true));
        }
    }
    Ok(())
}

/// Weights and roiInfo as whole columns.
fn relationships(builder: &mut GraphBuilder, connections: Connections) -> Result<(), &'static str> {
    let rel_type = builder.relationship_type("ConnectsTo")?;
    let mut columns = Columns::default();
    let (weight, info) = (columns.key("weight")?, columns.key("roiInfo")?);
    let mut rest = connections.parts.as_slice();
    for (row, connection) in (0..).zip(&connections.all) {
        let own = rest.iter().take_while(|part| part.pair() == connection.pair()).count();
        let (parts, others) = rest.split_at(own);
        rest = others;
        let entries: BTreeMap<&str, _> = parts
            .iter()
            .map(|part| (connections.rois[usize::from(part.roi)].as_str(), part.weight))
            .filter(|(roi, _)| *roi != NO_ROI)
            .map(|(roi, weight)| (roi, json!({ "post": weight })))
            .collect();
        columns.put(weight, row, Value::Int(connection.weight.into()));
        columns.put_text(info, row, &json!(entries).to_string());
    }
    let Connections { all, parts, .. } = connections;
    drop(parts);
    builder.reserve_relationships(all.len());
    for connection in &all {
        builder.connect(NodeId(connection.pre), rel_type, NodeId(connection.post))?;
    }
    drop(all);
    columns.of_relationships(builder)
}

fn tell(neurons: &Neurons, connections: &Connections, report: &mut Report) {
    if neurons.traced {
        report.derived(format!(
            "status is Traced and cropped is false, because {} is a table of such neurons",
            neurons.table
        ));
    }
    report.derived(
        "upstream and downstream of a neuron, also those in its roiInfo, are the weights of its connections in this dataset: what connects it with other bodies is not counted",
    );
    if connections.parts.is_empty() {
        report.derived("roiInfo is {} everywhere: no file tells where connections are");
    } else {
        report.derived("roiInfo of a connection has the weight per ROI as post, and no pre");
        report.derived(
            "a connection counts in the ROI where its synapses are received, also for downstream in a neuron's roiInfo",
        );
        report.derived(
            "a ROI's property on a neuron is true if one of its connections is there; an absent one is unknown",
        );
    }
    report.left_out("pre, post and size of neurons: connections between these neurons do not tell them");
    report.left_out("synapses: no file has them");
}
