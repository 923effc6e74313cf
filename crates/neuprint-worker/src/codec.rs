//! Messages as arrays of typed arrays: see [`neuprint_worker::messages`].

use js_sys::{Array, Float32Array, Uint8Array, Uint32Array};
use neuprint_worker::Bulk;
use neuprint_worker::messages::{FromWorker, ToWorker};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope};

/// A message of the page, and the files that came with it.
pub(crate) fn read(data: &JsValue) -> Result<(ToWorker, Vec<Blob>), String> {
    let parts = Array::from(data);
    let bytes: Uint8Array = parts.get(0).dyn_into().map_err(|_| "a message without bytes came")?;
    let message =
        postcard::from_bytes(&bytes.to_vec()).map_err(|error| format!("a message cannot be read: {error}"))?;
    let files = parts.iter().skip(1).map(|file| file.dyn_into().map_err(|_| "something that is no file came"));
    Ok((message, files.collect::<Result<_, _>>()?))
}

/// Sends a message to the page. Its arrays are transferred, not copied.
pub(crate) fn post(scope: &DedicatedWorkerGlobalScope, message: &FromWorker, bulk: Vec<Bulk>) {
    let bytes = match postcard::to_allocvec(message) {
        Ok(bytes) => Uint8Array::from(bytes.as_slice()),
        Err(error) => wasm_bindgen::throw_str(&format!("an answer cannot be written: {error}")),
    };
    let (parts, buffers) = (Array::of1(&bytes), Array::of1(&bytes.buffer()));
    for array in bulk {
        let (part, buffer): (JsValue, _) = match array {
            Bulk::Bytes(bytes) => {
                let array = Uint8Array::from(bytes.as_slice());
                let buffer = array.buffer();
                (array.into(), buffer)
            }
            Bulk::Floats(floats) => {
                let array = Float32Array::from(floats.as_slice());
                let buffer = array.buffer();
                (array.into(), buffer)
            }
            Bulk::Words(words) => {
                let array = Uint32Array::from(words.as_slice());
                let buffer = array.buffer();
                (array.into(), buffer)
            }
        };
        parts.push(&part);
        buffers.push(&buffer);
    }
    if let Err(error) = scope.post_message_with_transfer(&parts, &buffers) {
        wasm_bindgen::throw_val(error);
    }
}
