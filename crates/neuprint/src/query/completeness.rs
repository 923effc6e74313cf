//! How much of neurons' output goes to neurons that are done.

use neuprint_table::{Cell, Column, Table};

use super::batch::{Batches, Progress};
use super::rows::{self, integer};
use crate::client::Client;
use crate::criteria::{Matches, NeuronCriteria};
use crate::cypher::quote;
use crate::error::Error;
use crate::transport::Transport;

/// Neurons per request.
const BATCH: usize = 1000;

impl<T: Transport> Client<T> {
    /// For each neuron with output: `bodyId`, `total_weight`, `traced_weight`, `untraced_weight`, `completeness`.
    /// Output counts as traced where it reaches a neuron whose status or statusLabel is one of these, usually
    /// `Traced`.
    ///
    /// # Errors
    /// [`Error::Criteria`] for unknown ROIs; [`Error::Incomplete`]; whatever the server refuses.
    pub async fn output_completeness(
        &self,
        criteria: &NeuronCriteria,
        complete_statuses: &[impl AsRef<str>],
        progress: &mut Progress<'_>,
    ) -> Result<Table, Error> {
        let bodies = self.bodies(criteria).await?;
        let statuses: Vec<String> = complete_statuses.iter().map(|status| quote(status.as_ref())).collect();
        let statuses = format!("[{}]", statuses.join(", "));
        let batches = Batches { bodies: &bodies, size: BATCH, concurrency: self.concurrency() };
        let ask = |some: &[i64]| cypher(&criteria.only(some), &statuses);
        let sums = batches.ask(self, &ask, progress).await?;
        let sum = |name: &str| -> Vec<Option<i64>> {
            sums.column(name)
                .map_or_else(Vec::new, |column| (0..column.len()).map(|row| integer(column.cell(row))).collect())
        };
        let (ids, total, traced) = (sum("bodyId"), sum("total_weight"), sum("traced_weight"));
        let mut columns =
            ["bodyId", "total_weight", "traced_weight", "untraced_weight", "completeness"].map(Column::new);
        for row in 0..ids.len() {
            let (total, traced) = (total[row].unwrap_or(0), traced[row].unwrap_or(0));
            let cells = [
                ids[row].map_or(Cell::Null, Cell::Int),
                Cell::Int(total),
                Cell::Int(traced),
                Cell::Int(total - traced),
                if total == 0 { Cell::Null } else { Cell::Float(traced as f64 / total as f64) },
            ];
            columns.iter_mut().zip(cells).for_each(|(column, cell)| column.push(cell));
        }
        rows::table(columns.into())
    }

    /// The bodyIds of the neurons that fit, in order.
    pub(super) async fn bodies(&self, criteria: &NeuronCriteria) -> Result<Vec<i64>, Error> {
        if criteria.names_rois() {
            criteria.check(&*self.meta().await?)?;
        }
        let matches = Matches(vec![("n", criteria)]);
        let cypher = format!(
            "{}MATCH {}\n{}RETURN n.bodyId AS bodyId\nORDER BY bodyId",
            matches.with(&[]),
            criteria.pattern("n"),
            matches.conditions(&[])
        );
        let table = self.query(&cypher).await?;
        let column = rows::column(&table, "bodyId")?;
        Ok((0..column.len()).filter_map(|row| integer(column.cell(row))).collect())
    }
}

fn cypher(criteria: &NeuronCriteria, statuses: &str) -> String {
    let matches = Matches(vec![("n", criteria)]);
    format!(
        "{}MATCH {}-[e:ConnectsTo]->(m:Segment)\n{}WITH n.bodyId AS bodyId, e.weight AS weight, \
         (m.status IN {statuses} OR m.statusLabel IN {statuses}) AS complete\n\
         RETURN bodyId, sum(weight) AS total_weight, sum(CASE WHEN complete THEN weight ELSE 0 END) AS traced_weight\n\
         ORDER BY bodyId",
        matches.with(&[]),
        criteria.pattern("n"),
        matches.conditions(&[])
    )
}
