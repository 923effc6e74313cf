//! Reading SWC: where it comes from, and what is said of it.

use js_sys::Uint8Array;
use neuprint_js::error::{INVALID_SWC, failure, invalid_argument};
use neuprint_js::object::object;
use neuprint_skeleton::{ParseError, Parsed, SwcParser};
use wasm_bindgen::{JsCast, JsValue};

/// So much is copied into WebAssembly's memory in one go: it stays in the processor's cache, and the memory need not grow by a
/// whole file.
const PIECE: u32 = 1 << 17;

/// Reads a whole file.
pub(super) fn whole(swc: &JsValue, parser: SwcParser) -> Result<Parsed, JsValue> {
    let read = match (swc.as_string(), swc.dyn_ref::<Uint8Array>()) {
        (Some(text), _) => {
            let mut parser = parser.expecting(text.len());
            parser.push(text.as_bytes()).and_then(|()| parser.finish())
        }
        (None, Some(bytes)) => {
            let mut parser = parser.expecting(bytes.length() as usize);
            push(&mut parser, bytes).and_then(|()| parser.finish())
        }
        (None, None) => return Err(invalid_argument("`swc` must be a string or a Uint8Array")),
    };
    read.map_err(|error| invalid_swc(&error))
}

/// Reads on.
pub(super) fn push(parser: &mut SwcParser, bytes: &Uint8Array) -> Result<(), ParseError> {
    let length = bytes.length();
    let mut copied = vec![0; length.min(PIECE) as usize];
    for start in (0..length).step_by(PIECE as usize) {
        let end = length.min(start.saturating_add(PIECE));
        let piece = &mut copied[..(end - start) as usize];
        bytes.subarray(start, end).copy_to(piece);
        parser.push(piece)?;
    }
    Ok(())
}

/// A text is no skeleton.
pub(super) fn invalid_swc(error: &ParseError) -> JsValue {
    let details = object([("line", error.line.into()), ("column", error.column.into())]);
    failure(INVALID_SWC, &format!("not valid SWC: {error}"), &details)
}
