//! Several queries that take effect together or not at all. For administrators.

use neuprint_table::{Table, TableDecoder};

use super::Client;
use super::call::Subject;
use crate::api::transaction::{Begun, Request};
use crate::api::{ApiRequest, FromJson};
use crate::error::Error;
use crate::transport::Transport;

/// A transaction that has begun. What it wrote lasts once it is committed. One that is dropped stays open on the server
/// until the database gives it up: end it with [`Transaction::commit`] or [`Transaction::kill`].
#[derive(Debug)]
pub struct Transaction<'c, T> {
    client: &'c Client<T>,
    id: i64,
}

impl<T: Transport> Client<T> {
    /// Begins a transaction on this client's dataset.
    ///
    /// # Errors
    /// [`Error::Unauthorized`], [`Error::Forbidden`] for who is no administrator; whatever else the server refuses.
    pub async fn begin_transaction(&self) -> Result<Transaction<'_, T>, Error> {
        let request = Request::Begin { dataset: self.dataset.clone() };
        let answer = self.fetch(request.to_http(), &Subject { reads: false, ..Subject::default() }).await?;
        let path = "/api/raw/cypher/transaction".into();
        let begun = Begun::from_json_text(&answer).map_err(|problem| Error::InvalidAnswer { path, problem })?;
        Ok(self.transaction(begun.transaction_id))
    }

    /// A transaction that has begun before, by its number.
    pub fn transaction(&self, id: i64) -> Transaction<'_, T> {
        Transaction { client: self, id }
    }
}

impl<T: Transport> Transaction<'_, T> {
    /// Its number.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Runs a query, which may write, whatever [`ClientOptions::allow_writes`](crate::ClientOptions::allow_writes) says.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn query(&self, cypher: &str) -> Result<Table, Error> {
        let request = Request::Query { id: self.id, cypher: cypher.into(), dataset: self.client.dataset.clone() };
        let subject = Subject { cypher: Some(cypher), what: None, reads: false };
        let mut body = self.client.open(request.to_http(), &subject).await?;
        let mut decoder = TableDecoder::new();
        while let Some(piece) = self.client.next_piece(&mut body).await? {
            decoder.push(&piece)?;
        }
        Ok(decoder.finish()?)
    }

    /// Makes what was written last.
    ///
    /// # Errors
    /// Whatever the server refuses; then nothing was written.
    pub async fn commit(self) -> Result<(), Error> {
        self.end(Request::Commit { id: self.id }).await
    }

    /// Takes back what was written.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn kill(self) -> Result<(), Error> {
        self.end(Request::Kill { id: self.id }).await
    }

    async fn end(&self, request: Request) -> Result<(), Error> {
        self.client.fetch(request.to_http(), &Subject { reads: false, ..Subject::default() }).await.map(drop)
    }
}
