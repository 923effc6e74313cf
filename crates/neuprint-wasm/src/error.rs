//! Failures as JavaScript receives them: a `NeuprintError` with a stable code.

mod details;

use wasm_bindgen::JsValue;

pub(crate) use neuprint_js::error::{aborted, failure, invalid_argument, panicked, told, unsupported};

/// What a client's call failed with.
pub(crate) fn thrown(error: &neuprint::Error) -> JsValue {
    failure(error.code(), &error.to_string(), &details::of(error))
}

#[cfg(test)]
mod tests {
    use neuprint_js::error::{ABORTED, INTERNAL, INVALID_ARGUMENT, INVALID_SWC, MALFORMED_RESPONSE, UNSUPPORTED};

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
        for code in [ABORTED, INTERNAL, INVALID_ARGUMENT, INVALID_SWC, MALFORMED_RESPONSE, UNSUPPORTED] {
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
