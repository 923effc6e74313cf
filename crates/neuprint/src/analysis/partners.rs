//! A set's partners by type, as scientists read connections.
//!
//! ```text
//! let connections = Connections::read(&own, &partners, &edges, &totals)?;    // answers to a `PartnerQuestion`
//! let table = partners_by_type(&connections, Denominator::Shown);
//! table.rows[0].percent
//! ```
//!
//! Every connection is counted once, whatever a neuron or partner is in; connections of weight 0 are not. What is not
//! known stands apart: partners without a type are a row of their own, weights without a side a column of their own.

mod by_type;
mod matrix;
mod read;
mod rois;
mod side;

pub use by_type::{Denominator, PartnerRow, PartnerTable, partners_by_type};
pub use matrix::{matrix_to_table, partner_matrix};
pub use read::{Connections, Edge, Own, Partner};
pub use rois::{RoiWeights, roi_weights};
pub use side::{Side, side_of};
