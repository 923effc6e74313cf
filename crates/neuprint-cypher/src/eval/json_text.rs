//! JSON text as values: `apoc.convert.fromJsonMap` and `fromJsonList`.

use std::sync::Arc;

use serde_json::Value as Json;

use super::wrong_type;
use crate::error::{CypherError, ErrorCode};
use crate::value::Value;

/// Reads JSON of the kind that is wanted. Integers stay integers.
pub(super) fn read(function: &str, text: &Value, wanted: impl Fn(&Value) -> bool) -> Result<Value, CypherError> {
    let text = match text {
        Value::Null => return Ok(Value::Null),
        Value::Str(text) => text,
        other => return Err(wrong_type("a text", other)),
    };
    let failed =
        |why: String| CypherError::new(ErrorCode::CallFailed, format!("Failed to invoke function `{function}`: {why}"));
    let json: Json = serde_json::from_str(text).map_err(|error| failed(format!("the text is not JSON: {error}")))?;
    let value = value(&json);
    if value.is_null() || wanted(&value) {
        return Ok(value);
    }
    Err(failed(format!("the text is the JSON of a {}", value.type_name())))
}

fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(v) => Value::Bool(*v),
        Json::Number(v) => v.as_i64().map(Value::Int).or_else(|| v.as_f64().map(Value::Float)).unwrap_or(Value::Null),
        Json::String(v) => Value::text(v.as_str()),
        Json::Array(items) => Value::list(items.iter().map(value)),
        Json::Object(entries) => {
            Value::Map(Arc::new(entries.iter().map(|(name, item)| (name.as_str(), value(item))).collect()))
        }
    }
}
