//! JavaScript bindings of the neuPrint client: the larger wasm file of the npm package `neuprint`. Skeletons are in
//! another one, that of `neuprint-skeleton-wasm`.
//!
//! ```js
//! import { Client } from "neuprint";
//!
//! const client = await Client.connect({ server: "neuprint.janelia.org", dataset: "hemibrain:v1.2.1" });
//! const table = await client.fetchCustom("MATCH (n:Neuron) RETURN n.bodyId, n.type LIMIT 10");
//! const skeleton = await client.fetchSkeleton(table.row(0)[0], { heal: true });
//! ```
//!
//! One exported concept is one file: what JavaScript calls it, its TypeScript types, and a few lines that hand on to
//! the crate that does the work. Bulk data crosses as one typed array per column, integers as `bigint`, and every
//! failure as a `NeuprintError`. The loaders for Node, browsers and bundlers are hand-written, in `npm/`.

mod abort;
mod analysis;
mod body_id;
mod client;
mod criteria;
mod datasets;
mod error;
mod mesh;
mod neuroglancer;
mod pasted;
mod pending;
mod progress;
mod query;
mod skeleton;
mod table;

use neuprint_js::{arguments, object};

pub use analysis::{
    assign_sides_in_groups, bilateral_syndist, connection_table_to_matrix, merge_neuron_properties, syndist_matrix,
};
pub use client::{Client, Transaction};
pub use neuroglancer::{neuroglancer_link, parse_neuroglancer_link};
pub use pasted::parse_body_ids;
pub use table::{Cells, Table};

use wasm_bindgen::prelude::wasm_bindgen;

/// Makes an error of every panic.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(pending::panicked));
}
