//! Where regions stand in the dataset's hierarchy.

use serde::{Deserialize, Serialize};

use super::InBytes;

/// All regions of the hierarchy but its root, each behind the one that it is a part of; none if the dataset does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoiPlaces(pub Vec<RoiPlace>);

/// A region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoiPlace {
    /// Its name.
    pub name: String,
    /// How many others it is within.
    pub depth: u32,
}

impl InBytes for RoiPlaces {}
