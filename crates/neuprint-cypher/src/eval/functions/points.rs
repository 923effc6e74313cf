//! Cartesian points, in space and in a plane.

use super::{Entry, entry, unsupported};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::Kinds;
use crate::eval::operators::described;
use crate::eval::{Evaluated, wrong_type};
use crate::value::{Map, Point, Value};

const TWO: &[Kinds] = &[Kinds::ANY, Kinds::ANY];

pub(super) const ENTRIES: &[Entry] = &[
    entry("distance", TWO, Kinds::FLOAT, |_, a| Ok(distance(&a[0], &a[1]))),
    entry("point", &[Kinds::MAP.or(Kinds::NODE).or(Kinds::RELATIONSHIP)], Kinds::POINT, |_, a| point(&a[0])),
    entry("point.distance", TWO, Kinds::FLOAT, |_, a| Ok(distance(&a[0], &a[1]))),
    entry("point.withinBBox", &[Kinds::ANY, Kinds::ANY, Kinds::ANY], Kinds::BOOL, |_, a| {
        Ok(within(&a[0], &a[1], &a[2]))
    }),
];

fn point(value: &Value) -> Evaluated {
    let map = match value {
        Value::Null => return Ok(Value::Null),
        Value::Map(map) => map,
        Value::Node(_) | Value::Relationship(_) => {
            return Err(unsupported("point() of a node or a relationship is not supported by the embedded engine"));
        }
        other => return Err(wrong_type("a map", other)),
    };
    let geographic = |name: &str| matches!(name, "longitude" | "latitude" | "height");
    let system = |name: &str, value: &Value| match (name, value) {
        ("crs", Value::Str(crs)) => crs.to_ascii_lowercase().starts_with("wgs"),
        ("srid", Value::Int(srid)) => !matches!(srid, 7203 | 9157),
        _ => false,
    };
    if map.iter().any(|(name, value)| geographic(name) || system(name, &value)) {
        return Err(unsupported(
            "points on the earth are not supported by the embedded engine: point() takes x, y and z",
        ));
    }
    if map.iter().any(|(_, value)| value.is_null()) {
        return Ok(Value::Null);
    }
    let (Some(x), Some(y)) = (number(map, "x")?, number(map, "y")?) else {
        let message = "A point must contain either 'x' and 'y' or 'latitude' and 'longitude'";
        return Err(CypherError::new(ErrorCode::Argument, message));
    };
    let point = Point { x, y, z: number(map, "z")? };
    if point.coordinates().any(|at| !at.is_finite()) {
        let message = "Cannot create a point with coordinates that are not finite";
        return Err(CypherError::new(ErrorCode::Argument, message));
    }
    Ok(Value::Point(point))
}

fn number(map: &Map, name: &str) -> Result<Option<f64>, CypherError> {
    match map.get(name) {
        None => Ok(None),
        Some(Value::Int(v)) => Ok(Some(v as f64)),
        Some(Value::Float(v)) => Ok(Some(v)),
        Some(other) => {
            let message = format!("Cannot assign {} to field {name}", described(&other));
            Err(CypherError::new(ErrorCode::Argument, message))
        }
    }
}

/// Null unless both are points of as many dimensions.
fn distance(a: &Value, b: &Value) -> Value {
    let (Value::Point(a), Value::Point(b)) = (a, b) else { return Value::Null };
    if a.system() != b.system() {
        return Value::Null;
    }
    let squares = a.coordinates().zip(b.coordinates()).map(|(a, b)| (a - b) * (a - b));
    Value::Float(squares.sum::<f64>().sqrt())
}

/// Whether a point is in a box; null unless all three are points of as many dimensions.
fn within(point: &Value, lower: &Value, upper: &Value) -> Value {
    let (Value::Point(point), Value::Point(lower), Value::Point(upper)) = (point, lower, upper) else {
        return Value::Null;
    };
    if point.system() != lower.system() || point.system() != upper.system() {
        return Value::Null;
    }
    let mut axes = point.coordinates().zip(lower.coordinates()).zip(upper.coordinates());
    Value::Bool(axes.all(|((at, lower), upper)| (lower..=upper).contains(&at)))
}
