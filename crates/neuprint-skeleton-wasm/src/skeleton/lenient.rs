//! What was read of a file, damaged or not.

use js_sys::Array;
use neuprint_js::object::object;
use neuprint_skeleton::{ParseError, Parsed};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::Skeleton;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Something that is wrong with an SWC file. */
export interface SwcProblem {
  /** The line, counted from 1. */
  readonly line: number;
  /** The byte within the line, counted from 1. */
  readonly column: number;
  /** What is wrong there. */
  readonly message: string;
}

/** What was read of an SWC file, and what was wrong with it. */
export interface ParsedSwc {
  /** The nodes that were good. */
  readonly skeleton: Skeleton;
  /** All that was wrong, by line; the first 10,000 if there is more. */
  readonly problems: SwcProblem[];
  /** How many problems are not in the list. */
  readonly furtherProblems: number;
}
"#;

/// A `ParsedSwc`.
pub(super) fn to_js(read: Parsed) -> JsValue {
    let problems: Array = read.problems.iter().map(problem).collect();
    object([
        ("skeleton", Skeleton::new(read.skeleton).into()),
        ("problems", problems.into()),
        ("furtherProblems", read.further_problems.into()),
    ])
    .into()
}

fn problem(problem: &ParseError) -> JsValue {
    object([
        ("line", problem.line.into()),
        ("column", problem.column.into()),
        ("message", problem.kind.to_string().into()),
    ])
    .into()
}
