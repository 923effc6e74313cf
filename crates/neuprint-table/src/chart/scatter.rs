//! Rows as points, on a raster as fine as they are drawn: a million of them are no more to hand over than a picture.

use super::Scale;
use super::categories::{Categories, categories};
use super::left_out::{AxisColumn, LeftOut, each_number, extent};
use crate::column::{Column, Rows};
use crate::number::Number;

/// Cells of a raster at most.
const CELLS: usize = 1 << 20;
/// A row that has no place on an axis.
const NONE: u16 = u16::MAX;

/// Two columns of numbers as axes, and whether these are logarithmic.
#[derive(Debug, Clone, Copy)]
pub struct Axes<'c> {
    /// Along the horizontal axis.
    pub x: (&'c Column, bool),
    /// Along the vertical axis.
    pub y: (&'c Column, bool),
}

/// Points, counted by the cells of a raster.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scatter {
    /// The smallest and the largest number along the horizontal axis, and along the vertical one.
    pub ends: [Option<(Number, Number)>; 2],
    /// The cells that have points, from the lowest row of cells to the highest: which cell, counted from the left end of the
    /// lowest row; how many points; the place of the first of them among the rows.
    pub cells: Vec<[u32; 3]>,
    /// Per such cell, which category most of its points have; empty without categories.
    pub colours: Vec<u8>,
    /// The values that have colours.
    pub categories: Option<Categories>,
    /// How many points there are.
    pub points: usize,
    /// Rows that are no points.
    pub left_out: LeftOut,
}

/// Draws some rows (row indices), or all, on a raster of `width` × `height` cells whose outermost ones hold the axes' ends.
/// `colour`: a column whose most frequent values have colours, and how many of them.
///
/// # Panics
/// If there is no such row.
pub fn scatter(
    axes: Axes<'_>,
    colour: Option<(&Column, usize)>,
    rows: Option<&[u32]>,
    (width, height): (usize, usize),
) -> Scatter {
    let rows = Rows { order: rows, range: 0..rows.map_or(axes.x.0.len(), <[u32]>::len) };
    let (width, height) = (width.clamp(1, 4096), height.clamp(1, 4096));
    let height = height.min(CELLS / width);
    let (x, x_ends, x_out) = steps(AxisColumn::new(axes.x.0, axes.x.1), &rows, width);
    let has_x = |place: usize| x[place] != NONE;
    let (y, y_ends, y_out) = steps(AxisColumn { of: &has_x, ..AxisColumn::new(axes.y.0, axes.y.1) }, &rows, height);
    let colours = colour.map(|(column, most)| categories(column, &rows, most));
    let mut cells = vec![[0_u32; 2]; width * height];
    let mut points = 0;
    for (place, (x, y)) in x.iter().zip(&y).enumerate() {
        if *x == NONE || *y == NONE {
            continue;
        }
        points += 1;
        let cell = &mut cells[usize::from(*y) * width + usize::from(*x)];
        if cell[0] == 0 {
            cell[1] = place as u32;
        }
        cell[0] += 1;
    }
    let mut scatter = Scatter { ends: [x_ends, y_ends], points, ..Scatter::default() };
    scatter.left_out = x_out.and(y_out);
    let filled = cells.iter().zip(0..).filter(|(cell, _)| cell[0] > 0);
    scatter.cells = filled.map(|(cell, at)| [at, cell[0], cell[1]]).collect();
    if let Some((categories, of)) = colours {
        let each = categories.values.len() + usize::from(categories.others.0 > 0);
        // Which of the cells that have points each one is.
        let mut dense = cells;
        scatter.cells.iter().zip(0..).for_each(|(cell, at)| dense[cell[0] as usize][1] = at);
        let mut counts = vec![0_u32; scatter.cells.len() * each];
        for (place, (x, y)) in x.iter().zip(&y).enumerate() {
            if *x != NONE && *y != NONE {
                let at = dense[usize::from(*y) * width + usize::from(*x)][1] as usize;
                counts[at * each + usize::from(of[place])] += 1;
            }
        }
        let most = |counts: &[u32]| {
            let best = (0..counts.len()).fold(0, |best, at| if counts[at] > counts[best] { at } else { best });
            best as u8
        };
        scatter.colours = counts.chunks(each.max(1)).map(most).collect();
        scatter.categories = Some(categories);
    }
    scatter
}

/// A column's ends.
type Ends = Option<(Number, Number)>;

/// For each row its step along an axis of so many.
fn steps(axis: AxisColumn<'_>, rows: &Rows<'_>, count: usize) -> (Vec<u16>, Ends, LeftOut) {
    let mut steps = vec![NONE; rows.range.len()];
    let (ends, left_out) = extent(axis, rows);
    if let Some((low, high)) = ends {
        let scale = Scale::new(low, high, axis.log);
        let most = (count - 1) as f64;
        each_number(axis, rows, &mut |place, number| {
            let at = scale.map_or(0.5, |scale| scale.place(number));
            steps[place] = (at.clamp(0.0, 1.0) * most).round() as u16;
        });
    }
    (steps, ends, left_out)
}
