//! From one kind to another.

use super::text::is_space;
use super::{Entry, call, entry, find, on_text};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::Kinds;
use crate::eval::operators::{number_text, point_text};
use crate::eval::{Env, Evaluated, numbers, wrong_type};
use crate::value::Value;

const A: &[Kinds] = &[Kinds::ANY];
const L: &[Kinds] = &[Kinds::LIST];
const INTEGERS: Kinds = Kinds::NUMBER.or(Kinds::SOME_NUMBER).or(Kinds::TEXT).or(Kinds::BOOL).or(Kinds::LIST);

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
    entry("toFloat", &[Kinds::NUMBER.or(Kinds::SOME_NUMBER).or(Kinds::TEXT)], Kinds::FLOAT, |_, a| match &a[0] {
        Value::Int(v) => Ok(Value::Float(*v as f64)),
        Value::Float(v) => Ok(Value::Float(*v)),
        other => on_text(other, |t| numbers::float_of_text(t).map_or(Value::Null, Value::Float)),
    }),
    // The database takes a list for what it does not know before it runs the query.
    entry("toInteger", &[INTEGERS], Kinds::INT, |_, a| match &a[0] {
        Value::Int(v) => Ok(Value::Int(*v)),
        // The cast is Java's: what is too large becomes the last integer, NaN 0.
        Value::Float(v) => Ok(Value::Int(*v as i64)),
        Value::Bool(v) => Ok(Value::Int(i64::from(*v))),
        Value::Str(t) => match numbers::int_of_text(t) {
            Ok(value) => Ok(value.map_or(Value::Null, Value::Int)),
            Err(()) => Err(CypherError::new(ErrorCode::Type, format!("integer, {t}, is too large"))),
        },
        other => on_text(other, |_| Value::Null),
    }),
    entry(
        "toString",
        &[Kinds::NUMBER.or(Kinds::TEXT).or(Kinds::BOOL).or(Kinds::POINT).or(Kinds::TEMPORAL).or(Kinds::DURATION)],
        Kinds::TEXT,
        |_, a| match &a[0] {
            Value::Null => Ok(Value::Null),
            Value::Str(t) => Ok(Value::Str(t.clone())),
            Value::Bool(v) => Ok(Value::text(v.to_string())),
            v @ (Value::Int(_) | Value::Float(_)) => Ok(Value::text(number_text(v))),
            Value::Temporal(v) => Ok(Value::text(v.to_string())),
            Value::Duration(v) => Ok(Value::text(v.to_string())),
            Value::Point(v) => Ok(Value::text(point_text(v))),
            other => Err(wrong_type("a text, a number or a boolean", other)),
        },
    ),
    entry("toBooleanOrNull", A, Kinds::BOOL, |env, a| or_null("toBoolean", env, &a[0])),
    entry("toFloatOrNull", A, Kinds::FLOAT, |env, a| or_null("toFloat", env, &a[0])),
    entry("toIntegerOrNull", A, Kinds::INT, |env, a| or_null("toInteger", env, &a[0])),
    entry("toStringOrNull", A, Kinds::TEXT, |env, a| or_null("toString", env, &a[0])),
    entry("toBooleanList", L, Kinds::LIST, |env, a| each("toBoolean", env, &a[0])).of(Kinds::BOOL),
    entry("toFloatList", L, Kinds::LIST, |env, a| each("toFloat", env, &a[0])).of(Kinds::FLOAT),
    entry("toIntegerList", L, Kinds::LIST, |env, a| each("toInteger", env, &a[0])).of(Kinds::INT),
    entry("toStringList", L, Kinds::LIST, |env, a| each("toString", env, &a[0])).of(Kinds::TEXT),
];

/// What a function makes of a value; null of one that it does not take.
fn or_null(function: &str, env: &Env<'_>, value: &Value) -> Evaluated {
    let Ok(function) = find(function) else { return Ok(Value::Null) };
    match call(function, env, std::slice::from_ref(value)) {
        Err(error) if error.code == ErrorCode::Type => Ok(Value::Null),
        made => made,
    }
}

fn each(function: &str, env: &Env<'_>, list: &Value) -> Evaluated {
    match list {
        Value::Null => Ok(Value::Null),
        Value::List(items) => {
            Ok(Value::List(items.iter().map(|item| or_null(function, env, item)).collect::<Result<_, _>>()?))
        }
        other => Err(wrong_type("a list", other)),
    }
}
