//! The wasm binary that pages load; all it does is to link the exports of the library.

use neuprint_viewer as _;

fn main() {}
