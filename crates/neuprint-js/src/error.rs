//! Failures as JavaScript receives them: a `NeuprintError` with a stable code.

use std::panic::PanicHookInfo;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::object::object;

// The class is written in JavaScript, beside the package's loaders, so that it is a real subclass of `Error` and the same
// one in all wasm files. Its codes are a union of string literals in `error.d.ts`.
#[wasm_bindgen(raw_module = "../error.js")]
extern "C" {
    /// An `Error` with `code` and `details`.
    #[wasm_bindgen(extends = js_sys::Error)]
    #[derive(Debug, Clone)]
    pub type NeuprintError;

    #[wasm_bindgen(constructor)]
    fn new(code: &str, message: &str, details: &Object, cause: &JsValue) -> NeuprintError;
}

/// The code of what the caller's signal ended.
pub const ABORTED: &str = "aborted";
/// The code of mistakes of this library.
pub const INTERNAL: &str = "internal";
/// The code of what cannot be used.
pub const INVALID_ARGUMENT: &str = "invalid-argument";
/// The code of texts that are no skeletons.
pub const INVALID_SWC: &str = "invalid-swc";
/// The code of answers that are not what they should be.
pub const MALFORMED_RESPONSE: &str = "malformed-response";
/// The code of what cannot be done.
pub const UNSUPPORTED: &str = "unsupported";

/// A failure with more about it as plain data.
pub fn failure(code: &str, message: &str, details: &Object) -> JsValue {
    NeuprintError::new(code, message, details, &JsValue::UNDEFINED).into()
}

/// A mistake of this library.
pub fn internal(message: &str) -> JsValue {
    failure(INTERNAL, message, &Object::new())
}

/// The caller's signal was aborted, for this reason.
pub fn aborted(reason: JsValue) -> JsValue {
    NeuprintError::new(ABORTED, "the request was aborted by its signal", &Object::new(), &reason).into()
}

/// The caller gave something that cannot be used.
pub fn invalid_argument(message: &str) -> JsValue {
    failure(INVALID_ARGUMENT, message, &Object::new())
}

/// This cannot be done with this dataset or this value.
pub fn unsupported(message: &str) -> JsValue {
    failure(UNSUPPORTED, message, &Object::new())
}

/// The same failure with another message and more details. What is no `NeuprintError` stays as it is.
pub fn told<const N: usize>(
    failure: JsValue,
    message: impl FnOnce(String) -> String,
    more: [(&str, JsValue); N],
) -> JsValue {
    let Some(error) = failure.dyn_ref::<NeuprintError>() else { return failure };
    error.set_message(&message(error.message().into()));
    if let Some(details) = Reflect::get(error, &"details".into()).ok().and_then(|details| details.dyn_into().ok()) {
        Object::assign(&details, &object(more));
    }
    failure
}

/// What a panic becomes: said on the console with its place, and given back as a failure.
pub fn panicked(panic: &PanicHookInfo<'_>) -> JsValue {
    console_error_panic_hook::hook(panic);
    internal(&format!("a mistake of this library; please report it, and load the page again: {panic}"))
}
