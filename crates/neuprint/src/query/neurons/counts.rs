//! The synapses of neurons per ROI, as a table.

use neuprint_table::{Cell, Column, Table, sort_by};
use serde_json::{Map, Value};

use crate::error::Error;
use crate::meta::Meta;
use crate::query::roi_info::{NOT_PRIMARY, count};
use crate::query::rows::{self, integer};

/// What neurons count per ROI.
const COUNTS: [&str; 6] = ["pre", "post", "downstream", "upstream", "mito", "soma"];

/// One row per neuron and ROI where anything is counted; see [`Neurons::roi_counts`](super::Neurons).
pub(super) fn table(columns: &[Column], infos: &[Map<String, Value>], meta: &Meta) -> Result<Table, Error> {
    let primary = meta.primary_rois();
    let find = |name: &str| columns.iter().find(|column| column.name() == name);
    let Some(bodies) = find("bodyId") else { return Ok(Table::default()) };
    let totals: Vec<(&str, &Column)> = COUNTS.iter().filter_map(|name| Some((*name, find(name)?))).collect();

    let mut rows: Vec<(Option<i64>, &str, Vec<i64>)> = Vec::new();
    for (row, info) in infos.iter().enumerate() {
        let body = integer(bodies.cell(row));
        let mut outside: Vec<i64> = totals.iter().map(|(_, total)| integer(total.cell(row)).unwrap_or(0)).collect();
        for (roi, counts) in info {
            let counts: Vec<i64> = totals.iter().map(|(name, _)| count(counts, name)).collect();
            if primary.binary_search(roi).is_ok() {
                outside.iter_mut().zip(&counts).for_each(|(rest, count)| *rest -= count);
            }
            rows.push((body, roi, counts));
        }
        rows.push((body, NOT_PRIMARY, outside));
    }
    rows.retain(|(.., counts)| counts.iter().any(|count| *count != 0));
    sort_by(&mut rows, &|a, b| (a.0, a.1).cmp(&(b.0, b.1)));

    let mut body = Column::new("bodyId");
    let mut roi = Column::new("roi");
    for row in &rows {
        body.push(row.0.map_or(Cell::Null, Cell::Int));
        roi.push(Cell::Text(row.1));
    }
    let counts =
        totals.iter().enumerate().map(|(at, (name, _))| rows::integers(name, rows.iter().map(|row| row.2[at])));
    rows::table([body, roi].into_iter().chain(counts).collect())
}
