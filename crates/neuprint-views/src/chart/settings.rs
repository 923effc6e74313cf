//! Which chart is drawn of which columns.

use neuprint_worker::messages::{AxisColumn, Chart, ColumnSummary, Measure, MeasureKind, ValueOrder};
use serde::{Deserialize, Serialize};

use super::proposals::{columns_of, is_number, is_word};

/// Bins of a histogram, about.
const BINS: u32 = 40;
/// Bars, besides that of all other values.
const BARS: u32 = 20;
/// Rows and columns of a heat map.
const CELLS: u32 = 500;

/// What is drawn. Links hold it: kinds are added at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ChartKind {
    /// How the numbers of `x` are spread.
    Histogram,
    /// A number for each value of `x`.
    Bars,
    /// A point for each row.
    Scatter,
    /// Values of `x` by values of `y`, as tinted cells.
    Heat,
    /// `y` over `x`, or over the rows in their order.
    Line,
}

impl ChartKind {
    /// All of them, with their names.
    pub(crate) const ALL: [(Self, &str); 5] = [
        (Self::Histogram, "Histogram"),
        (Self::Bars, "Bars"),
        (Self::Scatter, "Scatter"),
        (Self::Heat, "Heat map"),
        (Self::Line, "Line"),
    ];
}

/// What is said of the rows that have a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Measured {
    /// How many there are.
    #[default]
    Count,
    /// The sum of a column.
    Sum,
    /// The mean of a column.
    Mean,
}

/// A chart. What its kind has no use for is ignored, and there again when the kind is changed back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ChartSettings {
    /// What is drawn.
    pub(crate) kind: ChartKind,
    /// The column along the horizontal axis; `None` for a line: the rows in their order.
    pub(crate) x: Option<u32>,
    /// The column along the vertical axis: of bars, what is added up or averaged; of a heat map, its rows.
    pub(crate) y: Option<u32>,
    /// The column whose values have colours; of a heat map, what is added up or averaged.
    pub(crate) colour: Option<u32>,
    /// Whether the horizontal axis is logarithmic.
    pub(crate) log_x: bool,
    /// Whether the vertical axis, or the colours' scale, is.
    pub(crate) log_y: bool,
    /// What bars and cells say.
    pub(crate) measured: Measured,
    /// How a heat map is ordered.
    pub(crate) order: ValueOrder,
}

impl ChartSettings {
    /// A chart that counts.
    pub(crate) fn new(kind: ChartKind, x: Option<u32>) -> Self {
        Self {
            kind,
            x,
            y: None,
            colour: None,
            log_x: false,
            log_y: false,
            measured: Measured::Count,
            order: ValueOrder::default(),
        }
    }

    /// The same with columns that this result has and that fit: after its kind was changed, and for links to other results.
    pub(crate) fn fitting(mut self, columns: &[ColumnSummary]) -> Self {
        let (numbers, words) = (columns_of(columns, is_number), columns_of(columns, is_word));
        let is =
            |at: Option<u32>, is: fn(&ColumnSummary) -> bool| at.filter(|at| columns.get(*at as usize).is_some_and(is));
        let any = |_: &ColumnSummary| true;
        let word = |at, but: Option<u32>| {
            is(at, any).or_else(|| words.iter().copied().find(|word| Some(*word) != but)).or_else(|| is(Some(0), any))
        };
        let number = |at, but: Option<u32>| {
            let other = || numbers.iter().copied().find(|number| Some(*number) != but);
            is(at, is_number).or_else(other).or(numbers.first().copied())
        };
        match self.kind {
            ChartKind::Histogram => {
                self.x = number(self.x, None);
                self.colour = is(self.colour, is_word);
            }
            ChartKind::Bars => {
                self.x = word(self.x, None);
                self.y = number(self.y, None);
            }
            ChartKind::Scatter => {
                self.x = number(self.x, None);
                self.y = number(self.y, self.x);
                self.colour = is(self.colour, is_word);
            }
            ChartKind::Heat => {
                self.y = word(self.y, None);
                self.x = word(self.x.filter(|x| Some(*x) != self.y), self.y);
                self.colour = number(self.colour, None);
            }
            ChartKind::Line => {
                self.x = is(self.x, is_number);
                self.y = number(self.y, self.x);
            }
        }
        // Without numbers there is nothing to add up.
        if self.measured_column().is_none() {
            self.measured = Measured::Count;
        }
        self
    }

    /// The column that is added up or averaged.
    pub(crate) fn measured_column(&self) -> Option<u32> {
        match (self.measured, self.kind) {
            (Measured::Count, _) => None,
            (_, ChartKind::Bars) => self.y,
            (_, ChartKind::Heat) => self.colour,
            _ => None,
        }
    }

