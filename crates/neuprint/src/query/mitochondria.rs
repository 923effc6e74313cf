//! The mitochondria of neurons.

use neuprint_table::{Cell, Table};

use super::batch::Progress;
use super::bodies::BodyQuery;
use super::growing_table::{self, GrowingTable};
use super::rows::is_in;
use crate::client::Client;
use crate::criteria::{MitoCriteria, NeuronCriteria, SynapseCriteria};
use crate::error::Error;
use crate::transport::Transport;

const COLUMNS: [&str; 10] = ["bodyId", "mitoType", "roi", "x", "y", "z", "size", "r0", "r1", "r2"];

const CLOSEST_COLUMNS: [&str; 16] = [
    "bodyId",
    "type",
    "roi",
    "x",
    "y",
    "z",
    "confidence",
    "mitoType",
    "distance",
    "size",
    "mx",
    "my",
    "mz",
    "r0",
    "r1",
    "r2",
];

impl<T: Transport> Client<T> {
    /// The mitochondria of neurons: `bodyId`, `mitoType`, `roi`, `x`, `y`, `z` and `size` (in voxels), `r0`, `r1`, `r2`.
    ///
    /// One in no ROI has a null there; with `primaryOnly: false` it has a row for each of its ROIs. Asked for
    /// `batch_size` neurons at a time; `progress` hears for how many there are answers, and of how many.
    ///
    /// # Errors
    /// [`Error::Criteria`] for a ROI that the dataset does not have; [`Error::Incomplete`] with what was answered before;
    /// whatever the server refuses.
    pub async fn mitochondria(
        &self,
        neurons: &NeuronCriteria,
        mitochondria: &MitoCriteria,
        batch_size: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Table, Error> {
        let meta = self.meta().await?;
        let shown = mitochondria.shown_rois(&meta)?;
        let query = BodyQuery {
            head: "MATCH (n:Segment)-[:Contains]->(:ElementSet)-[:Contains]->(m:Element {type: 'mitochondrion'})",
            conditions: &mitochondria.conditions("m"),
            tail: "RETURN n.bodyId AS bodyId, m.mitoType AS mitoType, m.location.x AS x, m.location.y AS y, m.location.z AS \
                   z, m.size AS size, m.r0 AS r0, m.r1 AS r1, m.r2 AS r2, apoc.map.removeKeys(properties(m), ['location', \
                   'type', 'mitoType', 'size', 'r0', 'r1', 'r2']) AS properties",
            columns: COLUMNS.len(),
        };
        let table = self.ask_of_bodies(neurons, query, batch_size, progress).await?;
        by_roi(&table, &COLUMNS, &shown)
    }

    /// The synapses of neurons, each with the mitochondrion that is closest to it within the neuron: `bodyId`, `type`,
    /// `roi`, `x`, `y`, `z`, `confidence`; then of the mitochondrion `mitoType`, `distance` (along the neuron, to its
    /// edge, in voxels), `size`, its centre `mx`, `my`, `mz`, and `r0`, `r1`, `r2`.
    ///
    /// Synapses without a mitochondrion nearby are **not** in the answer.
    ///
    /// # Errors
    /// [`Error::Criteria`] for a ROI that the dataset does not have; [`Error::Incomplete`] with what was answered before;
    /// whatever the server refuses.
    pub async fn synapses_and_closest_mitochondria(
        &self,
        neurons: &NeuronCriteria,
        synapses: &SynapseCriteria,
        batch_size: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Table, Error> {
        let meta = self.meta().await?;
        let shown = synapses.shown_rois(&meta)?;
        let query = BodyQuery {
            head: "MATCH (n:Segment)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse)-[c:CloseTo]->(m:Element {type: \
                   'mitochondrion'})",
            conditions: &synapses.conditions("s", &meta),
            // A presynapse is in one set for each partner.
            tail: "WITH DISTINCT n, s, m, c\nRETURN n.bodyId AS bodyId, s.type AS type, s.location.x AS x, s.location.y AS y, \
                   s.location.z AS z, s.confidence AS confidence, m.mitoType AS mitoType, c.distance AS distance, m.size AS \
                   size, m.location.x AS mx, m.location.y AS my, m.location.z AS mz, m.r0 AS r0, m.r1 AS r1, m.r2 AS r2, \
                   apoc.map.removeKeys(properties(s), ['location', 'confidence', 'type']) AS properties",
            columns: CLOSEST_COLUMNS.len(),
        };
        let table = self.ask_of_bodies(neurons, query, batch_size, progress).await?;
        by_roi(&table, &CLOSEST_COLUMNS, &shown)
    }
}

/// The rows of an answer with ROIs: the properties, which come last, become a row for each ROI, named in the third
/// column.
fn by_roi(table: &Table, columns: &[&str], shown: &[String]) -> Result<Table, Error> {
    let mut rows = GrowingTable::new(columns, &[]);
    let last = columns.len() - 1;
    for row in 0..table.rows() {
        let properties = growing_table::map(table.cell(row, last))?;
        let rois: Vec<&String> = properties.keys().filter(|name| is_in(shown, name)).collect();
        let each =
            if rois.is_empty() { vec![Cell::Null] } else { rois.into_iter().map(|roi| Cell::Text(roi)).collect() };
        for roi in each {
            let mut cells: Vec<Cell<'_>> = (0..last).map(|at| table.cell(row, at)).collect();
            cells.insert(2, roi);
            rows.push(&cells, &mut std::iter::empty());
        }
    }
    Ok(rows.finish())
}
