//! The counts that connections carry beside their weight.

use crate::client::Client;
use crate::criteria::{CriteriaError, Criterion};
use crate::error::Error;
use crate::transport::Transport;

/// In the order of the columns.
const FURTHER: [&str; 5] =
    ["weightHP", "weightAxonAxon", "weightAxonDendrite", "weightDendriteDendrite", "weightDendriteAxon"];
/// These need a dataset that tells axons from dendrites.
const POLARITY: std::ops::Range<usize> = 1..5;

/// Which counts of a connection are wanted beside `weight`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Weights {
    /// All that the dataset has.
    #[default]
    All,
    /// These: of `weightHP`, `weightAxonAxon`, `weightAxonDendrite`, `weightDendriteDendrite`, `weightDendriteAxon`.
    Named(Vec<String>),
}

impl<T: Transport> Client<T> {
    /// The names that are to be asked for.
    pub(super) async fn further_weights(&self, weights: &Weights) -> Result<Vec<&'static str>, Error> {
        if let Weights::Named(names) = weights
            && let Some(name) = names.iter().find(|name| !FURTHER.contains(&name.as_str()) && *name != "weight")
        {
            return Err(CriteriaError::unknown("weights", "weight of connections", name, FURTHER).into());
        }
        let wanted = |name: &str| match weights {
            Weights::All => true,
            Weights::Named(names) => names.iter().any(|other| other == name),
        };
        let polarity = FURTHER[POLARITY].iter().copied().find(|name| wanted(name));
        let missing = match polarity {
            Some(name) if !self.neuron_keys().await?.iter().any(|key| key == "axonOut") => Some(name),
            _ => None,
        };
        if let (Some(name), Weights::Named(_)) = (missing, weights) {
            let reason = "the dataset does not tell axons from dendrites";
            return Err(CriteriaError::value("weights", &Criterion::from(name), reason).into());
        }
        let there = |name: &&'static str| wanted(name) && (missing.is_none() || !FURTHER[POLARITY].contains(name));
        Ok(FURTHER.iter().copied().filter(there).collect())
    }
}