    /// The columns whose filters selecting in the chart makes.
    pub(crate) fn selects(&self) -> Vec<u32> {
        let columns = match self.kind {
            ChartKind::Histogram | ChartKind::Bars => [self.x, None],
            ChartKind::Scatter | ChartKind::Heat => [self.x, self.y],
            ChartKind::Line if self.x.is_some() => [self.x, None],
            ChartKind::Line => [self.y, None],
        };
        columns.into_iter().flatten().collect()
    }

    /// What is asked of the worker, for a picture whose plot has so many pixels; `None`: a column is missing.
    pub(crate) fn request(&self, (width, height): (u32, u32)) -> Option<Chart> {
        let axis = |column: Option<u32>, log| column.map(|column| AxisColumn { column, log });
        let kind = if self.measured == Measured::Mean { MeasureKind::Mean } else { MeasureKind::Sum };
        let measure = self.measured_column().map(|column| Measure { column, kind });
        Some(match self.kind {
            ChartKind::Histogram => {
                Chart::Histogram { x: axis(self.x, self.log_x)?, colour: self.colour, bins: BINS.min(width / 12 + 2) }
            }
            ChartKind::Bars => Chart::Bars { x: self.x?, measure, most: BARS.min(height / 18) },
            ChartKind::Scatter => Chart::Scatter {
                x: axis(self.x, self.log_x)?,
                y: axis(self.y, self.log_y)?,
                colour: self.colour,
                size: (width, height),
            },
            ChartKind::Heat => Chart::Heat { rows: self.y?, columns: self.x?, measure, order: self.order, most: CELLS },
            ChartKind::Line => Chart::Line { x: axis(self.x, self.log_x), y: axis(self.y, self.log_y)?, width },
        })
    }

    /// What the chart shows, in words.
    pub(crate) fn title(&self, columns: &[ColumnSummary]) -> String {
        let name =
            |at: Option<u32>| at.and_then(|at| columns.get(at as usize)).map_or("", |column| column.name.as_str());
        let measured = || self.measure_in_words(columns);
        match self.kind {
            ChartKind::Histogram => format!("Spread of {}", name(self.x)),
            ChartKind::Bars => format!("{} by {}", measured(), name(self.x)),
            ChartKind::Scatter => format!("{} against {}", name(self.y), name(self.x)),
            ChartKind::Heat => format!("{} by {} and {}", measured(), name(self.y), name(self.x)),
            ChartKind::Line if self.x.is_none() => format!("{} in the order of the rows", name(self.y)),
            ChartKind::Line => format!("{} over {}", name(self.y), name(self.x)),
        }
    }

    /// What bars and cells say: `Rows`, `Sum of weight`.
    pub(crate) fn measure_in_words(&self, columns: &[ColumnSummary]) -> String {
        let of = self.measured_column().and_then(|at| columns.get(at as usize));
        match (self.measured, of) {
            (Measured::Sum, Some(of)) => format!("Sum of {}", of.name),
            (Measured::Mean, Some(of)) => format!("Mean of {}", of.name),
            _ => "Rows".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use neuprint_worker::messages::ColumnKind;

    use super::*;

    fn columns() -> Vec<ColumnSummary> {
        use ColumnKind::{Float, Integer, Text};
        [("type", Text), ("pre", Integer), ("roi", Text), ("size", Float)]
            .map(|(name, kind)| ColumnSummary { name: name.to_owned(), kind, nulls: 0 })
            .to_vec()
    }

    #[test]
    fn another_kind_finds_columns_that_fit() {
        let of = |kind, x, y| {
            let fitting = ChartSettings { y, ..ChartSettings::new(kind, x) }.fitting(&columns());
            (fitting.x, fitting.y)
        };
        assert_eq!(of(ChartKind::Histogram, Some(0), None).0, Some(1));
        assert_eq!(of(ChartKind::Scatter, None, None), (Some(1), Some(3)));
        assert_eq!(of(ChartKind::Scatter, Some(3), Some(99)), (Some(3), Some(1)));
        assert_eq!(of(ChartKind::Heat, Some(2), Some(2)), (Some(0), Some(2)));
        assert_eq!(of(ChartKind::Line, None, Some(0)), (None, Some(1)));
        assert_eq!(of(ChartKind::Bars, Some(7), None).0, Some(0));
    }

    #[test]
    fn every_kind_of_every_result_has_a_request_or_none() {
        let lone = vec![ColumnSummary { name: "x".to_owned(), kind: ColumnKind::Mixed, nulls: 0 }];
        for columns in [columns(), lone.clone(), Vec::new()] {
            for (kind, _) in ChartKind::ALL {
                let fitting = ChartSettings::new(kind, None).fitting(&columns);
                let has_some = matches!(kind, ChartKind::Bars | ChartKind::Heat) && !columns.is_empty();
                assert_eq!(fitting.request((300, 200)).is_some(), has_some || columns.len() > 1, "{kind:?}");
            }
        }
        let sum = ChartSettings { measured: Measured::Sum, ..ChartSettings::new(ChartKind::Bars, None) };
        assert_eq!(sum.fitting(&lone).measured, Measured::Count);
    }
}
