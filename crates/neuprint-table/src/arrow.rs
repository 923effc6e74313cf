//! Arrow IPC streams: tables for and from pyarrow, polars, arrow-js, DuckDB, and neuPrint's own Arrow endpoint.
//!
//! ```
//! use neuprint_table::{TableDecoder, read_arrow, write_arrow};
//!
//! let mut decoder = TableDecoder::new();
//! decoder.push(br#"{"columns":["bodyId","rois"],"data":[[720575940628857210,["EB"]],[1,null]]}"#)?;
//! let table = decoder.finish()?;
//! assert_eq!(read_arrow(&write_arrow(&table, None))?, table);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Only what tables of query results need is here: no dates, no decimals, no compression; such streams are refused with
//! a typed error. Buffers are read where they lie and never trusted: damaged bytes are an error, not a panic, and what
//! is allocated is in proportion to the stream. The format: <https://arrow.apache.org/docs/format/Columnar.html>.

mod array;
mod build;
mod error;
mod flat;
mod message;
mod nested;
mod read;
mod schema;
mod warning;
mod write;

pub use error::{ArrowError, ArrowProblem};
pub use read::{read_arrow, read_arrow_answer};
pub use warning::{ArrowLoss, ArrowWarning};
pub(crate) use write::{begin_file, end_file, write_file_rows};
pub use write::{write_arrow, write_arrow_file};
