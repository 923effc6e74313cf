//! A chart as it is on screen: its drawing, what can be pointed at and selected, what is said of it.
//!
//! Drawing is without a browser: settings, data and a size go in, SVG comes out. Selecting is in the drawing's own pixels:
//! a rectangle is snapped to what is there, and becomes filters.

use neuprint_page::wording::counted;
use neuprint_table::Number;
use neuprint_table::chart::Scale;
use neuprint_worker::messages::{CellText, ColumnSummary, Filter, Test};

use super::data::Data;
use super::draw;
use super::settings::ChartSettings;

/// A rectangle: left, top, width, height, in CSS pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Place {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Place {
    /// Where a point of this rectangle is once the rectangle is another.
    fn carried(&self, (x, y): (f64, f64), to: &Self) -> (f64, f64) {
        let along = |at: f64, (first, size): (f64, f64), (to, now): (f64, f64)| {
            if size > 0.0 { to + (at - first) / size * now } else { to }
        };
        (along(x, (self.left, self.width), (to.left, to.width)), along(y, (self.top, self.height), (to.top, to.height)))
    }
}

/// What can be selected along one axis.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Along {
    /// Nothing: a selection has all of it.
    All,
    /// Things side by side: bins of a column, or its values.
    Things {
        /// The column.
        column: u32,
        /// The things, from the left, or from the top.
        things: Vec<Thing>,
    },
    /// A range of numbers.
    Range {
        /// The column.
        column: u32,
        /// Where they stand.
        scale: Scale,
    },
}

/// One of several things side by side.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Thing {
    /// Where it begins and ends along its axis, in pixels.
    pub(crate) span: (f64, f64),
    /// What it is.
    pub(crate) is: ThingIs,
    /// What is said of it.
    pub(crate) says: String,
}

/// What a thing is, for filters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ThingIs {
    /// Numbers from the first to the last; `None`: there are none.
    Numbers(String, Option<String>),
    /// A value.
    Value(CellText),
    /// All values that are no things of their own.
    Others,
}

/// The numbers behind a drawing, as a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Numbers {
    pub(crate) heads: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    /// How many rows there are, if not all are here.
    pub(crate) more: usize,
}

/// What can be pointed at without being selected by itself: a place, and the place of its row among the shown ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Mark {
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// How many rows are there.
    pub(crate) rows: u32,
    /// The first of them.
    pub(crate) row: u32,
}

/// A chart, drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    pub(crate) size: (f64, f64),
    /// What is within its axes.
    pub(crate) plot: Place,
    /// The elements of the SVG.
    pub(crate) markup: String,
    pub(crate) across: Along,
    pub(crate) down: Along,
    /// For the cells of a matrix: what is said of each, row after row.
    pub(crate) cells: Vec<f64>,
    /// What cells say.
    pub(crate) measure: String,
    /// Points, for pointing at them.
    pub(crate) marks: Vec<Mark>,
    pub(crate) title: String,
    /// What it shows, in a sentence.
    pub(crate) summary: String,
    /// What it does not show.
    pub(crate) notes: Vec<String>,
    pub(crate) numbers: Numbers,
}

impl Figure {
    /// Draws a chart, `width` × `height` CSS pixels.
    pub(crate) fn new(settings: &ChartSettings, columns: &[ColumnSummary], data: &Data, size: (f64, f64)) -> Self {
        draw::figure(settings, columns, data, size)
    }

    /// The rectangle between two points as far as it can be selected: within the plot, whole things, all along an axis where
    /// nothing is selected.
    pub(crate) fn snapped(&self, from: (f64, f64), to: (f64, f64)) -> Place {
        let Place { left, top, width, height } = self.plot;
        let (x0, x1) = self.across.snapped((from.0, to.0), (left, left + width));
        let (y0, y1) = self.down.snapped((from.1, to.1), (top, top + height));
        Place { left: x0, top: y0, width: x1 - x0, height: y1 - y0 }
    }

    /// The filters that show what is within such a rectangle; none: it selects nothing.
    pub(crate) fn filters(&self, selected: Place) -> Vec<Filter> {
        let Place { left, top, width, height } = self.plot;
        let (x0, x1) = (selected.left, selected.left + selected.width);
        let (y0, y1) = (selected.top, selected.top + selected.height);
        let across = self.across.filter((x0, x1), ((x0 - left) / width, (x1 - left) / width));
        // Up is more.
        let bottom = top + height;
        let down = self.down.filter((y0, y1), ((bottom - y1) / height, (bottom - y0) / height));
        across.into_iter().chain(down).collect()
    }

    /// What is said of a point, if something is there.
    pub(crate) fn says(&self, at: (f64, f64)) -> Option<String> {
        let thing = |along: &Along, at: f64| match along {
            Along::Things { things, .. } => things.iter().position(|thing| thing.span.0 <= at && at < thing.span.1),
            _ => None,
        };
        match (&self.across, &self.down) {
            (Along::Things { things: columns, .. }, Along::Things { things: rows, .. }) => {
                let (column, row) = (thing(&self.across, at.0)?, thing(&self.down, at.1)?);
                let cell = self.cells.get(row * columns.len() + column)?;
                let amount = super::wording::amount(*cell);
                Some(format!("{}, {}: {amount} ({})", rows[row].says, columns[column].says, self.measure))
            }
            (Along::Things { things, .. }, _) => things.get(thing(&self.across, at.0)?).map(|thing| thing.says.clone()),
            (_, Along::Things { things, .. }) => things.get(thing(&self.down, at.1)?).map(|thing| thing.says.clone()),
            _ => None,
        }
    }

