//! Failures as JavaScript receives them: a `NeuprintError` with a stable code.

mod details;

use js_sys::Object;
use neuprint_skeleton::ParseError;
use wasm_bindgen::prelude::*;

use crate::object::object;

// The class is written in JavaScript, beside the package's loaders, so that it is a real subclass of `Error`. Its
// codes are a union of string literals in `error.d.ts`.
#[wasm_bindgen(raw_module = "../error.js")]
extern "C" {
    /// An `Error` with `code` and `details`.
    #[wasm_bindgen(extends = js_sys::Error)]
    #[derive(Debug, Clone)]
    pub type NeuprintError;

    #[wasm_bindgen(constructor)]
    fn new(code: &str, message: &str, details: &Object, cause: &JsValue) -> NeuprintError;
}

const ABORTED: &str = "aborted";
const INTERNAL: &str = "internal";
const INVALID_ARGUMENT: &str = "invalid-argument";
const INVALID_SWC: &str = "invalid-swc";
const UNSUPPORTED: &str = "unsupported";

/// What a client's call failed with.
pub(crate) fn thrown(error: &neuprint::Error) -> JsValue {
    thrown_with(error, [])
}

/// What a client's call failed with, and more about it.
pub(crate) fn thrown_with<const N: usize>(error: &neuprint::Error, more: [(&str, JsValue); N]) -> JsValue {
    let details = Object::assign(&details::of(error), &object(more));
    NeuprintError::new(error.code(), &error.to_string(), &details, &JsValue::UNDEFINED).into()
}

/// A mistake of this library.
pub(crate) fn internal(message: &str) -> JsValue {
    NeuprintError::new(INTERNAL, message, &Object::new(), &JsValue::UNDEFINED).into()
}

/// The caller's signal was aborted, for this reason.
pub(crate) fn aborted(reason: JsValue) -> JsValue {
    NeuprintError::new(ABORTED, "the request was aborted by its signal", &Object::new(), &reason).into()
}

/// The caller gave something that cannot be used.
pub(crate) fn invalid_argument(message: &str) -> JsValue {
    NeuprintError::new(INVALID_ARGUMENT, message, &Object::new(), &JsValue::UNDEFINED).into()
}

/// A text is no skeleton.
pub(crate) fn invalid_swc(error: &ParseError) -> JsValue {
    let details = object([("line", error.line.into()), ("column", error.column.into())]);
    NeuprintError::new(INVALID_SWC, &format!("not valid SWC: {error}"), &details, &JsValue::UNDEFINED).into()
}

/// This cannot be done with this dataset or this value.
pub(crate) fn unsupported(message: &str) -> JsValue {
    NeuprintError::new(UNSUPPORTED, message, &Object::new(), &JsValue::UNDEFINED).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPES: &str = include_str!("../npm/error.d.ts");

    /// The string literals of `export type NeuprintErrorCode = | "…" | "…";`.
    fn codes_of_the_types() -> Vec<&'static str> {
        let (_, union) = TYPES.split_once("export type NeuprintErrorCode =").expect("error.d.ts declares the codes");
        // Comments go first: they may hold what ends the union.
        let lines = union.lines().map(|line| line.split("//").next().unwrap_or_default());
        let mut codes = Vec::new();
        for line in lines {
            codes.extend(line.split('"').skip(1).step_by(2));
            if line.contains(';') {
                break;
            }
        }
        codes
    }

    #[test]
    fn the_types_have_exactly_the_codes_of_the_core() {
        let (mut typed, mut known) = (codes_of_the_types(), neuprint::Error::CODES.to_vec());
        typed.sort_unstable();
        known.sort_unstable();
        assert_eq!(typed, known);
    }

    #[test]
    fn the_codes_that_only_the_bindings_use_are_codes_of_the_core() {
        for code in [ABORTED, INTERNAL, INVALID_ARGUMENT, INVALID_SWC, UNSUPPORTED] {
            assert!(neuprint::Error::CODES.contains(&code), "{code}");
        }
    }

    #[test]
    fn the_package_has_the_version_of_the_workspace() {
        let package: serde_json::Value =
            serde_json::from_str(include_str!("../npm/package.json")).expect("package.json is JSON");
        assert_eq!(package["version"], env!("CARGO_PKG_VERSION"));
    }
}
