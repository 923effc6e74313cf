//! What a property is: one of the types that a graph database stores.

use neuprint_cypher::{Point, Value};
use serde_json::{Map, Value as Json};

/// Reads a property.
///
/// # Errors
/// If no property can be so: the end of a sentence.
pub(super) fn property(json: Json) -> Result<Value, String> {
    match json {
        Json::Array(items) => {
            let items: Vec<Value> = items.into_iter().map(item).collect::<Result<_, _>>()?;
            Ok(Value::list(items))
        }
        single => one(single),
    }
}

fn item(json: Json) -> Result<Value, String> {
    match json {
        Json::Null => Err("is a list with a null in it, which no property can be".to_owned()),
        Json::Array(_) => Err("is a list with a list in it, which no property can be".to_owned()),
        single => one(single),
    }
}

fn one(json: Json) -> Result<Value, String> {
    match json {
        Json::Null => Ok(Value::Null),
        Json::Bool(value) => Ok(Value::Bool(value)),
        Json::String(text) => Ok(Value::text(text)),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => Ok(Value::Int(integer)),
            (None, Some(float)) if number.is_f64() => Ok(Value::Float(float)),
            _ => Err(format!("is {number}, which is beyond 64 bits")),
        },
        Json::Object(map) => point(&map).map(Value::Point),
        // Seen by whoever calls.
        Json::Array(_) => Err("is a list within another value".to_owned()),
    }
}

/// `{"$point":[1,2,3]}`, or as Neo4j's export has it: `{"crs":"cartesian-3d","x":1.0,"y":2.0,"z":3.0}`.
fn point(map: &Map<String, Json>) -> Result<Point, String> {
    let axes: [Option<f64>; 3] = match map.get("$point") {
        Some(Json::Array(at)) if map.len() == 1 && (2..=3).contains(&at.len()) => {
            [0, 1, 2].map(|axis| at.get(axis).and_then(Json::as_f64))
        }
        Some(_) => [None; 3],
        None => {
            let crs = map.get("crs").and_then(Json::as_str);
            if crs.is_none() {
                return Err("is a map, which no property can be".to_owned());
            }
            let other = map.keys().any(|name| !["crs", "srid", "x", "y", "z"].contains(&name.as_str()));
            if other || !matches!(crs, Some("cartesian-3d" | "cartesian")) {
                let crs = super::shortened(crs.unwrap_or_default());
                return Err(format!("is a point of the system {crs}; only cartesian points can be held"));
            }
            ["x", "y", "z"].map(|axis| map.get(axis).and_then(Json::as_f64))
        }
    };
    match axes {
        [Some(x), Some(y), z] => Ok(Point { x, y, z }),
        _ => Err("is a point without the numbers x and y; only such points can be held".to_owned()),
    }
}
