//! Arrow streams for JavaScript: a wasm file that is loaded when the first one is read or written.
//!
//! ```js
//! const table = await client.fetchCustom(cypher, { useArrow: true });
//! const stream = await table.toArrow();
//! ```
//!
//! The client's tables are in the memory of another module: between the two they go as `neuprint_table::transfer` has it.

use neuprint_js::error::{INTERNAL, MALFORMED_RESPONSE, UNSUPPORTED, failure};
use neuprint_js::object::object;
use neuprint_table::{ArrowError, ArrowProblem, read_arrow, transfer, write_arrow};
use wasm_bindgen::prelude::*;

/// From an Arrow stream to a table in transfer.
///
/// Throws a `NeuprintError` with the code `malformed-response`, or `unsupported` for types that tables do not have.
#[wasm_bindgen(js_name = readArrow)]
pub fn read(stream: &[u8]) -> Result<Vec<u8>, JsValue> {
    read_arrow(stream).map(|table| transfer::to_bytes(&table, None)).map_err(|error| thrown(&error))
}

/// From a table in transfer to an Arrow stream.
#[wasm_bindgen(js_name = writeArrow)]
pub fn write(table: &[u8]) -> Result<Vec<u8>, JsValue> {
    let table = transfer::of_bytes(table)
        .ok_or_else(|| failure(INTERNAL, "the table came from another version of this package", &object([])))?;
    Ok(write_arrow(&table, None))
}

/// Makes an error of every panic.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_val(neuprint_js::error::panicked(panic))));
}

fn thrown(error: &ArrowError) -> JsValue {
    let code = if matches!(error.problem(), ArrowProblem::Unsupported(_)) { UNSUPPORTED } else { MALFORMED_RESPONSE };
    failure(code, &error.to_string(), &object([("at", (error.at() as f64).into())]))
}
