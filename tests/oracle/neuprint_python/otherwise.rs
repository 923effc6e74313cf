//! The recorded calls that end otherwise here, each with its reason: `otherwise.json`, which the tests of the npm package
//! read, too.
//!
//! ```text
//! { "call": …, "differs": why }                                            both answer, and have to differ
//! { "call": …, "with": exception, "fails": why, "ours": rows or code }     what ours does where neuprint-python fails
//! ```

use serde_json::{Value as Json, json};

use crate::calls::Answer;

/// All of them.
pub(crate) fn reasons() -> Vec<Json> {
    serde_json::from_str(include_str!("otherwise.json")).unwrap()
}

/// Whether a reason is of a recorded call.
pub(crate) fn is_of(reason: &Json, made: &Json) -> bool {
    reason["call"] == made["call"] && (reason.get("with").is_none() || reason["with"] == made["error"]["type"])
}

/// Tells a recorded call why it ends otherwise, for [`judge`](crate::report::judge).
///
/// # Panics
/// If ours does not end as it is said.
pub(crate) fn explain(made: &mut Json, reason: &Json, answer: &Answer) {
    if let Some(why) = reason.get("differs") {
        made["differs"] = why.clone();
        return;
    }
    made["fails"] = reason["fails"].clone();
    made["with"] = json!([reason["with"]]);
    let ours = match answer {
        Ok(answer) => json!(answer["rows"].as_array().unwrap().len()),
        Err(refused) => json!(refused.code),
    };
    assert_eq!(ours, reason["ours"], "{}: {answer:?}", made["call"]);
}
