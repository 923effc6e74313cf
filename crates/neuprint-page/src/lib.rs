//! What the wasm modules of the app's pages share: the way to the worker, the address, the open dataset.
//!
//! The app is loaded first and holds the query page. The others are modules of their own, each loaded when it is first
//! visited, so that nobody waits for what he does not use. Each has its own memory and its own Leptos; between them
//! stands one JavaScript object, the [`Bridge`].
//!
//! ```text
//! let link = Link::default();                  // in the app: starts the worker on first use
//! let link = Link::through(bridge);            // in a page: the same worker
//! let answer = link.ask(Request::Query { cypher }, |progress| …).await?;
//! ```

pub mod address;
mod bridge;
pub mod decimal;
mod download;
pub mod filters;
mod link;
pub mod offline;
mod opened;
mod session;
pub mod views;
pub mod wording;

pub use bridge::{Bridge, Heard, Held};
pub use download::{save_file, save_parts};
pub use link::{Answer, Asking, Link, Stopper};
pub use opened::{Opened, unexpected};
pub use session::Session;
