//! `npexplorer/celltype/:dataset/:type`: how alike the connections of a type's neurons are, which neuron stands for the
//! type, and what each of them has in common with the others.
//!
//! The method is that of neuPrintHTTP's `canonical_celltype.py`: the strong connections of a neuron are its features,
//! type by type; features are compared after a sigmoid, as directions; the neuron nearest to the mean stands for all.
//! Differences: neurons come by bodyId, where the order in Python is that of a set; `output-comp` is always there; a
//! type without any traced neuron, over which Python stumbles, is refused, and so is one that would be too much work.

mod features;
mod matches;
mod neurons;

use http::{Response, StatusCode};
use serde::Serialize;
use std::collections::BTreeMap;

use super::{LocalServer, QueryLimits, answer};
use crate::body::Body;
use features::{FeatureTable, Features};
use matches::{Match, Missed};
use neurons::{Neuron, Side};

/// Multiplications that an answer may take, some seconds of work: nothing stops it once it runs.
const MOST_WORK: u64 = 2_000_000_000;

/// A data frame as pandas splits it.
#[derive(Debug, Serialize)]
struct Frame<I, C, D> {
    index: Vec<I>,
    columns: Vec<C>,
    data: Vec<D>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct NeuronInfo<'n> {
    input_size: i64,
    output_size: i64,
    input_comp: i64,
    output_comp: i64,
    reference: bool,
    instance_name: &'n str,
}

type OfPartners<R> = BTreeMap<i64, Frame<usize, &'static str, R>>;

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Answer<'n> {
    #[serde(rename = "neuroninfo")]
    neuron_info: BTreeMap<i64, NeuronInfo<'n>>,
    centroid_neuron: i64,
    neuron_inputs: OfPartners<Match<'n>>,
    neuron_outputs: OfPartners<Match<'n>>,
    #[serde(flatten)]
    compared: Option<Compared<'n>>,
}

/// What only several neurons have.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Compared<'n> {
    dist_matrix: Frame<i64, i64, Vec<f64>>,
    average_distance: f64,
    neuron_missed_inputs: OfPartners<Missed<'n>>,
    neuron_missed_outputs: OfPartners<Missed<'n>>,
    common_inputs: Frame<i64, &'n str, Vec<f64>>,
    common_outputs: Frame<i64, &'n str, Vec<f64>>,
    common_inputs_med: Frame<&'n str, &'static str, [f64; 1]>,
    common_outputs_med: Frame<&'n str, &'static str, [f64; 1]>,
}

/// The answer.
pub(super) fn cell_type(server: &LocalServer, name: &str, type_name: &str) -> Response<Body> {
    let bad = |text: &str| answer::error(StatusCode::BAD_REQUEST, text);
    let Some(dataset) = server.dataset(name) else { return answer::no_dataset(name) };
    let Some(all) = neurons::of_type(dataset, type_name) else { return bad("no cell type exists") };
    if all.is_empty() {
        return bad("no neuron of this cell type is traced");
    }
    let order = neurons::in_order(&all);
    let working: Vec<&Neuron> = order.working().collect();
    let inputs = Features::of(&working, Side::Inputs);
    let outputs = Features::of(&working, Side::Outputs);
    let (rows, columns) = (order.all.len() as u64, (inputs.len() + outputs.len()) as u64);
    let QueryLimits { steps, memory, .. } = server.limits;
    let work = rows * rows * columns;
    if work > steps.min(MOST_WORK) || (rows * rows + rows * columns) * 32 > memory {
        return bad("this cell type has so many neurons that they cannot be compared in one request");
    }
    let inputs = inputs.table(&order.all, working.len());
    let outputs = outputs.table(&order.all, working.len());
    match serde_json::to_string(&answer(&order, &inputs, &outputs)) {
        Ok(json) => answer::json_text(StatusCode::OK, json),
        Err(_) => answer::message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error"),
    }
}

fn answer<'n>(order: &neurons::Order<'n>, inputs: &FeatureTable<'n>, outputs: &FeatureTable<'n>) -> Answer<'n> {
    let ids: Vec<i64> = order.all.iter().map(|neuron| neuron.body).collect();
    let vectors = features::directions(inputs, outputs);
    let distances = features::distances(&vectors);
    let (neuron_inputs, neuron_missed_inputs) = matched(&order.all, Side::Inputs, inputs);
    let (neuron_outputs, neuron_missed_outputs) = matched(&order.all, Side::Outputs, outputs);
    let common =
        |table: &FeatureTable<'n>| Frame { index: ids.clone(), columns: table.names.clone(), data: table.rows.clone() };
    let medians = |table: &FeatureTable<'n>| Frame {
        index: table.names.clone(),
        columns: vec!["median"],
        data: table.medians.iter().map(|median| [*median]).collect(),
    };
    let several = ids.len() > 1;
    let pairs = (ids.len() * ids.len() - ids.len()) as f64;
    Answer {
        neuron_info: order.all.iter().map(|neuron| (neuron.body, info(neuron, order))).collect(),
        centroid_neuron: ids[features::centroid(&vectors[..order.working])],
        neuron_inputs,
        neuron_outputs,
        compared: several.then(|| Compared {
            average_distance: distances.iter().flatten().sum::<f64>() / pairs,
            dist_matrix: Frame { index: ids.clone(), columns: ids.clone(), data: distances },
            neuron_missed_inputs,
            neuron_missed_outputs,
            common_inputs: common(inputs),
            common_outputs: common(outputs),
            common_inputs_med: medians(inputs),
            common_outputs_med: medians(outputs),
        }),
    }
}

fn info<'n>(neuron: &'n Neuron, order: &neurons::Order<'n>) -> NeuronInfo<'n> {
    NeuronInfo {
        input_size: neuron.inputs.size,
        output_size: neuron.outputs.size,
        input_comp: neuron.inputs.traced,
        output_comp: neuron.outputs.traced,
        reference: order.is_reference(neuron),
        instance_name: &neuron.instance,
    }
}

/// Of each neuron that has partners, those found among the features, and the features not found among them.
fn matched<'n>(
    neurons: &[&'n Neuron],
    side: Side,
    table: &FeatureTable<'n>,
) -> (OfPartners<Match<'n>>, OfPartners<Missed<'n>>) {
    let (mut found, mut missed) = (BTreeMap::new(), BTreeMap::new());
    for neuron in neurons.iter().filter(|neuron| !neuron.side(side).partners.is_empty()) {
        let (matches, misses) = matches::of(&neuron.side(side).partners, table);
        found.insert(neuron.body, numbered(vec!["type", "neuron weight", "group weight", "good match"], matches));
        missed.insert(neuron.body, numbered(vec!["type", "group weight", "neuron weight"], misses));
    }
    (found, missed)
}

fn numbered<R>(columns: Vec<&'static str>, data: Vec<R>) -> Frame<usize, &'static str, R> {
    Frame { index: (0..data.len()).collect(), columns, data }
}
