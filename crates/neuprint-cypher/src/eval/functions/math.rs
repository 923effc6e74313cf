//! Functions of numbers.

use std::f64::consts::{E, PI};

use super::{Entry, entry, unsupported};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::Kinds;
use crate::eval::{Evaluated, numbers, wrong_type};
use crate::value::Value;

const N: &[Kinds] = &[Kinds::NUMBER];

pub(super) const ENTRIES: &[Entry] = &[
    entry("abs", N, Kinds::NUMBER, |_, a| match &a[0] {
        // The least integer has no opposite, and stays what it is, as in Java.
        Value::Int(v) => Ok(Value::Int(v.wrapping_abs())),
        other => on_float(other, f64::abs),
    }),
    entry("acos", N, Kinds::FLOAT, |_, a| on_float(&a[0], f64::acos)),
    entry("asin", N, Kinds::FLOAT, |_, a| on_float(&a[0], f64::asin)),
    entry("atan", N, Kinds::FLOAT, |_, a| on_float(&a[0], f64::atan)),
    entry("atan2", &[Kinds::NUMBER, Kinds::NUMBER], Kinds::FLOAT, |_, a| match (float(&a[0])?, float(&a[1])?) {
        (Some(y), Some(x)) => Ok(Value::Float(y.atan2(x))),
        _ => Ok(Value::Null),
    }),
    entry("ceil", N, Kinds::FLOAT, |_, a| on_float(&a[0], f64::ceil)),
    entry("cos", N, Kinds::FLOAT, |_, a| on_float(&a[0], f64::cos)),
    entry("cot", N, Kinds::FLOAT, |_, a| on_float(&a[0], |v| 1.0 / v.tan())),
    entry("degrees", N, Kinds::FLOAT, |_, a| on_float(&a[0], f64::to_degrees)),
    entry("e", &[], Kinds::FLOAT, |_, _| Ok(Value::Float(E))),
    entry("exp", N, Kinds::FLOAT, |_, a| on_float(&a[0], f64::exp)),
    entry("floor", N, Kinds::FLOAT, |_, a| on_float(&a[0], f64::floor)),
    entry("haversin", N, Kinds::FLOAT, |_, a| on_float(&a[0], |v| (1.0 - v.cos()) / 2.0)),
    entry("log", N, Kinds::FLOAT, |_, a| on_float(&a[0], f64::ln)),
    entry("log10", N, Kinds::FLOAT, |_, a| on_float(&a[0], f64::log10)),
    entry("pi", &[], Kinds::FLOAT, |_, _| Ok(Value::Float(PI))),
    entry("radians", N, Kinds::FLOAT, |_, a| on_float(&a[0], f64::to_radians)),
    entry("rand", &[], Kinds::FLOAT, |env, _| Ok(Value::Float(env.memory.random()))),
    entry("round", &[Kinds::NUMBER, Kinds::INT, Kinds::TEXT], Kinds::FLOAT, |_, a| round(a)).with(1, 3),
    entry("sign", N, Kinds::INT, |_, a| match &a[0] {
        Value::Int(v) => Ok(Value::Int(v.signum())),
        other => Ok(float(other)?.map_or(Value::Null, |v| Value::Int(i64::from(v > 0.0) - i64::from(v < 0.0)))),
    }),
    entry("sin", N, Kinds::FLOAT, |_, a| on_float(&a[0], f64::sin)),
    entry("sqrt", N, Kinds::FLOAT, |_, a| on_float(&a[0], f64::sqrt)),
    entry("tan", N, Kinds::FLOAT, |_, a| on_float(&a[0], f64::tan)),
];

/// `None` for null.
fn float(value: &Value) -> Result<Option<f64>, CypherError> {
    match value {
        Value::Null => Ok(None),
        Value::Int(v) => Ok(Some(*v as f64)),
        Value::Float(v) => Ok(Some(*v)),
        other => Err(wrong_type("a number", other)),
    }
}

fn on_float(value: &Value, then: impl Fn(f64) -> f64) -> Evaluated {
    Ok(float(value)?.map_or(Value::Null, |v| Value::Float(then(v))))
}

/// Without a precision halves go up, as in Java; with one they go away from zero.
fn round(arguments: &[Value]) -> Evaluated {
    if arguments.len() == 3 {
        return Err(unsupported("round() with a rounding mode is not supported by the embedded engine"));
    }
    let Some(value) = float(&arguments[0])? else { return Ok(Value::Null) };
    match arguments.get(1) {
        None | Some(Value::Int(0)) => {
            Ok(Value::Float(if value.fract() == -0.5 { value.ceil() } else { value.round() }))
        }
        Some(Value::Null) => Ok(Value::Null),
        Some(Value::Int(places)) => match usize::try_from(*places) {
            Ok(places) => Ok(Value::Float(numbers::rounded(value, places))),
            Err(_) => Err(CypherError::new(ErrorCode::Argument, "Precision argument to 'round()' cannot be negative")),
        },
        Some(other) => Err(wrong_type("an integer", other)),
    }
}
