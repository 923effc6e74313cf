//! What the JavaScript bindings share: reading what JavaScript gives, plain objects, and the class of everything that
//! fails.
//!
//! ```text
//! let options = Options::of(options, "options")?;        // TypeScript's types are a promise that nobody keeps
//! let limit = options.amount("maxDistance")?;
//! Ok(object([("limit", limit.into())]))
//! ```
//!
//! Each of the npm package's wasm files is a crate of its own that leans on this one. It knows nothing of neuPrint.

pub mod arguments;
pub mod error;
pub mod identifier;
pub mod object;
