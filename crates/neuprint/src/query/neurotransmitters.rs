//! What synapses say of their neurotransmitters.

use neuprint_table::Cell;
use serde_json::{Map, Value};

use crate::client::Client;
use crate::criteria::CriteriaError;
use crate::error::Error;
use crate::transport::Transport;

/// What to tell of the neurotransmitters that were predicted for presynapses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Neurotransmitters {
    /// Nothing.
    #[default]
    None,
    /// The most probable one, in `nt`, and its probability, in `ntProb`.
    Max,
    /// The probability of each, in a column with its name.
    All,
}

/// The probabilities of a dataset's synapses, and which of them are wanted.
#[derive(Debug)]
pub(super) struct Probabilities {
    wanted: Neurotransmitters,
    /// The properties, sorted, and what the neurotransmitters are called.
    properties: Vec<(String, String)>,
}

impl Probabilities {
    /// As the dataset has them.
    ///
    /// # Errors
    /// [`Error::Criteria`] if they are wanted and the dataset has none.
    pub(super) async fn of<T: Transport>(client: &Client<T>, wanted: Neurotransmitters) -> Result<Self, Error> {
        let properties =
            if wanted == Neurotransmitters::None { Vec::new() } else { client.synapse_nt_keys().await?.to_vec() };
        if properties.is_empty() && wanted != Neurotransmitters::None {
            let value = if wanted == Neurotransmitters::Max { "max" } else { "all" };
            let reason = "the dataset's synapses have no neurotransmitters";
            return Err(CriteriaError::value("nt", &value.into(), reason).into());
        }
        let named = |property: String| {
            // As neuprint-python calls them: `ntAcetylcholineProb` is acetylcholine.
            let name = property.replace("nt", "").replace("Prob", "").to_ascii_lowercase();
            (property, name)
        };
        Ok(Self { wanted, properties: properties.into_iter().map(named).collect() })
    }

    /// The columns that are wanted.
    pub(super) fn columns(&self) -> Vec<String> {
        match self.wanted {
            Neurotransmitters::None => Vec::new(),
            Neurotransmitters::Max => vec!["nt".into(), "ntProb".into()],
            Neurotransmitters::All => self.properties.iter().map(|(_, name)| name.clone()).collect(),
        }
    }

    /// Whether a property of a synapse tells of neurotransmitters. If nothing is wanted of them, their names tell.
    pub(super) fn contains(&self, property: &str) -> bool {
        if self.properties.is_empty() {
            return property.starts_with("nt");
        }
        self.properties.iter().any(|(name, _)| name == property)
    }

    /// Adds the cells for the columns.
    pub(super) fn push<'c>(&'c self, synapse: &Map<String, Value>, cells: &mut Vec<Cell<'c>>) {
        let probability = |property: &str| synapse.get(property).and_then(Value::as_f64);
        let cell = |probability: Option<f64>| probability.map_or(Cell::Null, Cell::Float);
        match self.wanted {
            Neurotransmitters::None => {}
            Neurotransmitters::Max => {
                let mut best: Option<(&str, f64)> = None;
                for (property, name) in &self.properties {
                    if let Some(found) =
                        probability(property).filter(|found| best.is_none_or(|(_, best)| *found > best))
                    {
                        best = Some((name, found));
                    }
                }
                cells.push(best.map_or(Cell::Null, |(name, _)| Cell::Text(name)));
                cells.push(cell(best.map(|(_, probability)| probability)));
            }
            Neurotransmitters::All => {
                cells.extend(self.properties.iter().map(|(property, _)| cell(probability(property))));
            }
        }
    }
}
