//! Connections: with roiInfo where a source has it, else with the antennal lobes' part of it.

use std::collections::BTreeMap;

use neuprint_cypher::Value;

use super::literal::{Counts, roi_info};
use super::neurons::{self, Neurons, ONTO_PROJECTION_NEURONS, ROOT, TARGETS};
use super::sources::Sources;
use crate::Failure;

/// One ConnectsTo relationship.
#[derive(Debug)]
pub(crate) struct Connection {
    pub(crate) pre: u64,
    pub(crate) post: u64,
    /// All synapses of the connection, or those of the antennal lobes if nothing else is known.
    pub(crate) weight: i64,
    pub(crate) rois: BTreeMap<String, Counts>,
}

impl Connection {
    /// As neuPrint names them.
    pub(crate) fn properties(&self) -> [(&'static str, Value); 2] {
        let mut json = serde_json::Map::new();
        for (roi, counts) in &self.rois {
            let mut entry = serde_json::Map::new();
            for (side, count) in [("pre", counts.pre), ("post", counts.post)] {
                entry.extend(count.map(|count| (side.to_owned(), count.into())));
            }
            json.insert(roi.clone(), entry.into());
        }
        let json = serde_json::Value::Object(json).to_string();
        [("weight", Value::Int(self.weight)), ("roiInfo", Value::text(json))]
    }
}

/// Reads all connections, sorted, and adds their ends' names and ROIs to the neurons.
pub(crate) fn read(sources: &Sources, neurons: &mut Neurons) -> Result<Vec<Connection>, Failure> {
    let mut connections = BTreeMap::new();
    antennal_lobe(sources, &mut connections)?;
    with_roi_info(sources, neurons, &mut connections)?;
    let connections: Vec<Connection> = connections.into_values().collect();
    for connection in &connections {
        for body in [connection.pre, connection.post] {
            neurons.entry(body).or_default().rois.extend(connection.rois.keys().cloned());
        }
    }
    Ok(connections)
}

/// Local neurons onto local neurons and onto projection neurons: a weight per antennal lobe, nothing else.
fn antennal_lobe(sources: &Sources, connections: &mut BTreeMap<(u64, u64), Connection>) -> Result<(), Failure> {
    let mut add = |pre: u64, post: u64, roi: &str, weight: i64| {
        let counts = Counts { pre: None, post: Some(weight) };
        let entry =
            connections.entry((pre, post)).or_insert(Connection { pre, post, weight: 0, rois: BTreeMap::new() });
        entry.weight += weight;
        match entry.rois.insert(roi.to_owned(), counts) {
            None => Ok(()),
            Some(_) => Err(format!("the sources give {pre} → {post} in {roi} twice")),
        }
    };
    for row in sources.fruitloops.table(&format!("{ROOT}LN_to_LN_full_report_with_metadata.csv"))? {
        let (pre, post) = (row.number("source_bodyId")?, row.number("target_bodyId")?);
        add(pre, post, row.text("roi")?, row.number("ln_synaptic_weight")?)?;
    }
    for path in sources.fruitloops.files(ONTO_PROJECTION_NEURONS, ".csv") {
        for row in sources.fruitloops.table(path)? {
            add(row.number("bodyId_pre")?, row.number("bodyId_post")?, row.text("roi")?, row.number("weight")?)?;
        }
    }
    Ok(())
}

/// Connections with their whole roiInfo. Where the antennal lobe's part is known too, it must be the same.
fn with_roi_info(
    sources: &Sources,
    neurons: &mut Neurons,
    connections: &mut BTreeMap<(u64, u64), Connection>,
) -> Result<(), Failure> {
    let tables = [
        "hemibrain_all_upstream_connections.csv",
        "mPN_input_glomeruli/hemibrain_mpn_bodies_targeting_both_all_upstream.csv",
    ];
    for table in tables {
        for row in sources.fruitloops.table(&format!("{TARGETS}{table}"))? {
            let (pre, post) = (row.number("bodyId_pre")?, row.number("bodyId_post")?);
            neurons::named(neurons.entry(pre).or_default(), &row, "_pre", pre)?;
            neurons::named(neurons.entry(post).or_default(), &row, "_post", post)?;
            let rois: BTreeMap<String, Counts> = roi_info(row.text("conn_roiInfo")?)?.into_iter().collect();
            let whole = Connection { pre, post, weight: row.number("weight")?, rois };
            let Some(part) = connections.insert((pre, post), whole) else { continue };
            for (roi, counts) in part.rois {
                let known = connections[&(pre, post)].rois.get(&roi).and_then(|counts| counts.post);
                if known != counts.post {
                    return Err(format!("the sources disagree about {pre} → {post} in {roi}"));
                }
            }
        }
    }
    Ok(())
}
