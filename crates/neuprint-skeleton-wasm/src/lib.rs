//! JavaScript bindings of the skeleton engine: the wasm file behind `neuprint/skeleton`.
//!
//! ```js
//! import { Skeleton } from "neuprint/skeleton";
//!
//! const { skeleton, bridges } = Skeleton.parse(swc).heal();
//! ```
//!
//! The client's own wasm file holds no code for skeletons: it hands SWC to this one. There is one class `Skeleton`.

mod skeleton;

pub use skeleton::{Gaps, Skeleton, SwcParser};

use wasm_bindgen::prelude::wasm_bindgen;

/// Makes an error of every panic.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_val(neuprint_js::error::panicked(panic))));
}
