//! Neurons found by a line of text.

use neuprint_table::Table;

use crate::client::Client;
use crate::error::Error;
use crate::search::Search;
use crate::transport::Transport;

/// How to look for neurons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindOptions {
    /// Among all segments, not only among those that count as neurons.
    pub segments: bool,
    /// At most so many; those with the smallest bodyIds.
    pub limit: Option<u32>,
}

impl<T: Transport> Client<T> {
    /// The neurons that a [`Search`] finds: `bodyId`, `type`, `instance`, `status`, `pre` and `post`, in the order of
    /// their bodyIds.
    ///
    /// # Errors
    /// [`Error::InvalidSearch`] before anything is sent; whatever the server refuses.
    pub async fn find_neurons(&self, search: &str, options: FindOptions) -> Result<Table, Error> {
        self.query(&cypher(&Search::parse(search)?, options)).await
    }
}

fn cypher(search: &Search, options: FindOptions) -> String {
    let label = if options.segments { "Segment" } else { "Neuron" };
    let mut cypher = format!(
        "MATCH (n:{label})\nWHERE {}\nRETURN n.bodyId AS bodyId, n.type AS type, n.instance AS instance, n.status AS status, \
         n.pre AS pre, n.post AS post\nORDER BY bodyId",
        search.condition()
    );
    if let Some(limit) = options.limit {
        cypher.push_str("\nLIMIT ");
        cypher.push_str(&limit.to_string());
    }
    cypher
}
