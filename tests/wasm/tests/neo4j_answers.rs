//! The engine in a page gives what a real Neo4j answered over the same graph, in Node and in Chromium: the same queries,
//! judged by the same rules, as natively.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "../../oracle/judged.rs"]
mod judged;
#[path = "../../oracle/recorded_graph.rs"]
mod recorded_graph;
#[path = "../../oracle/same.rs"]
mod same;

use neuprint_wasm_tests::RECORDED;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

#[wasm_bindgen_test]
fn every_recorded_query_is_answered_as_recorded() {
    // `cargo xtask test` names it among the skips then.
    let Some([nodes, edges, cypher]) = RECORDED else { return };
    let judged = judged::judged(recorded_graph::read(nodes, edges), recorded_graph::lines_of(cypher));
    console_log!("{}", judged.told());
    judged.assert();
}
