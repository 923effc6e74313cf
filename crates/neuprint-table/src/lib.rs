//! Query results as exact, typed columns.
//!
//! ```
//! use neuprint_table::{Cell, TableDecoder};
//!
//! let mut decoder = TableDecoder::new();
//! // The answer may come in pieces that are cut anywhere.
//! decoder.push(br#"{"columns":["bodyId","type"],"data":[[7205759406"#)?;
//! decoder.push(br#"28857210,"KCg"],[1,null]],"debug":""}"#)?;
//! let table = decoder.finish()?;
//!
//! assert_eq!(table.cell(0, 0), Cell::Int(720_575_940_628_857_210));
//! assert_eq!(table.cell(1, 1), Cell::Null);
//! # Ok::<(), neuprint_table::DecodeError>(())
//! ```
//!
//! No digit of a 64-bit integer is ever lost: a column that holds integers beyond 2^53 and a fraction keeps each cell
//! in its own kind instead of becoming a column of floats. Lists and maps stay the JSON text that the server sent.
//! With the feature `arrow`, tables are read from Arrow IPC streams and written as such. The crate knows nothing of
//! neuPrint, HTTP or JavaScript.

#[cfg(feature = "arrow")]
mod arrow;
mod bits;
mod cell;
pub mod chart;
mod chunks;
mod cluster;
mod codes;
mod column;
mod csv;
mod decode;
mod fields;
pub mod file;
mod filter;
mod find;
mod graphml;
mod group;
mod hash;
mod inspect;
mod json;
mod markdown;
mod needle;
mod number;
mod numbered;
mod order;
mod python;
mod radix;
mod rows;
mod selection;
mod sort;
mod table;
mod text;
pub mod transfer;
mod value;

#[cfg(feature = "arrow")]
pub use arrow::{
    ArrowError, ArrowLoss, ArrowProblem, ArrowWarning, read_arrow, read_arrow_answer, write_arrow, write_arrow_file,
};
pub use bits::Bits;
pub use cell::Cell;
pub use chunks::Chunks;
pub use cluster::cluster;
pub use column::{Column, ColumnData, MixedCell};
pub use csv::{write_csv, write_delimited};
pub use decode::{DecodeError, DecodeProblem, TableDecoder};
pub use fields::object_fields;
pub use filter::{Test, passing};
pub use find::Matches;
pub use graphml::{Edges, write_graphml};
pub use group::{GroupError, Grouping, Measure, MeasureKind, group};
pub use inspect::{Bin, Inspection, Numbers, inspect};
pub use json::{write_json, write_json_cell, write_json_file, write_records};
pub use markdown::write_markdown;
pub use needle::Needle;
pub use number::Number;
pub use numbered::{Numbered, Pairs};
pub use order::{sort_by, sort_places};
pub use python::write_python;
pub use selection::Selection;
pub use sort::{SortKey, sort, sort_rows};
pub use table::Table;
pub use text::TextColumn;
pub use value::{JsonError, read_json};
