//! Drawing: one file for each kind of chart, on a frame that is the same for all.

mod bars;
mod frame;
mod heat;
mod histogram;
mod line;
mod scatter;

use neuprint_table::Number;
use neuprint_table::chart::Scale;
use neuprint_worker::messages::{ColumnKind, ColumnSummary, Drawn, Ends, LeftOut};

use super::data::Data;
use super::figure::{Along, Figure, Numbers, Place};
use super::settings::ChartSettings;
use super::wording;
use frame::Frame;
pub(crate) use frame::plot_size;

/// What a chart is drawn of.
#[derive(Clone, Copy)]
struct Subject<'s> {
    settings: &'s ChartSettings,
    columns: &'s [ColumnSummary],
    size: (f64, f64),
}

impl Subject<'_> {
    /// A column's name.
    fn name(&self, column: Option<u32>) -> &str {
        column.and_then(|at| self.columns.get(at as usize)).map_or("", |column| column.name.as_str())
    }

    /// A number of a column, or of the rows' places: floats that are whole are written as integers are.
    fn number(&self, column: Option<u32>, text: &str) -> Option<Number> {
        let number = Number::parse(text)?;
        let kind = column.and_then(|at| self.columns.get(at as usize)).map(|column| column.kind);
        Some(if kind == Some(ColumnKind::Float) { Number::Float(number.to_f64()) } else { number })
    }

    /// An axis of a column between two numbers.
    fn scale(&self, column: Option<u32>, (low, high): &Ends, log: bool) -> Option<Scale> {
        Scale::new(self.number(column, low)?, self.number(column, high)?, log)
    }

    /// What is said first of all: its title.
    fn title(&self) -> String {
        self.settings.title(self.columns)
    }

    /// A figure of which only the frame is there.
    fn blank(&self) -> Figure {
        Figure {
            size: self.size,
            plot: Place::default(),
            markup: String::new(),
            across: Along::All,
            down: Along::All,
            cells: Vec::new(),
            measure: String::new(),
            marks: Vec::new(),
            title: self.title(),
            summary: String::new(),
            notes: Vec::new(),
            numbers: Numbers::default(),
        }
    }

    /// What is drawn where no row has a place on the axes.
    fn nothing(&self, left_out: LeftOut) -> Figure {
        let mut figure = self.blank();
        figure.summary = format!("{}: nothing to draw.", figure.title);
        figure.notes = wording::left_out(left_out);
        figure
    }
}

/// Draws a chart.
pub(super) fn figure(settings: &ChartSettings, columns: &[ColumnSummary], data: &Data, size: (f64, f64)) -> Figure {
    let subject = Subject { settings, columns, size };
    match &data.drawn {
        Drawn::Nothing(left_out) => subject.nothing(*left_out),
        Drawn::Histogram { bins, categories, counts, left_out } => {
            histogram::draw(subject, bins, categories.as_ref(), counts, *left_out)
        }
        Drawn::Bars { bars, others } => bars::draw(subject, bars, others.as_ref()),
        Drawn::Scatter { ends, categories, points, left_out } => {
            scatter::draw(subject, ends, categories.as_ref(), *points, *left_out, data)
        }
        Drawn::Heat { rows, columns, left_out, rows_left_out } => {
            heat::draw(subject, (rows, columns), *left_out, *rows_left_out, &data.numbers)
        }
        Drawn::Line { ends, points, left_out } => line::draw(subject, ends, *points, *left_out, data),
    }
}

#[cfg(test)]
mod tests;
