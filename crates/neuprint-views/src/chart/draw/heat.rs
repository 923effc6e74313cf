//! A matrix as tinted cells.

use std::fmt::Write;

use neuprint_page::wording::counted;
use neuprint_worker::messages::CellText;

use super::{Frame, Subject};
use crate::chart::figure::{Along, Figure, Numbers, Place, Thing, ThingIs};
use crate::chart::markup::{Anchor, Paint, fixed, width};
use crate::chart::palette::{LEVELS, amount as colour};
use crate::chart::wording::{amount, cut, name, rows as rows_in_words};

/// Signs of a name beside a row, and above a column.
const NAME: usize = 20;
/// Rows and columns of the table of numbers at most.
const TABLE: usize = 50;
/// The least height of a row with a name.
const NAMED: f64 = 10.0;

/// Draws cells.
pub(super) fn draw(
    subject: Subject<'_>,
    (rows, columns): (&[CellText], &[CellText]),
    left_out: (u32, u32),
    rows_left_out: u32,
    cells: &[f64],
) -> Figure {
    let settings = subject.settings;
    let mut figure = subject.blank();
    let (row_names, column_names): (Vec<String>, Vec<String>) =
        (rows.iter().map(name).collect(), columns.iter().map(name).collect());
    let there = || cells.iter().copied().filter(|cell| cell.is_finite());
    let (low, high) =
        there().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), cell| (low.min(cell), high.max(cell)));
    let signs = NAME.min((subject.size.0 / 28.0) as usize);
    let longest = |names: &[String]| names.iter().map(|name| width(&cut(name, signs))).fold(0.0, f64::max);
    let mut frame = Frame::new(subject.size, &figure.title, None, (longest(&row_names) + 34.0).max(60.0));
    // Names of columns stand below, turned; the axis' own name below them.
    let below = longest(&column_names).min(subject.size.1 / 4.0);
    frame.plot.height = (frame.plot.height - below + 6.0).max(40.0);
    let Place { left, top, .. } = frame.plot;
    // Cells are no wider than they are needed, so that few are no barn doors.
    let wide = (frame.plot.width / columns.len().max(1) as f64).min(56.0);
    let tall = (frame.plot.height / rows.len().max(1) as f64).min(32.0);
    frame.plot.width = wide * columns.len() as f64;
    frame.plot.height = tall * rows.len() as f64;
    let Place { width: plot_width, height: plot_height, .. } = frame.plot;

    let tint = Tint::new(low, high, settings.log_y);
    frame.markup.rectangle(Paint::Class("chart-ground"), [left, top, plot_width, plot_height]);
    let mut paths = vec![String::new(); LEVELS];
    let (cell_width, cell_height) = (fixed(wide, 2), fixed(tall, 2));
    for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.is_finite()) {
        let (x, y) = (left + (at % columns.len()) as f64 * wide, top + (at / columns.len()) as f64 * tall);
        // Writing to a String cannot fail.
        let (x, y) = (fixed(x, 2), fixed(y, 2));
        let _ = write!(paths[tint.level(*cell)], "M{x} {y}h{cell_width}v{cell_height}h-{cell_width}z");
    }
    for (level, path) in paths.iter().enumerate().filter(|(_, path)| !path.is_empty()) {
        frame.markup.path(Paint::Colour(&colour(level)), path);
    }
    let every = |size: f64| (NAMED / size).ceil().max(1.0) as usize;
    for (at, name) in row_names.iter().enumerate().step_by(every(tall)) {
        let y = top + (at as f64 + 0.5) * tall + 4.0;
        frame.markup.text("chart-tick", (left - 6.0, y), Anchor::End, &cut(name, signs));
    }
    let fit = ((below / 6.3) as usize).max(3);
    for (at, name) in column_names.iter().enumerate().step_by(every(wide)) {
        let x = left + (at as f64 + 0.5) * wide + 4.0;
        let place = (x, top + plot_height + 6.0);
        frame.markup.turned("chart-tick", place, Anchor::End, true, &cut(name, fit.min(signs)));
    }
    let (name_of_x, name_of_y) = (subject.name(settings.x), subject.name(settings.y));
    let under = top + plot_height + below + 22.0;
    frame.markup.text("chart-name", (left, under), Anchor::Start, &cut(name_of_x, 40));
    frame.markup.turned("chart-name", (14.0, top + plot_height / 2.0), Anchor::Middle, true, &cut(name_of_y, 40));
    let measure = settings.measure_in_words(subject.columns);
    if low <= high {
        legend(&mut frame, (8.0 + width(&figure.title) * 1.2, subject.size.0), &tint, (low, high));
    }

    let count = |number: usize, one: &str, many: &str| counted(number as u64, one, many);
    figure.summary = format!(
        "{}: {} by {}.",
        figure.title,
        count(rows.len(), "row", "rows"),
        count(columns.len(), "column", "columns")
    );
    if let Some(best) = there().zip(cells_there(cells)).max_by(|a, b| a.0.total_cmp(&b.0)) {
        let (cell, at) = best;
        let _ = write!(
            figure.summary,
            " The largest cell is {}, {} with {}.",
            row_names[at / columns.len()],
            column_names[at % columns.len()],
            amount(cell)
        );
    }
    for (number, which) in [(left_out.0, name_of_y), (left_out.1, name_of_x)] {
        if number > 0 {
            let number = counted(number.into(), "value", "values");
            figure.notes.push(format!("{number} of {which} with the smallest sums are left out"));
        }
    }
    if rows_left_out > 0 {
        figure.notes.push(format!("{} have such a value", rows_in_words(rows_left_out)));
    }
    let shown = columns.len().min(TABLE);
    figure.numbers = Numbers {
        heads: std::iter::once(name_of_y.to_owned()).chain(column_names.iter().take(shown).cloned()).collect(),
        rows: row_names
            .iter()
            .zip(cells.chunks(columns.len().max(1)))
            .take(TABLE)
            .map(|(name, cells)| {
                let cell = |cell: &f64| if cell.is_nan() { String::new() } else { amount(*cell) };
                std::iter::once(name.clone()).chain(cells.iter().take(shown).map(cell)).collect()
            })
            .collect(),
        more: rows.len().saturating_sub(TABLE) + columns.len().saturating_sub(TABLE),
    };
    let things = |values: &[CellText], names: &[String], start: f64, size: f64| {
        let each = values.iter().zip(names).enumerate().map(|(at, (value, name))| Thing {
            span: (start + at as f64 * size, start + (at + 1) as f64 * size),
            is: ThingIs::Value(value.clone()),
            says: name.clone(),
        });
        each.collect()
    };
    if let Some((x, y)) = settings.x.zip(settings.y) {
        figure.across = Along::Things { column: x, things: things(columns, &column_names, left, wide) };
        figure.down = Along::Things { column: y, things: things(rows, &row_names, top, tall) };
    }
    figure.cells = cells.to_vec();
    figure.measure = measure.to_lowercase();
    figure.plot = frame.plot;
    figure.markup = frame.markup.0;
    figure
}

