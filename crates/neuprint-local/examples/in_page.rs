//! A dataset in WebAssembly, as it is in a page: for `cargo xtask bench local`, which loads it and asks it in Node.
//!
//! ```text
//! const dataset = new InPage(bytes);
//! const rows = dataset.ask("MATCH (n:Neuron) RETURN count(n)");
//! ```
#![cfg(target_arch = "wasm32")]

use std::sync::Arc;

use neuprint_cypher::{Graph, Limits, Step, parse};
use neuprint_local::Dataset;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The memory of the module, which never shrinks.
#[wasm_bindgen]
pub fn held() -> JsValue {
    wasm_bindgen::memory()
}

/// A loaded dataset.
#[wasm_bindgen]
pub struct InPage {
    graph: Arc<Graph>,
}

#[wasm_bindgen]
impl InPage {
    /// Reads a dataset file.
    ///
    /// # Errors
    /// What is wrong with it.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<InPage, String> {
        let dataset = Dataset::read(bytes).map_err(|error| error.to_string())?;
        Ok(Self { graph: dataset.shared_graph() })
    }

    /// Runs a query to its end; how many rows it has.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn ask(&self, text: &str) -> Result<usize, String> {
        let run = || {
            let mut execution = parse(text)?.start(self.graph.clone(), Limits::default())?;
            let mut all = Vec::new();
            loop {
                match execution.advance(1_000_000)? {
                    Step::Rows(rows) => all.extend(rows),
                    Step::Pending => {}
                    Step::Done => return Ok(all.len()),
                }
            }
        };
        run().map_err(|error: neuprint_cypher::CypherError| error.to_string())
    }
}
