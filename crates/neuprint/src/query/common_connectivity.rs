//! The partners that all neurons of a set have in common.

use std::collections::HashMap;

use neuprint_table::{Table, sort_by};

use super::connections::ConnectionOptions;
use super::rows;
use crate::client::Client;
use crate::criteria::NeuronCriteria;
use crate::error::Error;
use crate::transport::Transport;

/// On which side partners are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// Neurons that connect to the given ones.
    #[default]
    Upstream,
    /// Neurons that the given ones connect to.
    Downstream,
}

impl<T: Transport> Client<T> {
    /// The connections of those partners that have one with every neuron of the set: the columns of
    /// [`Client::simple_connections`]. Neurons of the set without any connection do not count.
    ///
    /// # Errors
    /// Those of [`Client::simple_connections`].
    pub async fn common_connectivity(
        &self,
        criteria: &NeuronCriteria,
        direction: Direction,
        options: &ConnectionOptions,
    ) -> Result<Table, Error> {
        let all = NeuronCriteria::default();
        let (upstream, downstream, own, partner) = match direction {
            Direction::Upstream => (&all, criteria, "bodyId_post", "bodyId_pre"),
            Direction::Downstream => (criteria, &all, "bodyId_pre", "bodyId_post"),
        };
        let table = self.simple_connections(upstream, downstream, options).await?;
        let bodies = |name: &str| {
            let column = rows::column(&table, name)?;
            Ok::<_, Error>((0..table.rows()).map(|row| rows::integer(column.cell(row))).collect::<Vec<_>>())
        };
        let mut set = bodies(own)?;
        sort_by(&mut set, &Ord::cmp);
        set.dedup();
        let partners = bodies(partner)?;
        let mut connections: HashMap<Option<i64>, usize> = HashMap::new();
        for body in &partners {
            *connections.entry(*body).or_default() += 1;
        }
        Ok(table.filter(|row| connections.get(&partners[row]) == Some(&set.len())))
    }
}
