//! The mitochondria of neurons.

use std::collections::BTreeSet;

use neuprint_table::{Cell, Table};

use super::bodies::where_bodies;
use super::rows::{self, Rows};
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
    /// One in no ROI has a null there; with `primaryOnly: false` it has a row for each of its
    /// ROIs.
    ///
    /// # Errors
    /// [`Error::Criteria`] for a ROI that the dataset does not have; whatever the server refuses.
    pub async fn mitochondria(
        &self,
        neurons: &NeuronCriteria,
        mitochondria: &MitoCriteria,
        batch_size: usize,
    ) -> Result<Table, Error> {
        let meta = self.meta().await?;
        let shown = mitochondria.shown_rois(&meta)?.into_iter().collect();
        let conditions = mitochondria.conditions("m");
        let mut rows = Rows::new(&COLUMNS, &[]);
        for bodies in self.bodies_of(neurons, &meta).await?.chunks(batch_size.max(1)) {
            let cypher = format!(
                "MATCH (n:Segment)-[:Contains]->(:ElementSet)-[:Contains]->(m:Element {{type: 'mitochondrion'}})\n{}RETURN n.bodyId AS bodyId, m.mitoType AS mitoType, m.location.x AS x, m.location.y AS y, \
                 m.location.z AS z, m.size AS size, m.r0 AS r0, m.r1 AS r1, m.r2 AS r2, apoc.map.removeKeys(properties(m), \
                 ['location', 'type', 'mitoType', 'size', 'r0', 'r1', 'r2']) AS properties",
                where_bodies("n", bodies, &conditions)
            );
            push(&mut rows, &self.custom(&cypher, |_| {}).await?, &shown)?;
        }
        Ok(rows.finish())
    }

    /// The synapses of neurons, each with the mitochondrion that is closest to it within the neuron: `bodyId`, `type`,
    /// `roi`, `x`, `y`, `z`, `confidence`; then of the mitochondrion `mitoType`, `distance` (along the neuron, to its
    /// edge, in voxels), `size`, its centre `mx`, `my`, `mz`, and `r0`, `r1`, `r2`.
    ///
    /// Synapses without a mitochondrion nearby are **not** in the answer.
    ///
    /// # Errors
    /// [`Error::Criteria`] for a ROI that the dataset does not have; whatever the server refuses.
    pub async fn synapses_and_closest_mitochondria(
        &self,
        neurons: &NeuronCriteria,
        synapses: &SynapseCriteria,
        batch_size: usize,
    ) -> Result<Table, Error> {
        let meta = self.meta().await?;
        let shown = synapses.shown_rois(&meta)?.into_iter().collect();
        let conditions = synapses.conditions("s", &meta);
        let mut rows = Rows::new(&CLOSEST_COLUMNS, &[]);
        for bodies in self.bodies_of(neurons, &meta).await?.chunks(batch_size.max(1)) {
            // A presynapse is in one set for each partner.
            let cypher = format!(
                "MATCH (n:Segment)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse)-[c:CloseTo]->(m:Element {{type: \
                 'mitochondrion'}})\n{}WITH DISTINCT n, s, m, c\nRETURN n.bodyId AS bodyId, s.type AS \
                 type, s.location.x AS x, s.location.y AS y, s.location.z AS z, s.confidence AS confidence, m.mitoType AS \
                 mitoType, c.distance AS distance, m.size AS size, m.location.x AS mx, m.location.y AS my, m.location.z \
                 AS mz, m.r0 AS r0, m.r1 AS r1, m.r2 AS r2, apoc.map.removeKeys(properties(s), ['location', 'confidence', 'type']) AS \
                 properties",
                where_bodies("n", bodies, &conditions)
            );
            push(&mut rows, &self.custom(&cypher, |_| {}).await?, &shown)?;
        }
        Ok(rows.finish())
    }
}

/// Adds the rows of an answer: the properties, which come last, become a row for each ROI, named in the third column.
fn push(rows: &mut Rows, table: &Table, shown: &BTreeSet<String>) -> Result<(), Error> {
    let last = table.columns().len().saturating_sub(1);
    for row in 0..table.rows() {
        let properties = rows::map(table.cell(row, last))?;
        let rois: Vec<&String> = properties.keys().filter(|name| shown.contains(*name)).collect();
        let each =
            if rois.is_empty() { vec![Cell::Null] } else { rois.into_iter().map(|roi| Cell::Text(roi)).collect() };
        for roi in each {
            let mut cells: Vec<Cell<'_>> = (0..last).map(|at| table.cell(row, at)).collect();
            cells.insert(2, roi);
            rows.push(&cells, &mut std::iter::empty());
        }
    }
    Ok(())
}
