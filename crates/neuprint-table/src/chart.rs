//! What charts of a table's rows show: histograms, bars, points, lines, matrices; and the axes that they stand on.
//!
//! ```
//! use neuprint_table::chart::histogram;
//! use neuprint_table::{Cell, Column};
//!
//! let mut weight = Column::new("weight");
//! for cell in [Cell::Int(3), Cell::Null, Cell::Int(14), Cell::Int(15)] {
//!     weight.push(cell);
//! }
//! let spread = histogram(&weight, None, None, false, 3).unwrap();
//! let bins: Vec<_> = spread.bins.iter().map(|bin| (bin.low.to_string(), bin.rows)).collect();
//! assert_eq!(bins, [("0".to_owned(), 1), ("5".to_owned(), 0), ("10".to_owned(), 1), ("15".to_owned(), 1)]);
//! assert_eq!(spread.left_out.nulls, 1);
//! ```
//!
//! Everything is computed from some rows (row indices, in the order in which they are shown) or from all. What cannot stand
//! on an axis is left out and counted ([`LeftOut`]). Nothing is drawn here.

mod bars;
mod bins;
mod categories;
mod heat;
mod histogram;
mod left_out;
mod line;
mod nice;
mod scale;
mod scatter;

pub use bars::{Bar, Bars, bars};
pub use categories::Categories;
pub use heat::{Heat, ValueOrder, heat};
pub use histogram::{Histogram, HistogramBin, histogram};
pub use left_out::LeftOut;
pub use line::{Line, LinePoint, line};
pub use scale::{Scale, Tick};
pub use scatter::{Axes, Scatter, scatter};
