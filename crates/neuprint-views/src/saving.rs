//! Files that the worker made.

use js_sys::Uint8Array;
use neuprint_page::{Answer, save_file, unexpected};
use neuprint_worker::messages::{Failure, Response, file_stem};
use wasm_bindgen::JsCast;

/// Saves the file of an answer, its dataset before its name; or why it cannot be saved, in words.
pub(crate) fn save(dataset: &str, answer: Result<Answer, Failure>) -> Result<(), String> {
    let Answer { response, bulk } = answer.map_err(|failure| failure.message)?;
    let bytes = bulk.first().and_then(|bytes| bytes.dyn_ref::<Uint8Array>());
    match (response, bytes) {
        (Response::File { name, mime }, Some(bytes)) => {
            save_file(&format!("{}-{name}", file_stem(dataset)), &mime, bytes)
                .map_err(|_| "The browser could not make the file: it may be too large.".to_owned())
        }
        _ => Err(unexpected("a file").message),
    }
}
