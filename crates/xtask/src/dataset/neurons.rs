//! Neurons and their properties, from every table that names them.

use std::collections::{BTreeMap, BTreeSet};

use neuprint_cypher::Value;

use super::sources::{Row, Sources};
use crate::Failure;

/// `ln` and `projection` neurons of the antennal lobe, per folder of the package fruitloops.
pub(crate) const ROOT: &str = "fruitloops/data/hemibrain/connectome_root/";
/// Connections onto projection neurons: one file per projection neuron.
pub(crate) const ONTO_PROJECTION_NEURONS: &str = "fruitloops/data/hemibrain/pn_from_ln_connections/";
const ENDING: &str = "_glomerular_LN_synapses.csv";
/// Connections onto some lateral horn neurons and multiglomerular projection neurons, with roiInfo.
pub(crate) const TARGETS: &str = "fruitloops/data/flywire/pan_ln_analysis/target_lh_pn_inputs_pv5a1_pd2a1b1/";

/// What is known of a neuron. `None` is unknown.
#[derive(Debug, Clone, Default)]
pub(crate) struct Neuron {
    pub(crate) neuron_type: Option<String>,
    pub(crate) instance: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) cropped: Option<bool>,
    pub(crate) cell_body_fiber: Option<String>,
    pub(crate) pre: Option<i64>,
    pub(crate) post: Option<i64>,
    pub(crate) upstream: Option<i64>,
    pub(crate) downstream: Option<i64>,
    pub(crate) size: Option<i64>,
    /// JSON, as neuPrint stores it; only for neurons whose synapses are here.
    pub(crate) roi_info: Option<String>,
    /// Where a synapse or connection of the neuron is known.
    pub(crate) rois: BTreeSet<String>,
}

pub(crate) type Neurons = BTreeMap<u64, Neuron>;

impl Neuron {
    /// As neuPrint names them; what is unknown is left out.
    pub(crate) fn properties(&self, body: u64) -> Vec<(String, Value)> {
        let text = |value: &Option<String>| value.as_deref().map(Value::text);
        let number = |value: Option<i64>| value.map(Value::Int);
        let known = [
            ("bodyId", Some(Value::Int(body as i64))),
            ("instance", text(&self.instance)),
            ("type", text(&self.neuron_type)),
            ("status", text(&self.status)),
            ("cropped", self.cropped.map(Value::Bool)),
            ("cellBodyFiber", text(&self.cell_body_fiber)),
            ("pre", number(self.pre)),
            ("post", number(self.post)),
            ("upstream", number(self.upstream)),
            ("downstream", number(self.downstream)),
            ("size", number(self.size)),
            // neuPrint has one for every neuron, and clients rely on it; an empty one says nothing of any ROI.
            ("roiInfo", Some(Value::text(self.roi_info.as_deref().unwrap_or("{}")))),
        ];
        let known = known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        known.chain(self.rois.iter().map(|roi| (roi.clone(), Value::Bool(true)))).collect()
    }
}

/// Sets a value that may be known already: two sources must agree.
pub(crate) fn agree<T: PartialEq + std::fmt::Debug>(
    known: &mut Option<T>,
    value: Option<T>,
    body: u64,
) -> Result<(), Failure> {
    match (known.as_ref(), value) {
        (_, None) => Ok(()),
        (None, some) => {
            *known = some;
            Ok(())
        }
        (Some(old), Some(new)) if *old == new => Ok(()),
        (Some(old), Some(new)) => Err(format!("the sources disagree about {body}: {old:?} and {new:?}")),
    }
}

/// Reads every table of neurons.
pub(crate) fn read(sources: &Sources) -> Result<Neurons, Failure> {
    let mut neurons = Neurons::new();
    local_neurons(sources, &mut neurons)?;
    projection_neurons(sources, &mut neurons)?;
    targets(sources, &mut neurons)?;
    Ok(neurons)
}

