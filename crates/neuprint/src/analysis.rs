//! What people make of query results: properties joined to connections, matrices, sides.
//!
//! ```
//! use neuprint::analysis::{MatrixOptions, connection_table_to_matrix};
//! use neuprint::table::TableDecoder;
//!
//! let mut decoder = TableDecoder::new();
//! decoder.push(br#"{"columns":["type_pre","type_post","weight"],"data":[["KCg","MBON01",3],["KCg","MBON01",4]]}"#)?;
//! let matrix = connection_table_to_matrix(&decoder.finish()?, &MatrixOptions::grouped_by("type"))?;
//! assert_eq!(matrix.weight(0, 0), 7.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The functions mean what those of the same names in neuprint-python 0.6.4 mean; differences are written where they are
//! made. [`partners`] is our own. They ask no server.

mod columns;
mod error;
mod labels;
mod matrix;
pub mod partners;
mod properties;
mod sides;
mod synapse_distribution;

pub use error::AnalysisError;
pub use matrix::{ConnectionMatrix, MatrixOptions, connection_table_to_matrix};
pub use properties::merge_neuron_properties;
pub use sides::{SideOptions, assign_sides_in_groups};
pub use synapse_distribution::{SyndistOptions, bilateral_syndist, syndist_matrix};
