//! Functions of numbers.
//!
//! Angles and log10 come from `libm`, which computes them as Java does, to the last digit, and on every machine alike. Of
//! the others Java takes the processor maker's, which the standard library is nearer to.

use std::f64::consts::{E, PI};

use super::{Entry, entry};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::Kinds;
use crate::eval::numbers::{self, Rounding};
use crate::eval::{Evaluated, wrong_type};
use crate::value::Value;

const N: &[Kinds] = &[Kinds::NUMBER];
/// A number of digits may be any number.
const DIGITS: Kinds = Kinds::NUMBER.or(Kinds::SOME_NUMBER);

pub(super) const ENTRIES: &[Entry] = &[
    entry("abs", N, Kinds::NUMBER, |_, a| match &a[0] {
        // The least integer has no opposite, and stays what it is, as in Java.
        Value::Int(v) => Ok(Value::Int(v.wrapping_abs())),
        other => on_float(other, f64::abs),
    }),
    entry("acos", N, Kinds::FLOAT, |_, a| on_float(&a[0], libm::acos)),
    entry("asin", N, Kinds::FLOAT, |_, a| on_float(&a[0], libm::asin)),
    entry("atan", N, Kinds::FLOAT, |_, a| on_float(&a[0], libm::atan)),
    entry("atan2", &[Kinds::NUMBER, Kinds::NUMBER], Kinds::FLOAT, |_, a| match (&a[0], &a[1]) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (y, x) => Ok(float(y)?.zip(float(x)?).map_or(Value::Null, |(y, x)| Value::Float(libm::atan2(y, x)))),
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
    entry("log10", N, Kinds::FLOAT, |_, a| on_float(&a[0], libm::log10)),
    entry("pi", &[], Kinds::FLOAT, |_, _| Ok(Value::Float(PI))),
    entry("radians", N, Kinds::FLOAT, |_, a| on_float(&a[0], f64::to_radians)),
    entry("rand", &[], Kinds::FLOAT, |env, _| Ok(Value::Float(env.memory.random()))),
    entry("round", &[Kinds::NUMBER, DIGITS, Kinds::TEXT], Kinds::FLOAT, |_, a| round(a)).with(1, 3),
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

/// Without a precision, or with 0, halves go up and a long comes of it, as in Java; otherwise they go away from zero if
/// no mode says where to.
fn round(arguments: &[Value]) -> Evaluated {
    if arguments.iter().any(Value::is_null) {
        return Ok(Value::Null);
    }
    let Some(value) = float(&arguments[0])? else { return Ok(Value::Null) };
    let places = match arguments.get(1) {
        None => 0,
        Some(places) => match float(places)?.map(|places| places as i64 as i32) {
            Some(places @ 0..) => places as usize,
            _ => {
                let message = "Precision argument to 'round()' cannot be negative";
                return Err(CypherError::new(ErrorCode::Argument, message));
            }
        },
    };
    let mode = match arguments.get(2) {
        None if places == 0 => {
            let rounded = if value.fract() == -0.5 { value.ceil() } else { value.round() };
            // The cast holds what is too large at the last long, and makes 0 of NaN.
            return Ok(Value::Float(rounded as i64 as f64));
        }
        None => Rounding::HalfUp,
        Some(Value::Str(name)) => Rounding::of(name).ok_or_else(|| {
            let message = "Unknown rounding mode. Valid values are: CEILING, FLOOR, UP, DOWN, HALF_EVEN, HALF_UP, \
                           HALF_DOWN, UNNECESSARY.";
            CypherError::new(ErrorCode::Argument, message)
        })?,
        Some(other) => return Err(wrong_type("a text", other)),
    };
    match numbers::rounded(value, places, mode) {
        Some(rounded) => Ok(Value::Float(rounded)),
        None => {
            let message = if value.is_finite() { "Rounding necessary" } else { "no decimal number to round" };
            Err(CypherError::new(ErrorCode::Failed, message))
        }
    }
}
