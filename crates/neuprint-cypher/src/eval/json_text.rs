//! JSON text as values: `apoc.convert.fromJsonMap` and `fromJsonList`.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

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
    let Parsed(value) = serde_json::from_str(text).map_err(|error| failed(format!("the text is not JSON: {error}")))?;
    if value.is_null() || wanted(&value) {
        return Ok(value);
    }
    Err(failed(format!("the text is the JSON of a {}", value.type_name())))
}

/// A value, read without a tree of JSON between: millions of entries are read this way.
struct Parsed(Value);

impl<'de> Deserialize<'de> for Parsed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Values).map(Parsed)
    }
}

struct Values;

impl<'de> Visitor<'de> for Values {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        // Past the largest integer it is a float, as any number is that does not fit.
        Ok(i64::try_from(value).map_or(Value::Float(value as f64), Value::Int))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(Parsed(item)) = items.next_element()? {
            all.push(item);
        }
        Ok(Value::list(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut all: Vec<(String, Value)> = Vec::new();
        while let Some((name, Parsed(value))) = entries.next_entry()? {
            all.push((name, value));
        }
        Ok(Value::Map(Arc::new(all.into_iter().collect())))
    }
}
