//! Bodies that are listed before some of them are chosen.

use serde::{Deserialize, Serialize};

use super::InBytes;

/// Which bodies are listed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ListOf {
    /// What a search finds, in the grammar of `neuprint::Search`.
    Search(String),
    /// Those that have a synapse or their soma next to a place, the nearest first.
    Near {
        /// The place, voxels.
        place: [f64; 3],
        /// How many at most.
        most: u32,
    },
}

/// Bodies that were found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct BodyList {
    /// In the order of their IDs, or of their distances.
    pub bodies: Vec<ListedBody>,
    /// Whether there are more than are listed.
    pub is_cut: bool,
}

/// A body of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListedBody {
    /// Which.
    pub body: u64,
    /// Its type, if it has one.
    pub neuron_type: Option<String>,
    /// Its instance, if it has one.
    pub instance: Option<String>,
    /// If a place was asked about: how far its nearest synapse or its soma is, in nanometres, or in voxels if their size is
    /// not known; and how many synapses there are.
    pub near: Option<(f64, u32)>,
}

impl InBytes for BodyList {}
