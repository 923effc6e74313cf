//! Where the synapses of neurons are on average.

use neuprint_table::{Column, Table};

use super::bodies::where_bodies;
use super::rows;
use crate::body_id::BodyId;
use crate::client::Client;
use crate::criteria::{NeuronCriteria, SynapseCriteria};
use crate::cypher;
use crate::error::Error;
use crate::transport::Transport;

/// How to average synapses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeanSynapseOptions {
    /// For each ROI apart. If not, over all of a neuron's synapses that fit the criteria.
    pub by_roi: bool,
    /// How many bodies to ask for at a time.
    pub batch_size: usize,
}

impl Default for MeanSynapseOptions {
    /// By ROI, a hundred bodies at a time.
    fn default() -> Self {
        Self { by_roi: true, batch_size: 100 }
    }
}

impl<T: Transport> Client<T> {
    /// How many synapses neurons have, and their mean position and confidence: `bodyId`, `roi` (if by ROI), `type`,
    /// `count`, `x`, `y`, `z` (in voxels), `confidence`.
    ///
    /// By ROI, synapses in none of the ROIs (the criteria's; else the primary ones, or all) are left out.
    ///
    /// # Errors
    /// [`Error::Criteria`] for a ROI that the dataset does not have; whatever the server refuses.
    pub async fn mean_synapses(
        &self,
        neurons: &NeuronCriteria,
        synapses: &SynapseCriteria,
        options: MeanSynapseOptions,
    ) -> Result<Table, Error> {
        let meta = self.meta().await?;
        let shown = synapses.shown_rois(&meta)?;
        let wanted = synapses.rois();
        let rois = options.by_roi.then_some(if wanted.is_empty() { &shown[..] } else { wanted });
        let conditions = synapses.conditions("s", &meta);
        let names: &[&str] = match rois {
            Some(_) => &["bodyId", "roi", "type", "count", "x", "y", "z", "confidence"],
            None => &["bodyId", "type", "count", "x", "y", "z", "confidence"],
        };
        let mut columns: Vec<Column> = names.iter().map(|name| Column::new(*name)).collect();
        let means = names.len() - 4;
        for bodies in self.bodies_of(neurons, &meta).await?.chunks(options.batch_size.max(1)) {
            let table = self.custom(&query(bodies, &conditions, rois), |_| {}).await?;
            for row in 0..table.rows() {
                for (at, column) in columns.iter_mut().enumerate() {
                    let cell = table.cell(row, at);
                    column.push(if at < means { cell } else { rows::fraction(cell) });
                }
            }
        }
        Ok(Table::of_columns(columns).unwrap_or_default())
    }
}

fn query(bodies: &[BodyId], conditions: &[String], rois: Option<&[String]>) -> String {
    let mut out = [
        "MATCH (n:Segment)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse)\n",
        &where_bodies("n", bodies, conditions),
        "WITH DISTINCT n, s\n",
    ]
    .concat();
    if let Some(rois) = rois {
        let rois: Vec<String> = rois.iter().map(|roi| cypher::quote(roi)).collect();
        out += &format!("UNWIND keys(s) AS roi\nWITH n, s, roi WHERE roi IN [{}]\n", rois.join(", "));
    }
    out += "RETURN n.bodyId AS bodyId, ";
    out += if rois.is_some() { "roi, " } else { "" };
    out += "s.type AS type, count(s) AS count, avg(s.location.x) AS x, avg(s.location.y) AS y, avg(s.location.z) AS z, \
            avg(s.confidence) AS confidence";
    out
}
