//! A neuPrint dataset in one file that answers neuPrint's REST API in process.
//!
//! A [`Dataset`] is read from one file (its format is in [`format`](mod@format)); a [`LocalServer`] answers requests
//! over it as neuPrintHTTP would; a [`LocalTransport`] puts a client in front.
//!
//! ```
//! use http::Request;
//! use neuprint_local::LocalServer;
//!
//! let server = LocalServer::new(Vec::new());
//! let request = Request::get("/api/version").body(Default::default())?;
//! assert_eq!(server.handle(request).into_body().into_bytes(), "{\"Version\":\"1.9.2\"}\n");
//! # Ok::<(), http::Error>(())
//! ```
//!
//! Nothing here waits, reads files or knows the time: whoever calls decides when to go on ([`Job::advance`]).

mod body;
pub mod dataset;
pub mod format;
mod of_graph;
mod of_skeletons;
pub mod property_graph;
#[cfg(feature = "sample")]
mod sample;
mod server;
mod transport;

pub use body::Body;
pub use dataset::{About, Dataset, KeyValues};
pub use format::FormatError;
pub use of_skeletons::LeftOut;
#[cfg(feature = "sample")]
pub use sample::{SAMPLE, sample};
#[cfg(feature = "full-api")]
pub use server::Admitted;
pub use server::{Job, LocalServer, QueryLimits, RowsOf};
pub use transport::LocalTransport;