/// Which cells have something.
fn cells_there(cells: &[f64]) -> impl Iterator<Item = usize> + '_ {
    cells.iter().enumerate().filter(|(_, cell)| cell.is_finite()).map(|(at, _)| at)
}

/// Which colour a cell has.
struct Tint {
    low: f64,
    high: f64,
    log: bool,
}

impl Tint {
    /// From the smallest to the largest; from zero, where all are above.
    fn new(low: f64, high: f64, log: bool) -> Self {
        let low = if log { low.max(f64::MIN_POSITIVE) } else { low.min(0.0) };
        Self { low, high: high.max(low), log: log && high > 0.0 }
    }

    fn level(&self, cell: f64) -> usize {
        let part = if self.log {
            (cell.max(self.low).ln() - self.low.ln()) / (self.high.ln() - self.low.ln())
        } else {
            (cell / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0)
        };
        // All the same: as large as there is.
        let part = if part.is_finite() { part.clamp(0.0, 1.0) } else { 1.0 };
        (part * (LEVELS - 1) as f64).round() as usize
    }
}

/// The colours' scale, at the right of the title, which is so long.
fn legend(frame: &mut Frame, (title, width_of_all): (f64, f64), tint: &Tint, (low, high): (f64, f64)) {
    const STEP: f64 = 3.0;
    const STEPS: usize = 24;
    let from = amount(if tint.log { low.max(tint.low) } else { tint.low });
    let (to, long) = (amount(high), STEP * STEPS as f64);
    let needs = width(&from) + width(&to) + long + 30.0;
    // Above the right end of the cells; a narrow figure has its numbers in the caption only.
    let end = (frame.plot.left + frame.plot.width).max(title + needs + 24.0);
    if end > width_of_all - 8.0 {
        return;
    }
    let x = end - needs + 22.0;
    frame.markup.text("chart-tick", (x, 19.0), Anchor::Start, &from);
    let start = x + width(&from) + 8.0;
    for step in 0..STEPS {
        let level = step * (LEVELS - 1) / (STEPS - 1);
        frame.markup.rectangle(Paint::Colour(&colour(level)), [start + step as f64 * STEP, 9.0, STEP + 0.5, 12.0]);
    }
    frame.markup.text("chart-tick", (start + long + 8.0, 19.0), Anchor::Start, &to);
}
