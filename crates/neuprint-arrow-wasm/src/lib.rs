//! Arrow streams for JavaScript: a wasm file that is loaded when the first one is read or written.
//!
//! ```js
//! const table = await client.fetchCustom(cypher, { useArrow: true });
//! const stream = await table.toArrow();
//! ```
//!
//! The client's tables are in the memory of another module: between the two they go as `neuprint_table::transfer` has it.

use js_sys::{Array, Object, Uint8Array};
use neuprint_js::error::{INTERNAL, MALFORMED_RESPONSE, UNSUPPORTED, failure};
use neuprint_js::object::object;
use neuprint_table::{ArrowError, ArrowProblem, ArrowWarning, read_arrow_answer, transfer, write_arrow};
use wasm_bindgen::prelude::*;

/// From a server's Arrow stream to a table in transfer, `table`, and what may be lost in it, `warnings`: for each column
/// and kind of loss an object with `column`, `loss`, `rows` and `message`.
///
/// Throws a `NeuprintError` with the code `malformed-response`, or `unsupported` for types that tables do not have.
#[wasm_bindgen(js_name = readArrow)]
pub fn read(stream: &[u8]) -> Result<Object, JsValue> {
    let (table, warnings) = read_arrow_answer(stream).map_err(|error| thrown(&error))?;
    let table = Uint8Array::from(transfer::to_bytes(&table, None).as_slice());
    let warnings: Array = warnings.iter().map(warning).collect();
    Ok(object([("table", table.into()), ("warnings", warnings.into())]))
}

fn warning(warning: &ArrowWarning) -> Object {
    object([
        ("column", (&warning.column).into()),
        ("loss", warning.loss.code().into()),
        ("rows", (warning.rows as f64).into()),
        ("message", warning.to_string().into()),
    ])
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
