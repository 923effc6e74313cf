//! A number over another, or over the rows in their order, as a line.
//!
//! Where there are more points than a picture can show, each of its columns keeps its first, lowest, highest and last one:
//! drawn on that many columns, the line has the same pixels as that of all points (M4: Jugel, Jerzak, Hackenbroich, Markl,
//! VLDB 2014).

use super::Scale;
use super::left_out::{AxisColumn, LeftOut, each_number, extent};
use crate::column::{Column, Rows};
use crate::number::Number;
use crate::radix::sort_places_by;
use crate::sort::keys;

/// A line from left to right.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// The smallest and the largest number along the horizontal axis, and along the vertical one.
    pub ends: [Option<(Number, Number)>; 2],
    /// Its points, or those that can be seen.
    pub points: Vec<LinePoint>,
    /// How many points there are in all.
    pub all: usize,
    /// Rows that are no points.
    pub left_out: LeftOut,
}

/// A point of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct LinePoint {
    /// From 0 (the low end of the horizontal axis) to 1.
    pub x: f32,
    /// From 0 (the low end of the vertical axis) to 1.
    pub y: f32,
    /// The place of its row among the rows.
    pub place: u32,
}

/// The line of some rows (row indices), or of all, as `width` columns show it. Without `x` the horizontal axis is the
/// places of the rows, from 1. Points of the same `x` stay in the rows' order.
///
/// # Panics
/// If there is no such row.
pub fn line(y: (&Column, bool), x: Option<(&Column, bool)>, rows: Option<&[u32]>, width: usize) -> Line {
    let rows = Rows { order: rows, range: 0..rows.map_or(y.0.len(), <[u32]>::len) };
    let mut across = vec![f64::NAN; rows.range.len()];
    let (x_ends, x_out) = match x {
        None => {
            let count = rows.range.len();
            let last = (count.max(2) - 1) as f64;
            across.iter_mut().enumerate().for_each(|(place, at)| *at = place as f64 / last);
            ((count > 0).then_some((Number::Whole(1), Number::Whole(count as i128))), LeftOut::default())
        }
        Some((column, log)) => {
            let x = AxisColumn::new(column, log);
            let (ends, out) = extent(x, &rows);
            if let Some(scale) = ends.and_then(|(low, high)| Scale::new(low, high, log)) {
                each_number(x, &rows, &mut |place, number| across[place] = scale.place(number));
            }
            (ends, out)
        }
    };
    let has_x = |place: usize| !across[place].is_nan();
    let y = AxisColumn { of: &has_x, ..AxisColumn::new(y.0, y.1) };
    let (y_ends, y_out) = extent(y, &rows);
    let mut points = Vec::new();
    if let Some(scale) = y_ends.and_then(|(low, high)| Scale::new(low, high, y.log)) {
        each_number(y, &rows, &mut |place, number| {
            points.push(LinePoint { x: across[place] as f32, y: scale.place(number) as f32, place: place as u32 });
        });
    }
    let (ends, left_out, all) = ([x_ends, y_ends], x_out.and(y_out), points.len());
    if let Some((column, _)) = x {
        points = in_order(column, &rows, &points);
    }
    let points = if all > 4 * width.max(1) { seen(&points, width.max(1)) } else { points };
    Line { ends, points, all, left_out }
}

/// The points by their numbers in a column.
fn in_order(column: &Column, rows: &Rows<'_>, points: &[LinePoint]) -> Vec<LinePoint> {
    let of_points: Vec<u32> =
        points.iter().map(|point| rows.order.map_or(point.place, |order| order[point.place as usize])).collect();
    let of_points = Rows { order: Some(&of_points), range: 0..points.len() };
    let Some(keys) = keys(column, &of_points) else { return points.to_vec() };
    let mut places: Vec<u32> = (0..points.len() as u32).collect();
    sort_places_by(&keys, &mut places, false);
    places.iter().map(|at| points[*at as usize]).collect()
}

/// The points that can be seen on so many columns.
fn seen(points: &[LinePoint], width: usize) -> Vec<LinePoint> {
    let column = |point: &LinePoint| ((f64::from(point.x) * width as f64) as usize).min(width - 1);
    let mut seen = Vec::with_capacity(4 * width);
    for run in points.chunk_by(|a, b| column(a) == column(b)) {
        let best = |is_better: fn(f32, f32) -> bool| {
            (0..run.len()).fold(0, |best, at| if is_better(run[at].y, run[best].y) { at } else { best })
        };
        let mut kept = [0, best(|a, b| a < b), best(|a, b| a > b), run.len() - 1];
        kept.sort_unstable();
        let mut last = usize::MAX;
        for at in kept {
            if at != std::mem::replace(&mut last, at) {
                seen.push(run[at]);
            }
        }
    }
    seen
}
