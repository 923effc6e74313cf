//! Connections in a table as a graph: which columns they are in, added up, grouped by type; where to draw the nodes;
//! and the same as a matrix.
//!
//! ```
//! use neuprint_graph::{Graph, GraphColumns, Layout};
//! use neuprint_table::TableDecoder;
//!
//! let mut decoder = TableDecoder::new();
//! decoder.push(br#"{"columns":["bodyId_pre","type_pre","bodyId_post","type_post","weight"],"data":[
//!     [11,"KCg",31,"MBON",7],[12,"KCg",31,"MBON",5],[11,"KCg",31,"MBON",1]]}"#)?;
//! let table = decoder.finish()?;
//! let columns = GraphColumns::find(&table).unwrap();
//!
//! let neurons = Graph::read(&table, None, &columns)?;
//! assert_eq!((neurons.nodes.len(), neurons.edges.len(), neurons.edges[0].weight), (3, 2, 8.0));
//! let types = neurons.by_type();
//! assert_eq!((types.nodes.len(), types.edges.len(), types.edges[0].pairs), (2, 1, 2));
//!
//! let shown = types.strongest(2_000, 20_000);
//! let mut layout = Layout::new(shown.nodes.len(), &shown.edges);
//! while layout.advance(100_000) {}
//! assert_eq!(layout.places().len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The crate knows neither servers nor browsers, and nothing of clocks: whoever lays out a graph does it in slices.

mod columns;
mod graph;
mod layout;
mod matrix;
mod order;
mod primary;
mod read;
mod strongest;
mod types;

pub use columns::GraphColumns;
pub use graph::{Edge, Graph, Node, Place, Told};
pub use layout::Layout;
pub use matrix::{CellValue, Matrix};
pub use order::{MatrixOrder, order};
pub use primary::Rois;
pub use read::GraphError;
pub use strongest::Part;
