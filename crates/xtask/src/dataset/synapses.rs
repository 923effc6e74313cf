//! The five neurons with skeleton and synapses.

use std::collections::BTreeMap;

use neuprint_cypher::{GraphBuilder, NodeId, Point, Value};
use serde_json::json;

use super::neurons::{Neurons, agree};
use super::sources::Sources;
use super::{DATASET, labels, regions};
use crate::Failure;

const FOLDER: &str = "navis/data/";

/// A synapse, seen from one side.
#[derive(Debug)]
pub(crate) struct Synapse {
    pub(crate) is_pre: bool,
    /// Voxels.
    pub(crate) location: [i64; 3],
    pub(crate) confidence: f64,
    /// The primary region, if it lies in one.
    pub(crate) roi: Option<String>,
}

/// A neuron with its shape.
#[derive(Debug)]
pub(crate) struct Morphology {
    pub(crate) body: u64,
    pub(crate) swc: Vec<u8>,
    pub(crate) synapses: Vec<Synapse>,
}

/// Reads skeletons and synapses, and adds what follows from them to the neurons.
pub(crate) fn read(sources: &Sources, neurons: &mut Neurons) -> Result<Vec<Morphology>, Failure> {
    let properties = sources.navis.file(&format!("{FOLDER}meta.json"))?;
    let properties: BTreeMap<u64, BTreeMap<String, String>> =
        serde_json::from_slice(&properties).map_err(|e| format!("meta.json: {e}"))?;
    properties
        .iter()
        .map(|(body, properties)| {
            let swc = sources.navis.file(&format!("{FOLDER}swc/{body}.swc"))?;
            let synapses = synapses(sources, *body)?;
            let neuron = neurons.entry(*body).or_default();
            let known = |name: &str| properties.get(name).cloned();
            agree(&mut neuron.neuron_type, known("type"), *body)?;
            agree(&mut neuron.instance, known("instance"), *body)?;
            agree(&mut neuron.status, known("status"), *body)?;
            agree(&mut neuron.cell_body_fiber, known("cellBodyFiber"), *body)?;
            let count = |is_pre| synapses.iter().filter(|s| s.is_pre == is_pre).count() as i64;
            agree(&mut neuron.pre, Some(count(true)), *body)?;
            agree(&mut neuron.post, Some(count(false)), *body)?;
            neuron.roi_info = Some(roi_info(&synapses));
            neuron.rois.extend(synapses.iter().filter_map(|s| s.roi.clone()));
            Ok(Morphology { body: *body, swc, synapses })
        })
        .collect()
}

fn synapses(sources: &Sources, body: u64) -> Result<Vec<Synapse>, Failure> {
    let rows = sources.navis.table(&format!("{FOLDER}synapses/{body}.csv"))?;
    let synapse = |row: &super::sources::Row| {
        let is_pre = match row.text("type")? {
            "pre" => true,
            "post" => false,
            other => return Err(format!("{body} has a synapse of the type `{other}`")),
        };
        let roi = row.some("roi")?;
        if let Some(other) = roi.as_ref().filter(|roi| !regions::is_primary(roi)) {
            return Err(format!("{body} has a synapse in `{other}`, which is not primary"));
        }
        let location = [row.number("x")?, row.number("y")?, row.number("z")?];
        Ok(Synapse { is_pre, location, confidence: row.number("confidence")?, roi })
    };
    rows.iter().map(synapse).collect()
}

/// Synapses per primary region, as neuPrint writes them on a neuron.
fn roi_info(synapses: &[Synapse]) -> String {
    let mut counts: BTreeMap<&str, [i64; 2]> = BTreeMap::new();
    for synapse in synapses {
        if let Some(roi) = &synapse.roi {
            counts.entry(roi).or_default()[usize::from(!synapse.is_pre)] += 1;
        }
    }
    let json: serde_json::Map<_, _> =
        counts.into_iter().map(|(roi, [pre, post])| (roi.to_owned(), json!({"pre": pre, "post": post}))).collect();
    serde_json::Value::Object(json).to_string()
}

/// Adds a neuron's synapses: one SynapseSet for its inputs, one for its outputs. neuPrint has a set per partner, but the
/// partners are not known here.
pub(crate) fn add_to(builder: &mut GraphBuilder, neuron: NodeId, morphology: &Morphology) {
    for (is_pre, side) in [(true, "pre"), (false, "post")] {
        let set = [
            ("type".to_owned(), Value::text(side)),
            ("datasetBodyIds".to_owned(), Value::text(format!("{DATASET}:{}:{side}", morphology.body))),
        ];
        let set = super::add(builder, &["SynapseSet"], &set);
        builder.add_relationship(neuron, "Contains", set, []);
        let labels = labels(&["Synapse", "Element"]);
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        for synapse in morphology.synapses.iter().filter(|synapse| synapse.is_pre == is_pre) {
            let [x, y, z] = synapse.location.map(|v| v as f64);
            let known = [
                ("type", Value::text(side)),
                ("confidence", Value::Float(synapse.confidence)),
                ("location", Value::Point(Point::new(x, y, z))),
            ];
            let roi = synapse.roi.as_deref().map(|roi| (roi, Value::Bool(true)));
            let node = builder.add_node(&labels, known.into_iter().chain(roi));
            builder.add_relationship(set, "Contains", node, []);
        }
    }
}
