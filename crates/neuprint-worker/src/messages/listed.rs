//! Bodies that are listed before some of them are chosen.

use serde::{Deserialize, Serialize};

use super::InBytes;

/// Bodies that were found, in the order in which the dataset told them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct BodyList(pub Vec<ListedBody>);

/// A body of the list. What the query did not ask for is absent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ListedBody {
    /// Which.
    pub body: u64,
    /// Its type, if it has one.
    pub neuron_type: Option<String>,
    /// Its instance, if it has one.
    pub instance: Option<String>,
    /// How far it is from the place that was asked about, in the unit in which that was asked.
    pub distance: Option<f64>,
    /// How many of its synapses are there.
    pub synapses: u32,
}

impl InBytes for BodyList {}
