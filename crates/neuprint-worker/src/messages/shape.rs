//! What is made of a kept skeleton before something is asked of it, and what can be asked.

use serde::{Deserialize, Serialize};

use super::{Closing, InBytes};

/// How a skeleton is shaped: gaps are closed first, then twigs are left out. Nothing of it is kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Shaping {
    /// Which gaps are closed; `None`: none.
    pub closing: Option<Closing>,
    /// Twigs up to this length are left out, nanometres or voxels as in the summary; `None`: none.
    pub prune: Option<f64>,
}

/// What is asked of a skeleton that is so shaped, and seen from its root. Lengths are in nanometres if the dataset says how
/// large a voxel is, otherwise in voxels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShapeAsk {
    /// What pruning left. Answer: [`Response::Shape`](super::Response::Shape). Bulk: `Uint8Array` for [`Pruned`]; `Uint32Array`
    /// the nodes that are left out, ascending.
    Pruned,
    /// Answer: [`Response::Shape`](super::Response::Shape). Bulk: `Uint8Array` for [`Morphology`](super::Morphology).
    Morphology,
    /// The unbranched runs between ends, branches and roots. Answer: [`Response::Shape`](super::Response::Shape). Bulk:
    /// `Float32Array` length, mean radius, volume per run; `Uint32Array` far node, near node, Strahler order per run;
    /// `Uint32Array` per node the run that leads from it towards the root, at a root the first that ends there; `u32::MAX` for
    /// what is left out or stands alone.
    Runs,
    /// SWC text. Its header says how the skeleton was healed and pruned, and lists the bridges, with those that were refused;
    /// what is neither is as the server sent it, unless somebody chose its root. Answer:
    /// [`Response::File`](super::Response::File).
    Swc,
    /// The edges as lines of CSV: bodyId, rowId, link, length, mean radius, volume. Answer:
    /// [`Response::File`](super::Response::File).
    Segments,
}

/// What is left of a skeleton without its short twigs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pruned {
    /// Twigs that are left out.
    pub twigs: u32,
    /// Their cable.
    pub left_out: f64,
    /// The nodes that are left, and of these those with three neighbours or more, and those with one or none.
    pub nodes: u32,
    /// See `nodes`.
    pub branch_points: u32,
    /// See `nodes`.
    pub ends: u32,
}

impl InBytes for Pruned {}
