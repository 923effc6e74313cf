//! What is said of a skeleton, and of the gaps that healing may close in it.
//!
//! Both are [bytes of their own](InBytes) in an answer.

use serde::{Deserialize, Serialize};

use super::InBytes;

/// What the list of neurons shows of a skeleton, and what healing can do to it.
///
/// Lengths are in nanometres if the dataset says how large a voxel is, otherwise in voxels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SkeletonSummary {
    /// Whose.
    pub body: u64,
    /// The neuron's type, if it has one.
    pub neuron_type: Option<String>,
    /// The neuron's instance, if it has one.
    pub instance: Option<String>,
    /// How many presynapses it has, if the dataset knows.
    pub pre: Option<u64>,
    /// How many postsynapses it has, if the dataset knows.
    pub post: Option<u64>,
    /// Nodes.
    pub nodes: u32,
    /// Connected fragments as the server sent them.
    pub fragments: u32,
    /// Nodes with three neighbours or more, whatever the root, before healing.
    pub branch_points: u32,
    /// Nodes with one neighbour or none, whatever the root, before healing.
    pub ends: u32,
    /// Cable before healing.
    pub cable: f64,
    /// The lowest and the highest corner of the box around all nodes, in voxels.
    pub bounds: [[f32; 3]; 2],
    /// From where the tree is seen.
    pub root: Root,
    /// The gaps between the fragments, shortest first.
    pub gaps: Vec<Gap>,
}

/// A gap between two fragments. Closing all of them makes one tree by the least cable.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// Its ends: the one that is farther from the root, and the one that it hangs on once the gap is closed.
    pub ends: [GapEnd; 2],
    /// How wide it is.
    pub length: f64,
}

/// A node at the end of a gap.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GapEnd {
    /// Its index.
    pub node: u32,
    /// Its identifier in SWC.
    pub id: i64,
    /// Where it is, in voxels.
    pub place: [f32; 3],
    /// How many neighbours it has before healing.
    pub neighbours: u32,
}

/// The root of the largest tree, from which distances and orders go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// The node's index.
    pub node: u32,
    /// Why this one.
    pub reason: RootReason,
}

/// Why a node is the root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RootReason {
    /// It is next to the soma (`somaLocation`).
    Soma,
    /// It is next to where the neurite leaves for a soma outside of the volume (`tosomaLocation`).
    ToSoma,
    /// It is next to the place that the dataset calls the root (`rootLocation`).
    RootLocation,
    /// It has the largest radius; nothing else is known.
    Thickest,
    /// Somebody chose it.
    Chosen,
}

/// The way along the cable from one node to another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PathFound {
    /// How long it is; nanometres, or voxels if their size is not known.
    pub length: f64,
    /// How far the two nodes are apart through the air.
    pub straight: f64,
    /// How many bridges it goes over.
    pub bridges: u32,
}

/// Which gaps are closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Closing {
    /// Longer gaps stay open, nanometres or voxels as in the summary; `None`: however long they are.
    pub within: Option<f64>,
    /// Gaps that stay open since somebody refused them, by their place in [`SkeletonSummary::gaps`].
    pub refused: Vec<u32>,
}

impl Closing {
    /// Whether the gap at a place is closed.
    pub fn closes(&self, place: usize, length: f64) -> bool {
        self.is_in_reach(length) && !self.refused.iter().any(|refused| *refused as usize == place)
    }

    /// Whether a gap of this length is closed unless it is refused.
    pub fn is_in_reach(&self, length: f64) -> bool {
        !self.within.is_some_and(|within| length > within)
    }
}

impl InBytes for PathFound {}

impl InBytes for SkeletonSummary {}
