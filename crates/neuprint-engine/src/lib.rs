//! The dataset that runs in the page, and the reading half of Cypher, as a module of its own.
//!
//! The worker loads it when such a dataset is opened or a text is checked; whoever only asks servers and does not write
//! queries never does. Across the border go bytes and the plain types of [`told`]; nothing on the worker's side knows
//! the engine. The package's binary puts the same functions behind JavaScript classes.
//!
//! ```
//! use neuprint_engine::OpenDataset;
//!
//! let dataset = OpenDataset::read(neuprint_local::SAMPLE).unwrap();
//! assert_eq!(dataset.told().name, "hemibrain-sample:v1.2.1");
//! let request = http::Request::get("/api/version").body(bytes::Bytes::new()).unwrap();
//! let mut answering = dataset.start(request);
//! let answer = answering.advance(1_000, 0).unwrap();
//! assert_eq!((answer.status, &answer.body[..]), (200, &b"{\"Version\":\"1.9.2\"}\n"[..]));
//! ```

mod border;
pub mod told;

#[cfg(feature = "datasets")]
mod answering;
#[cfg(feature = "datasets")]
mod dataset;
#[cfg(feature = "datasets")]
mod in_process;
#[cfg(feature = "datasets")]
mod text;

pub use border::{Engine, EngineAnswering, EngineDataset};

#[cfg(feature = "datasets")]
pub use answering::Answering;
#[cfg(feature = "datasets")]
pub use dataset::OpenDataset;
#[cfg(feature = "datasets")]
pub use in_process::InProcess;
#[cfg(feature = "datasets")]
pub use text::{functions, mistake};
