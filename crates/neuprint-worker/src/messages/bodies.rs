//! Which bodies are meant.

use serde::{Deserialize, Serialize};

use super::InBytes;

/// Bodies of the open dataset, told by something else than their IDs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum BodiesOf {
    /// The neurons of a type, or with an instance, that is exactly so.
    Named(String),
    /// The neurons with the most synapses to or from others, which are not among them.
    Partners {
        /// The others.
        bodies: Vec<u64>,
        /// On which side.
        direction: Direction,
        /// Whether all neurons of the strongest types are meant, instead of the strongest neurons.
        types: bool,
        /// How many neurons, or types.
        most: u32,
    },
}

/// A side of connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// Those from which synapses come.
    Inputs,
    /// Those to which synapses go.
    Outputs,
}

/// Bodies that were found, those that matter most first; a thousand at most.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodiesFound(pub Vec<u64>);

impl InBytes for BodiesFound {}

/// A property's values.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PropertyValues(pub Vec<(u64, PropertyValue)>);

/// A value of a property. Bodies that have none are not told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum PropertyValue {
    /// A number, as near as a float can be.
    Number(f64),
    /// Anything else, as text.
    Text(String),
}

impl InBytes for PropertyValues {}
