//! Neurons found by a line of text.

use neuprint_table::Table;

use crate::client::Client;
use crate::criteria::CriteriaError;
use crate::error::Error;
use crate::search::{Search, SearchError};
use crate::transport::Transport;

/// How to look for neurons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindOptions {
    /// Among all segments, not only among those that count as neurons.
    pub segments: bool,
    /// At most so many; those with the smallest bodyIds.
    pub limit: Option<u32>,
}

/// Properties that neurons have in every dataset: nothing needs to be asked before they are searched.
const EVERYWHERE: [&str; 6] = ["bodyId", "type", "instance", "status", "pre", "post"];

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
        self.query(&cypher(&search, options)).await
    }

    /// A misspelt property would find nothing, and not say why.
    async fn check_fields(&self, search: &Search) -> Result<(), Error> {
        for field in search.fields().iter().filter(|field| !EVERYWHERE.contains(&field.name.as_str())) {
            let (keys, meta) = (self.neuron_keys().await?, self.meta().await?);
            let rois = meta.all_rois();
            let known = || keys.iter().chain(&rois).map(String::as_str);
            if !known().any(|name| name == field.name) {
                let what = "property of this dataset's neurons";
                let reason = CriteriaError::unknown("search", what, &field.name, known().chain(EVERYWHERE)).to_string();
                return Err(SearchError { reason, position: field.position }.into());
            }
        }
        Ok(())
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
