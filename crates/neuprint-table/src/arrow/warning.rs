//! What neuPrint's server may have lost in an Arrow stream.
//!
//! ```text
//! [1.0, 2.5]      x: Int64  1, 2        fractions are cut
//! [1, 'a', true]  x: Int64  1, –, –     what does not fit is left out
//! [null, 1]       x: Utf8   –, "1"      all of it becomes text
//! {a: 1}          m: Map    {"a": "1"}  and so do the values of maps; lists become text such as `[1 2]`
//! ```
//!
//! The server takes a column's type from its first row, and declares that no cell is missing, whatever there is. That is
//! how its streams are known here: others say that cells may be missing.
//! Measured with neuPrintHTTP 1.9.2: <https://github.com/connectome-neuprint/neuPrintHTTP/blob/master/api/custom/arrow.go>.

use std::fmt;

use super::schema::{Field, Kind};
use crate::cell::Cell;
use crate::column::Column;
use crate::table::Table;

/// What may have become of values that are not of the type of their column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ArrowLoss {
    /// Fractions lost what is behind the point.
    FractionsCut,
    /// Values of another kind were left out: they are nulls.
    ValuesDropped,
    /// Numbers, booleans, lists and maps became texts.
    ValuesAsText,
}

impl ArrowLoss {
    /// A stable name, in kebab case.
    pub fn code(self) -> &'static str {
        match self {
            Self::FractionsCut => "fractions-cut",
            Self::ValuesDropped => "values-dropped",
            Self::ValuesAsText => "values-as-text",
        }
    }
}

/// Cells of a column may be other values in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrowWarning {
    /// The column.
    pub column: String,
    /// What may have become of values.
    pub loss: ArrowLoss,
    /// In how many rows.
    pub rows: usize,
}

impl fmt::Display for ArrowWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { column, loss, rows } = self;
        let why = match loss {
            ArrowLoss::FractionsCut => {
                "may have had fractions, which the server cuts where the first row is a whole number"
            }
            ArrowLoss::ValuesDropped => {
                "may have had a value of another kind than the first row's, which the server leaves out"
            }
            ArrowLoss::ValuesAsText => "may have had numbers, booleans, lists or maps, of which the server made text",
        };
        write!(f, "`{column}`: {rows} {} {why}", if *rows == 1 { "row" } else { "rows" })
    }
}

/// What may be lost in a stream of these columns.
pub(super) fn warnings(fields: &[Field<'_>], table: &Table) -> Vec<ArrowWarning> {
    let mut warnings = Vec::new();
    for (field, column) in fields.iter().zip(table.columns()).filter(|(field, _)| !field.nullable) {
        let mut tell = |loss, rows| {
            if rows > 0 {
                warnings.push(ArrowWarning { column: field.name.to_owned(), loss, rows });
            }
        };
        let (there, no_texts) = counts(column);
        match field.kind {
            Kind::Int { .. } => {
                tell(ArrowLoss::FractionsCut, there);
                tell(ArrowLoss::ValuesDropped, column.len() - there);
            }
            Kind::Float { .. } | Kind::Bool => tell(ArrowLoss::ValuesDropped, column.len() - there),
            // Null tells no type, and then all is text.
            Kind::Text { .. } if there > 0 && column.cell(0) == Cell::Null => tell(ArrowLoss::ValuesAsText, there),
            Kind::Text { .. } => tell(ArrowLoss::ValuesAsText, no_texts),
            Kind::Map => tell(ArrowLoss::ValuesAsText, there),
            _ => {}
        }
    }
    warnings
}

/// How many cells are not null, and how many look like a text that Go made of what is none.
fn counts(column: &Column) -> (usize, usize) {
    let (mut there, mut no_texts) = (0, 0);
    for row in 0..column.len() {
        match column.cell(row) {
            Cell::Null => continue,
            Cell::Text(text) if may_be_no_text(text) => no_texts += 1,
            _ => {}
        }
        there += 1;
    }
    (there, no_texts)
}

/// Whether a text is one that Go makes of what is none: `407`, `-3.5e-07`, `true`, `[AL(R) CA(R)]`, `map[a:1]`.
fn may_be_no_text(text: &str) -> bool {
    let is_list = text.ends_with(']') && (text.starts_with('[') || text.starts_with("map["));
    // Exact enough for a warning; a parser of floats would weigh as much as half of the module for JavaScript.
    let is_number = text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'+' | b'-'));
    is_list || is_number || text == "true" || text == "false"
}
