//! Connections laid out one row per ROI.

use neuprint_table::{Cell, Column, Table, sort_by};

use super::AdjacencyOptions;
use crate::error::Error;
use crate::query::roi_info::{self, NOT_PRIMARY};
use crate::query::rows::{self, integer};

/// A connection in one ROI. The weights are `weight` and the further ones, in order.
struct Row {
    pre: i64,
    post: i64,
    roi: String,
    weights: Vec<i64>,
}

/// The connections as the server sent them, without ROIs, by bodyIds.
pub(super) fn totals(raw: &Table, weights: &[&str]) -> Result<Table, Error> {
    let mut rows = read(raw, weights)?;
    sort_by(&mut rows, &|(_, a), (_, b)| (a.pre, a.post).cmp(&(b.pre, b.post)));
    let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    table(&rows, weights, &vec![true; weights.len()], false)
}

/// One row per connection and ROI; see [`Adjacencies::connections`](super::Adjacencies).
pub(super) fn by_roi(
    raw: &Table,
    weights: &[&str],
    primary: &[String],
    options: &AdjacencyOptions,
) -> Result<Table, Error> {
    let mut counted = vec![false; weights.len()];
    let mut rows = Vec::new();
    let infos = if raw.rows() > 0 { Some(rows::column(raw, "roiInfo")?) } else { None };
    for (at, total) in read(raw, weights)? {
        let info = infos.map_or(Ok(serde_json::Map::new()), |infos| roi_info::read(infos.cell(at)))?;
        let mut outside = total.weights.clone();
        let mut connection = Vec::new();
        for (roi, counts) in &info {
            for (seen, weight) in counted.iter_mut().zip(weights) {
                *seen |= counts.get(*weight).is_some();
            }
            // A connection's synapses are counted where they arrive.
            let here: Vec<i64> =
                std::iter::once(&"post").chain(weights).map(|name| roi_info::count(counts, name)).collect();
            let is_primary = primary.binary_search(roi).is_ok();
            if is_primary {
                outside.iter_mut().zip(&here).for_each(|(rest, count)| *rest -= count);
            }
            if is_primary || options.include_nonprimary {
                connection.push(Row { pre: total.pre, post: total.post, roi: roi.clone(), weights: here });
            }
        }
        connection.push(Row { pre: total.pre, post: total.post, roi: NOT_PRIMARY.into(), weights: outside });
        if !options.rois.is_empty() {
            connection.retain(|row| options.rois.contains(&row.roi));
        }
        // ROIs that overlap cannot be added up; then the connection's own weight is its total.
        let whole = if options.rois.is_empty() || options.include_nonprimary {
            total.weights[0]
        } else {
            connection.iter().map(|row| row.weights[0]).sum()
        };
        if whole >= options.min_total_weight {
            rows.extend(connection.into_iter().filter(|row| row.weights[0] >= options.min_roi_weight.max(1)));
        }
    }
    sort_by(&mut rows, &|a, b| {
        (a.pre, a.post, -a.weights[0]).cmp(&(b.pre, b.post, -b.weights[0])).then_with(|| a.roi.cmp(&b.roi))
    });
    table(&rows, weights, &counted, true)
}

/// The rows of the server's answer with their places in it.
fn read(raw: &Table, weights: &[&str]) -> Result<Vec<(usize, Row)>, Error> {
    if raw.rows() == 0 {
        return Ok(Vec::new());
    }
    let (pre, post) = (rows::column(raw, "bodyId_pre")?, rows::column(raw, "bodyId_post")?);
    let columns =
        std::iter::once(&"weight").chain(weights).map(|name| rows::column(raw, name)).collect::<Result<Vec<_>, _>>()?;
    let mut rows = Vec::with_capacity(raw.rows());
    for at in 0..raw.rows() {
        let (Some(pre), Some(post)) = (integer(pre.cell(at)), integer(post.cell(at))) else { continue };
        let weights = columns.iter().map(|column| integer(column.cell(at)).unwrap_or(0)).collect();
        rows.push((at, Row { pre, post, roi: String::new(), weights }));
    }
    Ok(rows)
}

fn table(rows: &[Row], weights: &[&str], counted: &[bool], with_roi: bool) -> Result<Table, Error> {
    let mut columns = vec![
        rows::integers("bodyId_pre", rows.iter().map(|row| row.pre)),
        rows::integers("bodyId_post", rows.iter().map(|row| row.post)),
    ];
    if with_roi {
        let mut roi = Column::new("roi");
        rows.iter().for_each(|row| roi.push(Cell::Text(&row.roi)));
        columns.push(roi);
    }
    columns.push(rows::integers("weight", rows.iter().map(|row| row.weights[0])));
    for (at, name) in weights.iter().enumerate().filter(|(at, _)| counted[*at]) {
        columns.push(rows::integers(name, rows.iter().map(|row| row.weights[at + 1])));
    }
    rows::table(columns)
}
