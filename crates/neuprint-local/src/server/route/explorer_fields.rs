//! What the bodies of neuPrintExplorer's requests hold.

use super::endpoint::{Field, Kind, in_body};
use super::table::DATASET;

const OF_DATASET: Field = in_body("dataset", Kind::Text, DATASET);
const NAME: Field = in_body("neuron_name", Kind::Text, "A regular expression for type or instance.");
const ID: Field = in_body("neuron_id", Kind::Text, "A bodyId, if there is no name.");
const CONTAINS: Field = in_body("enable_contains", Kind::Flag, "The name is a part of type or instance.");
const INPUTS: Field = in_body("find_inputs", Kind::Flag, "Inputs instead of outputs.");
const STATUSES: Field = in_body("statuses", Kind::Texts, "One of these.");
const PRE: Field = in_body("pre_threshold", Kind::Integer, "At least so many outputs.");
const POST: Field = in_body("post_threshold", Kind::Integer, "At least so many inputs.");
const ALL: Field = in_body("all_segments", Kind::Flag, "Segments that are no neurons, too.");

pub(super) const DATASET_ONLY: &[Field] = &[OF_DATASET];
pub(super) const NAMED: &[Field] = &[OF_DATASET, NAME, ID];
pub(super) const CONNECTIONS: &[Field] = &[OF_DATASET, NAME, ID, CONTAINS, INPUTS];
pub(super) const META_VALUES: &[Field] = &[OF_DATASET, in_body("key_name", Kind::Text, "The property.")];
pub(super) const COMPLETENESS: &[Field] = &[OF_DATASET, STATUSES, PRE, POST, ALL];
pub(super) const DISTRIBUTION: &[Field] = &[
    OF_DATASET,
    in_body("ROI", Kind::Text, "The ROI."),
    in_body("is_pre", Kind::Flag, "By outputs instead of inputs."),
];
pub(super) const FIND_NEURONS: &[Field] = &[
    OF_DATASET,
    NAME,
    ID,
    CONTAINS,
    STATUSES,
    PRE,
    POST,
    ALL,
    in_body("input_ROIs", Kind::Texts, "With synapses in all of these."),
    in_body("output_ROIs", Kind::Texts, "With synapses in all of these."),
];
pub(super) const COMMON: &[Field] = &[
    OF_DATASET,
    in_body("neuron_ids", Kind::Integers, "The bodyIds of the neurons."),
    in_body("neuron_names", Kind::Texts, "Their types, if there are no bodyIds."),
    INPUTS,
    STATUSES,
    PRE,
    POST,
    ALL,
];
