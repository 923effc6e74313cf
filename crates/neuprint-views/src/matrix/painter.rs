//! Drawing the cells in sight, and the heads that stay in sight.

use std::ops::Range;

use neuprint_worker::messages::MatrixValue;
use web_sys::CanvasRenderingContext2d;

use super::cells::{Cells, written};
use super::sheet::Place;
use super::tint::strength;
use crate::graph::{Theme, font, width_of};

/// The least distance of names, in CSS pixels.
const LINE: f64 = 13.0;

/// Sizes in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Geometry {
    /// The width and height of a cell.
    pub(super) cell: [f64; 2],
    /// The width of the rows' names and the height of the columns'.
    pub(super) head: [f64; 2],
    /// The size of what is in sight.
    pub(super) view: [f64; 2],
}

/// What is drawn.
pub(super) struct Painting<'c> {
    pub(super) cells: &'c Cells,
    pub(super) geometry: Geometry,
    pub(super) scroll: [f64; 2],
    pub(super) value: MatrixValue,
    pub(super) largest: f64,
    pub(super) active: Place,
    pub(super) pointed: Option<Place>,
}

impl Geometry {
    /// The cell at a place of what is in sight.
    pub(super) fn at(&self, at: [f64; 2], scroll: [f64; 2], cells: &Cells) -> Option<Place> {
        if at[0] < self.head[0] || at[1] < self.head[1] {
            return None;
        }
        let [column, row] = [0, 1].map(|axis| ((at[axis] - self.head[axis] + scroll[axis]) / self.cell[axis]) as usize);
        (row < cells.rows.len() && column < cells.columns.len()).then_some(Place { row, column })
    }

    /// The rows (1) or columns (0) in sight.
    fn in_sight(&self, axis: usize, scroll: f64, count: usize) -> Range<usize> {
        let first = (scroll / self.cell[axis]) as usize;
        let last = ((scroll + self.view[axis] - self.head[axis]) / self.cell[axis]).ceil().max(0.0) as usize;
        first.min(count)..last.min(count)
    }
}

impl Painting<'_> {
    /// Draws everything.
    pub(super) fn paint(&self, context: &CanvasRenderingContext2d, theme: &Theme) {
        let Geometry { cell, head, view } = self.geometry;
        let rows = self.geometry.in_sight(1, self.scroll[1], self.cells.rows.len());
        let columns = self.geometry.in_sight(0, self.scroll[0], self.cells.columns.len());
        let x = |column: usize| head[0] + column as f64 * cell[0] - self.scroll[0];
        let y = |row: usize| head[1] + row as f64 * cell[1] - self.scroll[1];
        context.set_global_alpha(1.0);
        context.clear_rect(0.0, 0.0, view[0], view[1]);
        let gap = if cell[0] >= 12.0 { 1.0 } else { 0.0 };
        context.set_font(&font(&theme.family, false));
        context.set_text_align("center");
        context.set_text_baseline("middle");
        let has_text = cell[0] >= 30.0 && cell[1] >= LINE;
        for row in rows.clone() {
            for column in columns.clone() {
                let Some(edge) = self.cells.edge(row, column) else { continue };
                let shown = self.cells.value(edge, self.value);
                let text = if has_text { written(shown, self.value) } else { String::new() };
                let fits = !text.is_empty() && width_of(&text) <= cell[0];
                context.set_global_alpha(strength(shown, self.largest, self.value, has_text));
                context.set_fill_style_str(&theme.accent);
                context.fill_rect(x(column), y(row), cell[0] - gap, cell[1] - gap);
                if fits {
                    context.set_global_alpha(1.0);
                    context.set_fill_style_str(&theme.text);
                    // What cannot be drawn is missing; there is nothing else to do.
                    let _ = context.fill_text(&text, x(column) + cell[0] / 2.0, y(row) + cell[1] / 2.0);
                }
            }
        }
        context.set_global_alpha(1.0);
        self.outline(context, theme, self.active, (x(self.active.column), y(self.active.row)), 2.0);
        if let Some(pointed) = self.pointed {
            self.outline(context, theme, pointed, (x(pointed.column), y(pointed.row)), 1.0);
        }
        self.heads(context, theme, rows, columns);
    }

    fn outline(&self, context: &CanvasRenderingContext2d, theme: &Theme, _: Place, (x, y): (f64, f64), width: f64) {
        context.set_stroke_style_str(&theme.accent);
        context.set_line_width(width);
        context.stroke_rect(x - 0.5, y - 0.5, self.geometry.cell[0], self.geometry.cell[1]);
    }

    fn heads(&self, context: &CanvasRenderingContext2d, theme: &Theme, rows: Range<usize>, columns: Range<usize>) {
        let Geometry { cell, head, view } = self.geometry;
        context.set_fill_style_str(&theme.background);
        context.fill_rect(0.0, 0.0, head[0], view[1]);
        context.fill_rect(0.0, 0.0, view[0], head[1]);
        let chosen = self.pointed.unwrap_or(self.active);
        let step = |size: f64| (LINE / size).ceil().max(1.0) as usize;
        context.set_text_baseline("middle");
        context.set_text_align("right");
        let named = |of: Range<usize>, step: usize, chosen: usize| of.filter(move |at| at % step == 0 || *at == chosen);
        for row in named(rows, step(cell[1]), chosen.row) {
            let y = head[1] + (row as f64 + 0.5) * cell[1] - self.scroll[1];
            if y > head[1] {
                let label = self.cells.net.label(self.cells.rows[row]);
                self.name(context, theme, &label, [head[0] - 6.0, y], head[0] - 10.0, row == chosen.row);
            }
        }
        context.set_text_align("left");
        for column in named(columns, step(cell[0]), chosen.column) {
            let x = head[0] + (column as f64 + 0.5) * cell[0] - self.scroll[0];
            if x > head[0] {
                context.save();
                let label = self.cells.net.label(self.cells.columns[column]);
                // Both fail for numbers that are none.
                let _ = context.translate(x, head[1] - 6.0);
                let _ = context.rotate(-std::f64::consts::FRAC_PI_2);
                self.name(context, theme, &label, [0.0, 0.0], head[1] - 10.0, column == chosen.column);
                context.restore();
            }
        }
        // The names that come next to the corner reach half a line into it.
        context.set_fill_style_str(&theme.line);
        context.set_text_align("right");
        let _ = context.fill_text("from ↓  to →", head[0] - LINE, head[1] - 1.2 * LINE);
    }

    fn name(
        &self,
        context: &CanvasRenderingContext2d,
        theme: &Theme,
        label: &str,
        at: [f64; 2],
        room: f64,
        is_chosen: bool,
    ) {
        // A name over others, where not all have room.
        if is_chosen {
            context.set_font(&font(&theme.family, true));
            context.set_stroke_style_str(&theme.background);
            context.set_line_width(5.0);
            let _ = context.stroke_text_with_max_width(label, at[0], at[1], room);
        }
        context.set_fill_style_str(&theme.text);
        let _ = context.fill_text_with_max_width(label, at[0], at[1], room);
        if is_chosen {
            context.set_font(&font(&theme.family, false));
        }
    }
}
