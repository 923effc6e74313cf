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
    /// [`Error::InvalidSearch`] before the search is sent, also for a property that neurons of this dataset do not have;
    /// whatever the server refuses.
    pub async fn find_neurons(&self, search: &str, options: FindOptions) -> Result<Table, Error> {
        let search = Search::parse(search)?;
        self.check_fields(&search).await?;
        self.query(&find_cypher(&search, options)).await
    }

    /// A misspelt property would find nothing, and not say why.
    async fn check_fields(&self, search: &Search) -> Result<(), Error> {
        if search.unknown_field(&[]).is_none() {
            return Ok(());
        }
        let (keys, meta) = (self.neuron_keys().await?, self.meta().await?);
        let known: Vec<String> = keys.iter().cloned().chain(meta.all_rois()).collect();
        search.unknown_field(&known).map_or(Ok(()), |error| Err(error.into()))
    }
}

/// What [`Client::find_neurons`] asks, as a query. Whether neurons have the properties that the search names is not known to
/// it: see [`Search::unknown_field`].
pub fn find_cypher(search: &Search, options: FindOptions) -> String {
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
