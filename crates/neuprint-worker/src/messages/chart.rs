//! What charts of a table's shown rows show. Numbers are decimal text where they must be exact, floats where they are drawn.

use serde::{Deserialize, Serialize};

use super::{CellText, Measure};

/// Which chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Chart {
    /// How the numbers of a column are spread. Answer: [`Drawn::Histogram`].
    Histogram {
        /// The column of numbers.
        x: AxisColumn,
        /// A column whose most frequent values are counted apart.
        colour: Option<u32>,
        /// About how many bins.
        bins: u32,
    },
    /// A number for each value of a column. Answer: [`Drawn::Bars`].
    Bars {
        /// The column of values.
        x: u32,
        /// What is said of each value's rows; `None`: how many there are.
        measure: Option<Measure>,
        /// Values at most; all others are one bar.
        most: u32,
    },
    /// A point for each row. Answer: [`Drawn::Scatter`].
    Scatter {
        /// The column along the horizontal axis.
        x: AxisColumn,
        /// The column along the vertical axis.
        y: AxisColumn,
        /// A column whose most frequent values have colours.
        colour: Option<u32>,
        /// On so many cells, across and up.
        size: (u32, u32),
    },
    /// A number for each pair of two columns' values. Answer: [`Drawn::Heat`].
    Heat {
        /// The column of the matrix's rows.
        rows: u32,
        /// The column of its columns.
        columns: u32,
        /// What is said of each pair's rows; `None`: how many there are.
        measure: Option<Measure>,
        /// How rows and columns are ordered.
        order: ValueOrder,
        /// Rows, and columns, at most: those with the largest sums.
        most: u32,
    },
    /// A number over another. Answer: [`Drawn::Line`].
    Line {
        /// The column along the horizontal axis; `None`: the places of the rows, from 1.
        x: Option<AxisColumn>,
        /// The column along the vertical axis.
        y: AxisColumn,
        /// As so many columns of a picture show it.
        width: u32,
    },
}

/// A column of numbers as an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AxisColumn {
    /// Column index.
    pub column: u32,
    /// Whether the axis is logarithmic.
    pub log: bool,
}

/// How values are ordered along an axis of a matrix. Links hold it: kinds are added at the end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ValueOrder {
    /// By the value.
    Name,
    /// The largest sum of cells first.
    #[default]
    Sum,
    /// Similar ones together: average linkage of the cosine distances of their cells.
    Clusters,
}

/// What is to be drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Drawn {
    /// Nothing: no row has a place on the axes.
    Nothing(LeftOut),
    /// Bins from the smallest number to the largest.
    Histogram {
        /// The bins, side by side.
        bins: Vec<ChartBin>,
        /// The values that rows are told apart by, if they are.
        categories: Option<Categories>,
        /// Bin after bin, how many rows each category has, those of other values last; without categories, all.
        counts: Vec<u32>,
        /// What is in no bin.
        left_out: LeftOut,
    },
    /// Bars, the largest number first.
    Bars {
        /// The bars.
        bars: Vec<Bar>,
        /// How many other values there are, and what is said of all their rows.
        others: Option<(u32, Bar)>,
    },
    /// Points. Bulk: `Uint32Array` three numbers for each cell that has points (which one, counted from the left end of the
    /// lowest row; how many points; the place of the first of them among the shown rows), and `Uint8Array` per such cell
    /// which category most of its points have, those of other values behind the last one; empty without categories.
    Scatter {
        /// The ends of the horizontal axis and of the vertical one.
        ends: [Ends; 2],
        /// The values that have colours, if there are any.
        categories: Option<Categories>,
        /// How many points there are.
        points: u32,
        /// What is no point.
        left_out: LeftOut,
    },
    /// A matrix. Bulk: `Uint8Array` with a 64-bit float (little-endian) for each cell, row after row; NaN where there is
    /// nothing.
    Heat {
        /// The values of its rows.
        rows: Vec<CellText>,
        /// The values of its columns.
        columns: Vec<CellText>,
        /// How many values its rows and its columns leave out.
        left_out: (u32, u32),
        /// How many shown rows have one of these.
        rows_left_out: u32,
    },
    /// A line. Bulk: `Float32Array` x, y per point, from 0 (the low end of the axis) to 1, and `Uint32Array` the place of each
    /// among the shown rows.
    Line {
        /// The ends of the horizontal axis and of the vertical one.
        ends: [Ends; 2],
        /// How many points there are; of very many only those are here that can be seen.
        points: u32,
        /// What is no point.
        left_out: LeftOut,
    },
}

/// The smallest and the largest number along an axis, exactly.
pub type Ends = (String, String);

/// A bin of a histogram.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartBin {
    /// Where it begins; that number is in it.
    pub low: String,
    /// Where the next one begins.
    pub end: String,
    /// The largest number in it; `None` if it is empty. From `low` to this is exactly what it has.
    pub last: Option<String>,
    /// How many rows are in it.
    pub rows: u32,
}

/// What is said of the rows that have a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    /// The value; of a bar for several, one of them.
    pub value: CellText,
    /// How many rows have it.
    pub rows: u32,
    /// What was measured, exactly; `None` if there are no numbers. Without a measure, how many rows there are.
    pub number: Option<String>,
    /// The same to draw; 0 if there are no numbers.
    pub size: f64,
}

/// The most frequent values of a column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Categories {
    /// The values and how many rows have them, the most frequent first.
    pub values: Vec<(CellText, u32)>,
    /// How many other values there are, and how many rows have them.
    pub others: (u32, u32),
}

/// How many rows are not in a chart, and why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Nothing stands there.
    pub nulls: u32,
    /// NaN.
    pub nan: u32,
    /// Infinity, or minus infinity.
    pub infinite: u32,
    /// Zero or below, on a logarithmic axis.
    pub not_positive: u32,
    /// No number.
    pub others: u32,
}
