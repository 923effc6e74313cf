//! The Meta node: what neuPrint's has, for what the sample holds.

use std::collections::{BTreeMap, BTreeSet};

use neuprint_cypher::Value;
use serde_json::json;

use super::neurons::Neurons;
use super::regions;
use super::synapses::Morphology;
use super::{DATASET, TAG};
use crate::Failure;

/// The Meta node's properties. Counts are those of the sample's own synapses.
pub(crate) fn properties(
    named: &BTreeSet<String>,
    neurons: &Neurons,
    morphology: &[Morphology],
    uuid: &str,
) -> Result<Vec<(String, Value)>, Failure> {
    let text = |json: serde_json::Value| Value::text(json.to_string());
    let primary = Value::list(named.iter().filter(|roi| regions::is_primary(roi)).map(|roi| Value::text(roi.as_str())));
    let total = |is_pre| {
        let count = morphology.iter().flat_map(|m| &m.synapses).filter(|s| s.is_pre == is_pre).count();
        Value::Int(count as i64)
    };
    let properties = [
        ("dataset", Value::text(DATASET)),
        ("tag", Value::text(TAG)),
        // Names the sources of this file, not a node of hemibrain's own history.
        ("uuid", Value::text(uuid)),
        ("primaryRois", primary.clone()),
        ("superLevelRois", primary),
        ("roiInfo", text(roi_info(named, morphology)?)),
        ("roiHierarchy", text(regions::hierarchy(named)?)),
        ("neuronProperties", text(neuron_properties(neurons))),
        ("totalPreCount", total(true)),
        ("totalPostCount", total(false)),
        ("postHighAccuracyThreshold", Value::Float(0.5)),
        ("voxelSize", Value::list([8.0; 3].map(Value::Float))),
        ("voxelUnits", Value::text("nanometers")),
        ("info", Value::text("https://www.janelia.org/project-team/flyem/hemibrain")),
        (
            "description",
            Value::text("A sample of the hemibrain connectome: olfactory neurons, their connections, five skeletons"),
        ),
        ("hideDataSet", Value::Bool(false)),
    ];
    Ok(properties.map(|(name, value)| (name.to_owned(), value)).to_vec())
}

/// Per region its place, and for those in which the sample has synapses how many.
fn roi_info(named: &BTreeSet<String>, morphology: &[Morphology]) -> Result<serde_json::Value, Failure> {
    let mut counts: BTreeMap<&str, [i64; 2]> = BTreeMap::new();
    for synapse in morphology.iter().flat_map(|m| &m.synapses) {
        if let Some(roi) = &synapse.roi {
            counts.entry(roi).or_default()[usize::from(!synapse.is_pre)] += 1;
        }
    }
    let mut info = serde_json::Map::new();
    for roi in named {
        let mut entry = json!({"parent": regions::parent(roi)?, "isPrimary": regions::is_primary(roi)});
        if let Some([pre, post]) = counts.get(roi.as_str()) {
            entry["pre"] = (*pre).into();
            entry["post"] = (*post).into();
        }
        info.insert(roi.clone(), entry);
    }
    Ok(info.into())
}

/// The properties that some neuron has, with their kinds, as neuPrint lists them; regions are not among them.
fn neuron_properties(neurons: &Neurons) -> serde_json::Value {
    let mut kinds = serde_json::Map::new();
    for (body, neuron) in neurons {
        for (name, value) in neuron.properties(*body) {
            if neuron.rois.contains(&name) || kinds.contains_key(&name) {
                continue;
            }
            let kind = match value {
                Value::Int(_) | Value::Float(_) => "number",
                Value::Bool(_) => "boolean",
                _ => "string",
            };
            kinds.insert(name, kind.into());
        }
    }
    kinds.into()
}
