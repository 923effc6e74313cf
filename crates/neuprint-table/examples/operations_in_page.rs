//! A table in WebAssembly, as it is in a page: for `cargo xtask bench table`, which works on it in Node.
//!
//! ```text
//! const table = new InPage(1_000_000);
//! table.run(0);            // how much came of the first operation
//! ```
#![cfg(target_arch = "wasm32")]

#[path = "../benches/table/operations.rs"]
mod operations;

use operations::{OPERATIONS, Operations};
use wasm_bindgen::prelude::wasm_bindgen;

/// A table, and what is done with it.
#[wasm_bindgen]
#[allow(missing_debug_implementations, reason = "JavaScript does not print it so")]
pub struct InPage(Operations);

#[wasm_bindgen]
impl InPage {
    /// Makes a table of so many rows.
    #[wasm_bindgen(constructor)]
    pub fn new(rows: usize) -> InPage {
        Self(Operations::new(rows))
    }

    /// Does an operation; how much came of it.
    pub fn run(&self, operation: usize) -> usize {
        self.0.run(operation)
    }
}

/// What an operation is called; nothing past the last.
#[wasm_bindgen]
pub fn name(operation: usize) -> Option<String> {
    OPERATIONS.get(operation).map(|(name, _)| (*name).to_owned())
}

/// How many milliseconds an operation may take, if that is set.
#[wasm_bindgen]
pub fn target(operation: usize) -> Option<f64> {
    OPERATIONS.get(operation).and_then(|(_, target)| *target)
}
