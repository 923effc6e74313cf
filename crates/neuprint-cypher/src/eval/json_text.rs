//! JSON text as values: `apoc.convert.fromJsonMap` and `fromJsonList`.

use std::sync::Arc;

use serde_json::Value as Json;

use crate::error::{CypherError, ErrorCode};
use crate::value::Value;

/// Reads JSON. Integers stay integers.
pub(super) fn read(function: &str, text: &str) -> Result<Value, CypherError> {
    let json: Json = serde_json::from_str(text).map_err(|error| {
        let message = format!("Failed to invoke function `{function}`: the text is not JSON: {error}");
        CypherError::new(ErrorCode::CallFailed, message)
    })?;
    Ok(value(&json))
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
