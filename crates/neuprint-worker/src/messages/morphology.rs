//! The shape of a skeleton in numbers.

use serde::{Deserialize, Serialize};

use super::InBytes;

/// What is measured from the root of a healed skeleton. Lengths are in nanometres if the dataset says how large a voxel is,
/// otherwise in voxels.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Morphology {
    /// How far apart the spheres around the root are; the first one has this radius.
    pub step: f64,
    /// How many edges cross each sphere (Sholl, 1953).
    pub crossings: Vec<u32>,
    /// What there is of each Strahler order, from the first.
    pub orders: Vec<OfOrder>,
}

/// The branches of one Strahler order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct OfOrder {
    /// Runs of edges of this order.
    pub branches: u32,
    /// Their cable together.
    pub cable: f64,
}

impl InBytes for Morphology {}
