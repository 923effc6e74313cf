//! The reading half of Cypher over an in-memory column store.

pub mod store;
pub mod value;

pub use store::{Graph, GraphBuilder};
pub use value::{Map, NodeId, Path, Point, RelId, Value};
