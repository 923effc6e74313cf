//! What is done with tables: which rows are shown, what a column holds, groups, finding, copying and files.
//!
//! ```
//! use neuprint_worker::messages::{Filter, Request, SortKey, Test};
//!
//! // Weights of at least 10, largest first.
//! let filter = Filter { column: 2, test: Test::Between { low: Some("10".to_owned()), high: None } };
//! let keys = vec![SortKey { column: 2, descending: true }];
//! let request = Request::Arrange { table: 1, keys, filters: vec![filter] };
//! # assert!(matches!(request, Request::Arrange { .. }));
//! ```
//!
//! Rows are counted as they are shown: sorted and filtered as the last [`Request::Arrange`](super::Request::Arrange)
//! said. A column that a table does not have, a pattern that cannot be read and the like fail with the code
//! `invalid-argument`; what would take more memory than there is, with `too-large`.

use serde::{Deserialize, Serialize};

use super::{CellText, ColumnKind};

/// One column to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SortKey {
    /// Column index.
    pub column: u32,
    /// Largest first; nulls are last either way.
    pub descending: bool,
}

/// Shows only rows whose cell in a column passes a test. A row is shown if it passes all filters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Column index.
    pub column: u32,
    /// What its cell must pass.
    pub test: Test,
}

/// What a cell must be like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Test {
    /// A number within bounds, both included; NaN is in none. The bounds are decimal text and compared exactly.
    Between {
        /// The smallest that passes.
        low: Option<String>,
        /// The largest that passes.
        high: Option<String>,
    },
    /// A cell whose text has this in it; numbers as decimal text, lists and maps as JSON.
    Contains {
        /// What is looked for.
        text: String,
        /// Whether capitals matter.
        case_sensitive: bool,
    },
    /// A cell in whose text this regular expression matches somewhere; texts as for `Contains`.
    Matches {
        /// As the crate `regex-lite` reads it.
        regex: String,
    },
    /// A cell that is one of these, or none of them. Numbers compare by value.
    OneOf {
        /// Which.
        values: Vec<CellText>,
        /// Whether these are shown, or all others.
        keep: bool,
    },
    /// Nothing stands there.
    Null,
    /// Something stands there.
    NotNull,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inspection {
    /// What its cells are.
    pub kind: ColumnKind,
    /// How many cells were looked at.
    pub rows: u32,
    /// How many of them are null.
    pub nulls: u32,
    /// How many different values there are; null is none.
    pub distinct: u32,
    /// Of columns of numbers that are not all null.
    pub numbers: Option<Box<Numbers>>,
    /// The most frequent values with how often they are there, 50 at most; the first in the table first, of equal ones.
    pub top: Vec<(CellText, u32)>,
    /// How long the shortest and the longest text are, in characters; of columns of texts, lists, maps or several kinds.
    pub lengths: Option<(u32, u32)>,
}

/// What is said of numbers. NaN is in none of these but its own count.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Numbers {
    /// The smallest, exactly.
    pub min: String,
    /// The largest, exactly.
    pub max: String,
    /// The mean.
    pub mean: f64,
    /// The standard deviation of a sample (divided by n − 1); `None` of fewer than two numbers.
    pub deviation: Option<f64>,
    /// The 5, 25, 50, 75 and 95 % quantiles: exact where one is a number of the column, else between two of them.
    pub quantiles: [String; 5],
    /// How they are spread, 40 bins at most, from the smallest to the largest finite one.
    pub bins: Vec<Bin>,
    /// How many are NaN.
    pub nan: u32,
}

/// A bin of a histogram.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bin {
    /// Where it begins, exactly.
    pub low: String,
    /// Where it ends: for integers the last one in it (one value per bin has `low` = `high`); for floats where the next
    /// begins.
    pub high: String,
    /// How many numbers are in it.
    pub rows: u32,
}

/// A column of a table of groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// The column that is measured.
    pub column: u32,
    /// What is said of it.
    pub kind: MeasureKind,
}

/// What is said of a group's cells in one column. Nulls are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MeasureKind {
    /// How many cells are not null.
    Count,
    /// The sum of the numbers, exact for integers; null if there is none.
    Sum,
    /// The mean of the numbers, a float.
    Mean,
    /// The smallest, as sorting sees it.
    Min,
    /// The largest.
    Max,
    /// How many different values there are.
    Distinct,
}

/// What copied cells are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CopyFormat {
    /// Columns apart by tabs, as spreadsheets paste.
    Tsv,
    /// RFC 4180.
    Csv,
    /// A table in Markdown.
    Markdown,
    /// A Python list: of values for one column, of tuples for several.
    PythonList,
    /// A list: of values for one column, of objects for several, or of lists without heads.
    Json,
}

/// What kind of file a table becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportFormat {
    /// RFC 4180.
    Csv,
    /// Columns apart by tabs.
    Tsv,
    /// `{"about":{…},"columns":[…],"rows":[…]}`.
    Json,
    /// An Arrow IPC stream, with the provenance in its schema's metadata.
    Arrow,
    /// A Parquet file, with the provenance in its own metadata and in that of its schema.
    Parquet,
    /// A directed graph with an edge per row; other columns that are exported are attributes of edges.
    GraphMl {
        /// The column of edges' sources.
        source: u32,
        /// The column of edges' targets.
        target: u32,
        /// The column of edges' weights.
        weight: Option<u32>,
    },
}

/// Where a table comes from; written into files that have a place for it. What is empty is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// `name:tag`.
    pub dataset: String,
    /// The dataset's uuid.
    pub uuid: String,
    /// The server's address.
    pub server: String,
    /// The server's version.
    pub version: String,
    /// The query.
    pub query: String,
    /// When it was asked, as ISO 8601.
    pub when: String,
    /// Which of the answer's rows these are, in words.
    pub rows: String,
}
