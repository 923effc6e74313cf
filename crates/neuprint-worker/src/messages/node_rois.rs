//! In which primary ROIs the nodes of a skeleton lie.

use serde::{Deserialize, Serialize};

use super::InBytes;

/// The names behind the numbers of an answer, see [`Response::NodeRois`](super::Response::NodeRois).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeRois {
    /// The primary ROIs in which the neuron has synapses and that have a mesh, in the dataset's order.
    pub rois: Vec<String>,
    /// Those that have none, so that nodes in them are in no ROI here.
    pub without_mesh: Vec<String>,
}

impl InBytes for NodeRois {}
