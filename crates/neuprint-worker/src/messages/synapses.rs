//! What is said of a neuron's synapses.

use serde::{Deserialize, Serialize};

use super::InBytes;

/// The names behind the numbers of an answer's arrays, see [`Response::Synapses`](super::Response::Synapses).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SynapsesFound {
    /// The types of the neurons at the other ends, those with the most connections first.
    pub partners: Vec<PartnerType>,
    /// The neurons at the other ends.
    pub bodies: Vec<PartnerBody>,
    /// The primary ROIs, in the dataset's order.
    pub rois: Vec<String>,
}

/// Neurons at the other ends of synapses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerType {
    /// Their type; empty: they have none.
    pub name: String,
    /// How many connections there are: a presynapse has one for each partner.
    pub connections: u32,
}

/// A neuron at the other ends of synapses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerBody {
    /// Which; 0 where the dataset tells no more than the type.
    pub body: u64,
    /// Its type, by its place in [`SynapsesFound::partners`].
    pub of_type: u32,
    /// How many connections there are.
    pub connections: u32,
}

impl InBytes for SynapsesFound {}