fn local_neurons(sources: &Sources, neurons: &mut Neurons) -> Result<(), Failure> {
    for row in sources.fruitloops.table(&format!("{ROOT}LN_ORN_inputs_ipsi_contra.csv"))? {
        let neuron = Neuron {
            neuron_type: row.some("connectivity.type")?,
            instance: row.some("name")?,
            status: row.some("status")?,
            cell_body_fiber: row.some("cellBodyFiber")?,
            pre: Some(row.number("pre")?),
            post: Some(row.number("post")?),
            upstream: Some(row.number("upstream")?),
            downstream: Some(row.number("downstream")?),
            size: Some(row.number("voxels")?),
            ..Neuron::default()
        };
        neurons.insert(row.number("bodyid")?, neuron);
    }
    Ok(())
}

fn projection_neurons(sources: &Sources, neurons: &mut Neurons) -> Result<(), Failure> {
    for path in sources.fruitloops.files(ONTO_PROJECTION_NEURONS, ENDING) {
        let rows = sources.fruitloops.table(path)?;
        let first = rows.first().ok_or_else(|| format!("{path} is empty"))?;
        let body = first.number("bodyId_post")?;
        let name = path.trim_start_matches(ONTO_PROJECTION_NEURONS).trim_end_matches(ENDING);
        let neuron = neurons.entry(body).or_default();
        if let Some((neuron_type, instance)) = type_and_instance(name, first.text("glomerulus")?) {
            agree(&mut neuron.neuron_type, Some(neuron_type), body)?;
            agree(&mut neuron.instance, Some(instance), body)?;
        }
    }
    Ok(())
}

/// A projection neuron's type and instance stand only in its file's name, `<glomerulus>_<type>_<instance>_<number>`.
/// They are taken where there is exactly one way to cut it so that the instance begins with the type.
fn type_and_instance(name: &str, glomerulus: &str) -> Option<(String, String)> {
    let glomerulus = if glomerulus.is_empty() { "nan" } else { glomerulus };
    let (name, _) = name.strip_prefix(glomerulus)?.strip_prefix('_')?.rsplit_once('_')?;
    let mut cuts =
        name.match_indices('_').map(|(at, _)| (&name[..at], &name[at + 1..])).filter(|(t, i)| i.starts_with(t));
    let (neuron_type, instance) = cuts.next()?;
    cuts.next().is_none().then(|| (neuron_type.to_owned(), instance.to_owned()))
}

fn targets(sources: &Sources, neurons: &mut Neurons) -> Result<(), Failure> {
    for row in sources.fruitloops.table(&format!("{TARGETS}hemibrain_targets.csv"))? {
        let body = row.number("bodyId")?;
        let neuron = neurons.entry(body).or_default();
        named(neuron, &row, "", body)?;
        agree(&mut neuron.status, row.some("status")?, body)?;
        agree(&mut neuron.pre, Some(row.number("pre")?), body)?;
        agree(&mut neuron.post, Some(row.number("post")?), body)?;
        neuron.cropped = match row.text("cropped")? {
            "True" => Some(true),
            "False" => Some(false),
            _ => None,
        };
    }
    Ok(())
}

/// Takes a row's `type` and `instance`, or `type_pre` and so on.
pub(crate) fn named(neuron: &mut Neuron, row: &Row, suffix: &str, body: u64) -> Result<(), Failure> {
    agree(&mut neuron.neuron_type, row.some(&format!("type{suffix}"))?, body)?;
    agree(&mut neuron.instance, row.some(&format!("instance{suffix}"))?, body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_cut_only_where_that_is_certain() {
        let pair = |t: &str, i: &str| Some((t.to_owned(), i.to_owned()));
        assert_eq!(type_and_instance("DA1_DA1_lPN_DA1_lPN_R_0", "DA1"), pair("DA1_lPN", "DA1_lPN_R"));
        assert_eq!(type_and_instance("VL1_VL1_ilPN_VL1_ilPN_1", "VL1"), pair("VL1_ilPN", "VL1_ilPN"));
        assert_eq!(type_and_instance("nan_ALIN2_ALIN2_R_0", ""), pair("ALIN2", "ALIN2_R"));
        assert_eq!(type_and_instance("nan_Z_lvPNm1_Z_vPNml1(noAL+SEZ)_R_0", ""), None);
    }
}
