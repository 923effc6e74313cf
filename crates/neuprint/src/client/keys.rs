//! Which properties neurons and synapses of a dataset have.

use std::sync::Arc;

use neuprint_table::{Cell, sort_by};
use serde_json::Value;

use super::Client;
use crate::error::Error;
use crate::transport::Transport;

impl<T: Transport> Client<T> {
    /// The properties that neurons of this dataset have, in the order in which it lists them; ROIs' marks are among them
    /// where it does not. Asked for at most once.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn neuron_keys(&self) -> Result<Arc<[String]>, Error> {
        let ask = async {
            match self.meta().await?.neuron_properties() {
                Some(keys) => Ok(keys.into()),
                None => self.first_column("MATCH (n:Neuron) UNWIND keys(n) AS k RETURN DISTINCT k").await,
            }
        };
        self.neuron_keys.get_or_ask(ask).await.cloned()
    }

    /// The properties of synapses that speak of neurotransmitters. Sorted. Asked for at most once.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn synapse_nt_keys(&self) -> Result<Arc<[String]>, Error> {
        let ask = async {
            let mut keys = match self.meta().await?.get("ntSynapseProperties").and_then(Value::as_object) {
                Some(properties) => properties.keys().cloned().collect(),
                // All presynaptic sites have the same properties: one tells.
                None => {
                    let query = "MATCH (s:Synapse {type: 'pre'}) WITH s LIMIT 1 UNWIND keys(s) AS k RETURN k";
                    let keys = self.first_column(query).await?;
                    keys.iter().filter(|key| key.starts_with("nt")).cloned().collect()
                }
            };
            sort_by(&mut keys, &Ord::cmp);
            Ok(keys.into())
        };
        self.synapse_nt_keys.get_or_ask(ask).await.cloned()
    }

    async fn first_column(&self, cypher: &str) -> Result<Arc<[String]>, Error> {
        let table = self.query(cypher).await?;
        let text = |row| match table.cell(row, 0) {
            Cell::Text(text) => Some(text.to_owned()),
            _ => None,
        };
        Ok((0..table.rows()).filter_map(text).collect())
    }
}
