//! Tables as [Parquet](https://parquet.apache.org) files, a wasm module of its own.
//!
//! The worker loads it when the first such file is written; nobody else does. Tables come in the form of
//! `neuprint_table::transfer`, pieces of the file go back; nothing on the worker's side knows Parquet. The package's binary
//! puts the same functions behind a JavaScript class.
//!
//! ```
//! use neuprint_parquet::{InProcess, Parquet, ParquetFile};
//! use neuprint_table::{Cell, Column, Table, transfer};
//!
//! let mut body = Column::new("bodyId");
//! body.push(Cell::Int(720_575_940_628_857_211));
//! let table = Table::of_columns(vec![body]).unwrap();
//!
//! let mut file = InProcess.begin(&transfer::to_bytes(&table.slice(0..0), None), &[("dataset", "hemibrain:v1.2.1")])?;
//! let mut bytes = file.rows(&transfer::to_bytes(&table, None))?;
//! bytes.extend(file.end()?);
//! assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
//! # Ok::<(), String>(())
//! ```
//!
//! Apache's own crate writes, without its Arrow half, which would be most of the module. It reads nothing.

mod border;

#[cfg(feature = "writer")]
mod column;
#[cfg(feature = "writer")]
mod in_process;
#[cfg(feature = "writer")]
mod writer;

pub use border::{Parquet, ParquetFile};

#[cfg(feature = "writer")]
pub use in_process::{InProcess, OpenFile};
#[cfg(feature = "writer")]
pub use writer::ParquetWriter;
