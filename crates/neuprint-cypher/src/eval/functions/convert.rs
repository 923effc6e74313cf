//! From one kind to another.

use super::text::is_space;
use super::{Entry, entry, on_text, unsupported};
use crate::eval::kinds::Kinds;
use crate::eval::operators::number_text;
use crate::eval::{numbers, wrong_type};
use crate::value::Value;

pub(super) const ENTRIES: &[Entry] = &[
    entry("toBoolean", &[Kinds::BOOL.or(Kinds::TEXT).or(Kinds::INT)], Kinds::BOOL, |_, a| match &a[0] {
        Value::Bool(v) => Ok(Value::Bool(*v)),
        Value::Int(v) => Ok(Value::Bool(*v != 0)),
        other => on_text(other, |t| match t.trim_matches(is_space).to_ascii_lowercase().as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => Value::Null,
        }),
    }),
    entry("toFloat", &[Kinds::NUMBER.or(Kinds::TEXT)], Kinds::FLOAT, |_, a| match &a[0] {
        Value::Int(v) => Ok(Value::Float(*v as f64)),
        Value::Float(v) => Ok(Value::Float(*v)),
        other => on_text(other, |t| numbers::float_of_text(t).map_or(Value::Null, Value::Float)),
    }),
    entry("toInteger", &[Kinds::NUMBER.or(Kinds::TEXT).or(Kinds::BOOL)], Kinds::INT, |_, a| match &a[0] {
        Value::Int(v) => Ok(Value::Int(*v)),
        Value::Float(v) => Ok(numbers::whole_part(*v).map_or(Value::Null, Value::Int)),
        Value::Bool(v) => Ok(Value::Int(i64::from(*v))),
        other => on_text(other, |t| numbers::int_of_text(t).map_or(Value::Null, Value::Int)),
    }),
    entry(
        "toString",
        &[Kinds::NUMBER.or(Kinds::TEXT).or(Kinds::BOOL).or(Kinds::POINT).or(Kinds::TEMPORAL)],
        Kinds::TEXT,
        |_, a| match &a[0] {
            Value::Null => Ok(Value::Null),
            Value::Str(t) => Ok(Value::Str(t.clone())),
            Value::Bool(v) => Ok(Value::text(v.to_string())),
            v @ (Value::Int(_) | Value::Float(_)) => Ok(Value::text(number_text(v))),
            Value::Temporal(v) => Ok(Value::text(v.to_string())),
            Value::Point(_) => Err(unsupported("toString() of a point is not supported by the embedded engine")),
            other => Err(wrong_type("a text, a number or a boolean", other)),
        },
    ),
];
