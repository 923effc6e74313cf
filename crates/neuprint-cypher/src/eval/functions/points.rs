//! Cartesian points in three dimensions.

use super::{Entry, entry, unsupported};
use crate::eval::kinds::Kinds;
use crate::eval::{Evaluated, wrong_type};
use crate::value::{Point, Value};

const TWO: &[Kinds] = &[Kinds::ANY, Kinds::ANY];

pub(super) const ENTRIES: &[Entry] = &[
    entry("distance", TWO, Kinds::FLOAT, |_, a| Ok(distance(&a[0], &a[1]))),
    entry("point", &[Kinds::MAP.or(Kinds::NODE).or(Kinds::RELATIONSHIP)], Kinds::POINT, |_, a| point(&a[0])),
    entry("point.distance", TWO, Kinds::FLOAT, |_, a| Ok(distance(&a[0], &a[1]))),
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
    let number = |name: &str| match map.get(name) {
        Some(Value::Int(v)) => Ok(v as f64),
        Some(Value::Float(v)) => Ok(v),
        _ => Err(unsupported("point() takes {x, y, z}: only cartesian points in 3D are supported")),
    };
    if map.len() != 3 {
        return Err(unsupported("point() takes {x, y, z} and nothing else: only cartesian points in 3D are supported"));
    }
    Ok(Value::Point(Point { x: number("x")?, y: number("y")?, z: number("z")? }))
}

/// Null unless both are points.
fn distance(a: &Value, b: &Value) -> Value {
    let (Value::Point(a), Value::Point(b)) = (a, b) else { return Value::Null };
    let d = [a.x - b.x, a.y - b.y, a.z - b.z];
    Value::Float((d[0] * d[0] + d[1] * d[1] + d[2] * d[2]).sqrt())
}
