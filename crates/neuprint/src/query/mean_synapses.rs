//! Where the synapses of neurons are on average.

use neuprint_table::{Column, Table};

use super::batch::Progress;
use super::bodies::BodyQuery;
use super::growing_table::fraction;
use super::rows;
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
    /// [`Error::Criteria`] for a ROI that the dataset does not have; [`Error::Incomplete`] with what was answered before;
    /// whatever the server refuses.
    pub async fn mean_synapses(
        &self,
        neurons: &NeuronCriteria,
        synapses: &SynapseCriteria,
        options: MeanSynapseOptions,
        progress: &mut Progress<'_>,
    ) -> Result<Table, Error> {
        let meta = self.meta().await?;
        let shown = synapses.shown_rois(&meta)?;
        let wanted = synapses.rois();
        let rois = options.by_roi.then_some(if wanted.is_empty() { &shown[..] } else { wanted });
        let names: &[&str] = match rois {
            Some(_) => &["bodyId", "roi", "type", "count", "x", "y", "z", "confidence"],
            None => &["bodyId", "type", "count", "x", "y", "z", "confidence"],
        };
        let query = BodyQuery {
            head: "MATCH (n:Segment)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse)",
            conditions: &synapses.conditions("s", &meta),
            tail: &tail(rois),
            columns: names.len(),
        };
        let table = self.ask_of_bodies(neurons, query, options.batch_size, progress).await?;
        let means = names.len() - 4;
        let column = |(at, name): (usize, &&str)| {
            let mut column = Column::new(*name);
            for row in 0..table.rows() {
                let cell = table.cell(row, at);
                column.push(if at < means { cell } else { fraction(cell) });
            }
            column
        };
        rows::table(names.iter().enumerate().map(column).collect())
    }
}

/// What is to be computed of the synapses `s` of bodies `n`.
fn tail(rois: Option<&[String]>) -> String {
    let mut out = String::from("WITH DISTINCT n, s\n");
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