    /// The mark that is nearest to a point, if one is near.
    pub(crate) fn mark(&self, at: (f64, f64)) -> Option<Mark> {
        const NEAR: f64 = 10.0;
        let far = |mark: &Mark| (mark.x - at.0).powi(2) + (mark.y - at.1).powi(2);
        let near = self.marks.iter().filter(|mark| far(mark) <= NEAR * NEAR);
        near.min_by(|a, b| far(a).total_cmp(&far(b))).copied()
    }

    /// Where a point of this drawing is in another one, if that shows the same in another size.
    pub(crate) fn carried(&self, at: (f64, f64), to: &Self) -> Option<(f64, f64)> {
        let same = (&self.title, &self.summary, &self.notes) == (&to.title, &to.summary, &to.notes);
        (same && self.numbers == to.numbers).then(|| self.plot.carried(at, &to.plot))
    }

    /// Where the keyboard goes from a point: to the next thing, or a fortieth of an axis on.
    pub(crate) fn step(&self, from: (f64, f64), (right, down): (f64, f64)) -> (f64, f64) {
        let Place { left, top, width, height } = self.plot;
        (self.across.step(from.0, right, (left, width)), self.down.step(from.1, down, (top, height)))
    }

    /// Where the keyboard begins.
    pub(crate) fn start(&self) -> (f64, f64) {
        let Place { left, top, width, height } = self.plot;
        let start = |along: &Along, (from, size): (f64, f64)| match along {
            Along::Things { things, .. } => things.first().map_or(from, |thing| (thing.span.0 + thing.span.1) / 2.0),
            _ => from + size / 2.0,
        };
        (start(&self.across, (left, width)), start(&self.down, (top, height)))
    }
}

impl Along {
    fn snapped(&self, (a, b): (f64, f64), (first, last): (f64, f64)) -> (f64, f64) {
        let (from, to) = (a.min(b).clamp(first, last), a.max(b).clamp(first, last));
        match self {
            Self::All => (first, last),
            Self::Range { .. } => (from, to),
            Self::Things { things, .. } => {
                let touched = || things.iter().filter(|thing| thing.span.1 > from && thing.span.0 <= to);
                let (start, end) = (touched().next(), touched().next_back());
                start.zip(end).map_or((from, from), |(start, end)| (start.span.0, end.span.1))
            }
        }
    }

    /// A filter for what is within a span of pixels, which are those parts of the axis.
    fn filter(&self, (from, to): (f64, f64), parts: (f64, f64)) -> Option<Filter> {
        match self {
            Self::All => None,
            Self::Range { column, scale } => {
                let (low, high) = scale.within(parts.0, parts.1);
                // What is drawn to the very end has the end.
                let low = Some(low).filter(|_| parts.0 > 0.0).map(text);
                let high = Some(high).filter(|_| parts.1 < 1.0).map(text);
                let all = low.is_none() && high.is_none();
                (!all).then_some(Filter { column: *column, test: Test::Between { low, high } })
            }
            Self::Things { column, things } => {
                // A pixel at a border belongs to one of them.
                let is_in = |thing: &&Thing| thing.span.0 > from - 0.5 && thing.span.1 < to + 0.5;
                let chosen: Vec<&Thing> = things.iter().filter(is_in).collect();
                let test = match &chosen.first()?.is {
                    ThingIs::Numbers(low, _) => {
                        let last = chosen.iter().rev().find_map(|thing| match &thing.is {
                            ThingIs::Numbers(_, last) => last.clone(),
                            _ => None,
                        });
                        Test::Between { low: Some(low.clone()), high: Some(last?) }
                    }
                    _ => {
                        let others = chosen.iter().any(|thing| thing.is == ThingIs::Others);
                        let values = |of: &dyn Fn(&Thing) -> bool| {
                            let values = things.iter().filter(|thing| of(thing)).filter_map(|thing| match &thing.is {
                                ThingIs::Value(value) => Some(value.clone()),
                                _ => None,
                            });
                            values.collect()
                        };
                        let is_chosen = |thing: &Thing| chosen.iter().any(|chosen| std::ptr::eq(*chosen, thing));
                        if others {
                            Test::OneOf { values: values(&|thing| !is_chosen(thing)), keep: false }
                        } else {
                            Test::OneOf { values: values(&is_chosen), keep: true }
                        }
                    }
                };
                Some(Filter { column: *column, test })
            }
        }
    }

    fn step(&self, from: f64, by: f64, (first, size): (f64, f64)) -> f64 {
        match self {
            Self::All => from,
            Self::Range { .. } => (from + by * size / 40.0).clamp(first, first + size),
            Self::Things { things, .. } => {
                let at = things.iter().position(|thing| from < thing.span.1).unwrap_or(things.len().saturating_sub(1));
                let to = (at as f64 + by).clamp(0.0, things.len().saturating_sub(1) as f64) as usize;
                things.get(to).map_or(from, |thing| (thing.span.0 + thing.span.1) / 2.0)
            }
        }
    }
}

/// A bound as filters have it.
fn text(number: Number) -> String {
    number.to_string()
}

/// "3 values", for summaries.
pub(crate) fn values(number: usize) -> String {
    counted(number as u64, "value", "values")
}
