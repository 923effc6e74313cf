//! Which unfinished partners would complete neurons' output most.

use std::collections::HashMap;

use neuprint_table::{Cell, Column, Table, sort_by};

use super::adjacencies::{AdjacencyOptions, total_weights};
use super::batch::Progress;
use super::rows::{self, integer};
use super::weights::Weights;
use crate::client::Client;
use crate::criteria::NeuronCriteria;
use crate::error::Error;
use crate::transport::Transport;

impl<T: Transport> Client<T> {
    /// The downstream partners that are not done, the strongest first for each neuron: `bodyId_pre`, `bodyId_post`,
    /// `orphan_weight`, `status_post`, `statusLabel`, `total_weight`, `orig_traced_weight`, `orig_untraced_weight`,
    /// `orig_completeness`, and what the neuron's completeness would be if this orphan and those before it were done:
    /// `cum_orphan_weight`, `cum_completeness`.
    ///
    /// # Errors
    /// Those of [`Client::adjacencies`] and [`Client::output_completeness`].
    pub async fn downstream_orphan_tasks(
        &self,
        criteria: &NeuronCriteria,
        complete_statuses: &[impl AsRef<str>],
        progress: &mut Progress<'_>,
    ) -> Result<Table, Error> {
        let options = AdjacencyOptions {
            properties: ["status", "statusLabel"].map(str::to_owned).to_vec(),
            weights: Weights::Named(Vec::new()),
            omit_rois: true,
            ..AdjacencyOptions::default()
        };
        let segments = NeuronCriteria::of([("label", "Segment".into())])?;
        let found = self.adjacencies(criteria, &segments, &options, progress).await?;
        let completeness = self.output_completeness(criteria, complete_statuses, &mut |_, _| {}).await?;

        let rows_of = |table: &Table, name: &str| -> Result<HashMap<i64, usize>, Error> {
            let bodies = rows::column(table, name)?;
            Ok((0..table.rows()).filter_map(|row| Some((integer(bodies.cell(row))?, row))).collect())
        };
        let (partners, neurons) = (rows_of(&found.neurons, "bodyId")?, rows_of(&completeness, "bodyId")?);
        let (status, label) = (rows::column(&found.neurons, "status")?, rows::column(&found.neurons, "statusLabel")?);
        let is_complete =
            |cell: Cell<'_>| matches!(cell, Cell::Text(text) if complete_statuses.iter().any(|s| s.as_ref() == text));

        let mut connections = total_weights(&found.connections)?;
        sort_by(&mut connections, &|a, b| (a.0, -a.2, a.1).cmp(&(b.0, -b.2, b.1)));
        let mut columns = COLUMNS.map(Column::new);
        let mut sum = (None, 0);
        for (pre, post, weight) in connections {
            let partner = partners.get(&post).copied();
            let of_partner = |column: &'_ Column, row: usize| is_complete(column.cell(row));
            if partner.is_some_and(|row| of_partner(status, row) || of_partner(label, row)) {
                continue;
            }
            let orphans = if sum.0 == Some(pre) { sum.1 + weight } else { weight };
            sum = (Some(pre), orphans);
            let number = |at: usize| neurons.get(&pre).and_then(|row| integer(completeness.cell(*row, at)));
            let (total, traced, untraced) = (number(1), number(2), number(3));
            let share = |traced: i64| match total {
                Some(total) if total > 0 => Cell::Float(traced as f64 / total as f64),
                _ => Cell::Null,
            };
            let whole = |value: Option<i64>| value.map_or(Cell::Null, Cell::Int);
            let cells = [
                Cell::Int(pre),
                Cell::Int(post),
                Cell::Int(weight),
                partner.map_or(Cell::Null, |row| status.cell(row)),
                partner.map_or(Cell::Null, |row| label.cell(row)),
                whole(total),
                whole(traced),
                whole(untraced),
                share(traced.unwrap_or(0)),
                Cell::Int(orphans),
                share(traced.unwrap_or(0) + orphans),
            ];
            columns.iter_mut().zip(cells).for_each(|(column, cell)| column.push(cell));
        }
        rows::table(columns.into())
    }
}

const COLUMNS: [&str; 11] = [
    "bodyId_pre",
    "bodyId_post",
    "orphan_weight",
    "status_post",
    "statusLabel",
    "total_weight",
    "orig_traced_weight",
    "orig_untraced_weight",
    "orig_completeness",
    "cum_orphan_weight",
    "cum_completeness",
];
