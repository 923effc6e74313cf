//! What belongs to neurons, asked for some bodies at a time.

use neuprint_table::Table;

use super::batch::{Batches, Progress};
use crate::api::custom;
use crate::client::Client;
use crate::criteria::NeuronCriteria;
use crate::error::Error;
use crate::transport::Transport;

/// A query about bodies `n`: what stands before its `WHERE`, the conditions beside that on the bodies, what stands
/// behind, and how many columns it returns.
pub(super) struct BodyQuery<'q> {
    pub(super) head: &'q str,
    pub(super) conditions: &'q [String],
    pub(super) tail: &'q str,
    pub(super) columns: usize,
}

impl<T: Transport> Client<T> {
    /// The query's answer for all neurons that fit. `progress` hears for how many of them there are answers.
    pub(super) async fn ask_of_bodies(
        &self,
        neurons: &NeuronCriteria,
        query: BodyQuery<'_>,
        batch_size: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Table, Error> {
        let bodies = self.bodies(neurons).await?;
        let batches = Batches { bodies: &bodies, size: batch_size, concurrency: self.concurrency() };
        let ask = |some: &[i64]| {
            let mut cypher = [query.head, "\nWHERE "].concat();
            cypher.push_str("n.bodyId IN ");
            push_list(&mut cypher, some);
            for condition in query.conditions {
                cypher.push_str(" AND ");
                cypher.push_str(condition);
            }
            cypher.push('\n');
            cypher.push_str(query.tail);
            cypher
        };
        let table = batches.ask(self, &ask, progress).await?;
        expect_columns(&table, query.columns)?;
        Ok(table)
    }
}

/// That rows are as wide as they were asked for.
pub(super) fn expect_columns(table: &Table, columns: usize) -> Result<(), Error> {
    if table.rows() == 0 || table.columns().len() == columns {
        return Ok(());
    }
    let problem = format!("{columns} columns were asked for, not {}", table.columns().len());
    Err(Error::InvalidAnswer { path: custom::PATH.into(), problem })
}

/// A list of numbers.
pub(super) fn push_list(out: &mut String, bodies: &[i64]) {
    for (at, body) in bodies.iter().enumerate() {
        out.push_str(if at > 0 { ", " } else { "[" });
        out.push_str(&body.to_string());
    }
    out.push_str(if bodies.is_empty() { "[]" } else { "]" });
}
