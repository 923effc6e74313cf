//! Names of a dataset with which examples have something to show, asked of it with two small queries.

use std::collections::HashMap;

use neuprint::table::{Cell, Table};
use neuprint::{Client, Transport};

use super::failure;
use super::schema::{ask_table, text};
use crate::examples::Landmarks;
use crate::messages::Failure;

/// Some connections between neurons with types. A server stops when it has found them.
const CONNECTIONS: &str = "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) \
     WHERE c.weight >= 5 AND a.type IS NOT NULL AND b.type IS NOT NULL \
     RETURN b.type AS type, b.bodyId AS body, a.type AS partner LIMIT 500";

/// Names of the open dataset; `None` if it has no connections between neurons with types.
pub(super) async fn ask<T: Transport>(client: &Client<T>) -> Result<Option<Landmarks>, Failure> {
    let found = ask_table(client, CONNECTIONS).await.map_err(failure::of_client)?;
    let Some(neuron_type) = most_frequent(&found, 0, None) else { return Ok(None) };
    let of_type = Some(neuron_type.as_str());
    let partner = most_frequent(&found, 2, of_type).unwrap_or_else(|| neuron_type.clone());
    let body = (0..found.rows()).find(|row| text(&found, *row, 0) == of_type).and_then(|row| body(&found, row));
    let Some(body) = body else { return Ok(None) };
    let meta = client.meta().await.map_err(failure::of_client)?;
    let primary = meta.primary_rois();
    let roi = match busiest_roi(client, body, &primary).await {
        Some(roi) => roi,
        None => primary.into_iter().next().unwrap_or_default(),
    };
    Ok(Some(Landmarks { neuron_type, partner, roi, body }))
}

/// The most frequent text of a column, among the rows of one type if it is given; of several the first by name.
fn most_frequent(table: &Table, column: usize, of_type: Option<&str>) -> Option<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for row in (0..table.rows()).filter(|row| of_type.is_none() || text(table, *row, 0) == of_type) {
        *counts.entry(text(table, row, column)?).or_default() += 1;
    }
    counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0))).map(|(text, _)| text.to_owned())
}

fn body(table: &Table, row: usize) -> Option<u64> {
    match (table.columns().len() > 1).then(|| table.cell(row, 1))? {
        Cell::Int(body) => u64::try_from(body).ok(),
        Cell::UInt(body) => Some(body),
        _ => None,
    }
}

/// The primary ROI in which a neuron has most synapses.
async fn busiest_roi<T: Transport>(client: &Client<T>, body: u64, primary: &[String]) -> Option<String> {
    let query = format!("MATCH (n:Neuron) WHERE n.bodyId = {body} RETURN n.roiInfo AS roiInfo");
    // The examples about a region show less without it, which is no reason to have none at all.
    let table = ask_table(client, &query).await.ok().filter(|table| table.rows() > 0)?;
    let info: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text(&table, 0, 0)?).ok()?;
    let sites = |roi: &String| {
        let of = info.get(roi)?;
        Some(["pre", "post"].into_iter().filter_map(|kind| of.get(kind)?.as_u64()).sum::<u64>())
    };
    primary.iter().filter_map(|roi| Some((sites(roi)?, roi))).max_by_key(|found| found.0).map(|(_, roi)| roi.clone())
}
