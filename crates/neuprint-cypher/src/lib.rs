//! The reading half of Cypher over an in-memory column store.
//!
//! ```
//! use std::sync::Arc;
//!
//! use neuprint_cypher::{GraphBuilder, Limits, Step, Value, parse};
//!
//! let mut builder = GraphBuilder::new();
//! builder.add_node(&["Neuron"], [("bodyId", Value::Int(1)), ("type", Value::text("DA1_lPN"))]);
//! builder.add_node(&["Neuron"], [("bodyId", Value::Int(2))]);
//! let graph = Arc::new(builder.build());
//!
//! let query = parse("MATCH (n:Neuron) WHERE n.type =~ 'DA1.*' RETURN n.bodyId")?;
//! let mut execution = query.start(graph, Limits::default())?;
//! assert_eq!(execution.columns(), ["n.bodyId"]);
//! assert_eq!(execution.advance(1_000)?, Step::Rows(vec![vec![Value::Int(1)]]));
//! # Ok::<(), neuprint_cypher::CypherError>(())
//! ```
//!
//! What the engine does not speak yet is refused with its place, never answered wrongly. It runs in slices
//! ([`Execution::advance`]) because it holds no clock: the caller decides when to pause and when to stop.

mod ast;
mod breadth;
mod error;
mod eval;
mod functions;
mod json;
mod parse;
mod plan;
mod procedure;
mod query;
mod run;
pub mod store;
mod temporal;
pub mod value;

pub use error::{CypherError, ErrorCode, Position};
pub use functions::{FunctionHelp, functions};
pub use json::{NotInJson, string as write_json_string, write_json};
pub use procedure::{Kind, Procedure};
pub use query::{Execution, Given, Limits, Query, Step, check_syntax, parse};
pub use store::{Graph, GraphBuilder};
pub use temporal::{Duration, Temporal, TemporalKind};
pub use value::{Map, NodeId, Path, Point, RelId, Value};
