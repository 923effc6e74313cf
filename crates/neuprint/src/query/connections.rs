//! Connections between two sets of neurons, one row each.

use neuprint_table::{Column, Table};

use super::weights::Weights;
use super::{roi_info, rows};
use crate::client::Client;
use crate::criteria::{Matches, NeuronCriteria, check_rois};
use crate::cypher::name;
use crate::error::Error;
use crate::transport::Transport;

/// What is wanted of connections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectionOptions {
    /// Only connections with synapses in one of these.
    pub rois: Vec<String>,
    /// At least so many synapses. At least 1: a weight of 0 stands for uncertain synapses only.
    pub min_weight: i64,
    /// Properties of both neurons, as columns `…_pre` and `…_post`.
    pub properties: Vec<String>,
    /// Further counts of the connection.
    pub weights: Weights,
}

impl Default for ConnectionOptions {
    fn default() -> Self {
        let properties = ["type", "instance"].map(str::to_owned).to_vec();
        Self { rois: Vec::new(), min_weight: 1, properties, weights: Weights::All }
    }
}

impl<T: Transport> Client<T> {
    /// Connections from the upstream neurons to the downstream neurons: `bodyId_pre`, `bodyId_post`, `weight`, further
    /// weights, the properties, and `conn_roiInfo`, a map. The strongest come first.
    ///
    /// One request: for large sets of neurons there is [`Client::adjacencies`].
    ///
    /// # Errors
    /// [`Error::Criteria`] for unknown ROIs and weights; whatever the server refuses.
    pub async fn simple_connections(
        &self,
        upstream: &NeuronCriteria,
        downstream: &NeuronCriteria,
        options: &ConnectionOptions,
    ) -> Result<Table, Error> {
        let meta = self.meta().await?;
        check_rois("rois", &options.rois, &meta)?;
        upstream.check(&meta)?;
        downstream.check(&meta)?;
        let weights = self.further_weights(&options.weights).await?;
        let table = self.query(&cypher(upstream, downstream, &weights, options)).await?;
        let infos = rows::column(&table, "conn_roiInfo")?;
        let mut kept = Vec::new();
        for row in 0..table.rows() {
            if options.rois.is_empty() {
                kept.push(row);
                continue;
            }
            let info = roi_info::read(infos.cell(row))?;
            if options.rois.iter().any(|roi| info.contains_key(roi)) {
                kept.push(row);
            }
        }
        let chosen = |column: &Column| {
            let mut chosen = Column::new(column.name());
            kept.iter().for_each(|row| chosen.push(column.cell(*row)));
            if column.name() == "conn_roiInfo" { roi_info::as_maps(&chosen) } else { Ok(chosen) }
        };
        rows::table(table.columns().iter().map(chosen).collect::<Result<_, _>>()?)
    }
}

fn cypher(
    upstream: &NeuronCriteria,
    downstream: &NeuronCriteria,
    weights: &[&str],
    options: &ConnectionOptions,
) -> String {
    let matches = Matches(vec![("n", upstream), ("m", downstream)]);
    let mut returned =
        vec!["n.bodyId AS bodyId_pre".to_owned(), "m.bodyId AS bodyId_post".into(), "e.weight AS weight".into()];
    returned.extend(weights.iter().map(|weight| format!("coalesce(e.{weight}, 0) AS {weight}")));
    for property in &options.properties {
        for (variable, end) in [("n", "pre"), ("m", "post")] {
            let column = name(&format!("{property}_{end}"));
            returned.push(if property == "roiInfo" {
                format!("apoc.convert.fromJsonMap({variable}.roiInfo) AS {column}")
            } else {
                format!("{variable}.{} AS {column}", name(property))
            });
        }
    }
    returned.push("e.roiInfo AS conn_roiInfo".into());
    format!(
        "{}MATCH {}-[e:ConnectsTo]->{}\n{}RETURN {}\nORDER BY e.weight DESC, n.bodyId, m.bodyId",
        matches.with(&[]),
        upstream.pattern("n"),
        downstream.pattern("m"),
        matches.conditions(&[format!("e.weight >= {}", options.min_weight.max(1))]),
        returned.join(", ")
    )
}
