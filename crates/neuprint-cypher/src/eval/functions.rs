//! The functions: their names, how many arguments they take, and what they do.

use std::sync::Arc;

use super::operators::number_text;
use super::{Evaluated, compare, json_text, numbers, wrong_type};
use crate::ast::Function;
use crate::error::{CypherError, ErrorCode};
use crate::store::Graph;
use crate::value::{Map, Point, Value};

type Body = fn(&Graph, &[Value]) -> Evaluated;

struct Entry {
    name: &'static str,
    least: usize,
    most: usize,
    body: Body,
}

/// What Neo4j has and neuPrint's clients use, but this engine does not: refused as unsupported, not as unknown.
pub(crate) const NOT_HERE_YET: [&str; 41] = [
    "shortestpath",
    "allshortestpaths",
    "nodes",
    "relationships",
    "length",
    "percentiledisc",
    "percentilecont",
    "stdev",
    "stdevp",
    "rand",
    "randomuuid",
    "timestamp",
    "date",
    "datetime",
    "localdatetime",
    "time",
    "localtime",
    "duration",
    "exp",
    "log",
    "log10",
    "sin",
    "cos",
    "tan",
    "atan",
    "atan2",
    "degrees",
    "radians",
    "left",
    "right",
    "tostringornull",
    "tointegerlist",
    "tofloatornull",
    "tointegerornull",
    "apoc.map.removekeys",
    "apoc.map.removekey",
    "apoc.map.setkey",
    "apoc.map.fromvalues",
    "apoc.map.frompairs",
    "apoc.map.merge",
    "apoc.text.join",
];

const fn entry(name: &'static str, least: usize, most: usize, body: Body) -> Entry {
    Entry { name, least, most, body }
}

const ANY: usize = usize::MAX;

/// In lower case.
static FUNCTIONS: &[Entry] = &[
    entry("abs", 1, 1, |_, a| on_number(&a[0], |v| v.checked_abs(), f64::abs)),
    entry("apoc.convert.fromjsonlist", 1, 1, |_, a| from_json("apoc.convert.fromJsonList", &a[0])),
    entry("apoc.convert.fromjsonmap", 1, 1, |_, a| from_json("apoc.convert.fromJsonMap", &a[0])),
    entry("ceil", 1, 1, |_, a| on_float(&a[0], f64::ceil)),
    entry("coalesce", 1, ANY, |_, a| Ok(a.iter().find(|v| !v.is_null()).cloned().unwrap_or(Value::Null))),
    entry("distance", 2, 2, |_, a| Ok(distance(&a[0], &a[1]))),
    entry("endnode", 1, 1, |g, a| on_relationship(&a[0], |r| Value::Node(g.end(r)))),
    entry("exists", 1, 1, |_, a| Ok(Value::Bool(!a[0].is_null()))),
    entry("floor", 1, 1, |_, a| on_float(&a[0], f64::floor)),
    entry("head", 1, 1, |_, a| on_list(&a[0], |l| l.first().cloned().unwrap_or(Value::Null))),
    entry("id", 1, 1, |_, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::Node(node) => Ok(Value::Int(i64::from(node.0))),
        Value::Relationship(rel) => Ok(Value::Int(i64::from(rel.0))),
        other => Err(wrong_type("a node or a relationship", other)),
    }),
    entry("keys", 1, 1, |g, a| keys(g, &a[0])),
    entry("labels", 1, 1, |g, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::Node(node) => Ok(Value::list(g.labels_of(*node).map(|name| Value::Str(name.clone())))),
        other => Err(wrong_type("a node", other)),
    }),
    entry("last", 1, 1, |_, a| on_list(&a[0], |l| l.last().cloned().unwrap_or(Value::Null))),
    entry("ltrim", 1, 1, |_, a| on_text(&a[0], |t| Value::text(t.trim_start()))),
    entry("point", 1, 1, |_, a| point(&a[0])),
    entry("point.distance", 2, 2, |_, a| Ok(distance(&a[0], &a[1]))),
    entry("properties", 1, 1, |g, a| properties(g, &a[0])),
    entry("range", 2, 3, |_, a| range(a)),
    entry("replace", 3, 3, |_, a| match (&a[0], &a[1], &a[2]) {
        (Value::Null, ..) | (_, Value::Null, _) | (.., Value::Null) => Ok(Value::Null),
        (Value::Str(t), Value::Str(from), Value::Str(to)) => Ok(Value::text(t.replace(&**from, to))),
        _ => Err(wrong_type("texts", a.iter().find(|v| !matches!(v, Value::Str(_))).unwrap_or(&a[0]))),
    }),
    entry("reverse", 1, 1, |_, a| match &a[0] {
        Value::List(items) => Ok(Value::list(items.iter().rev().cloned())),
        other => on_text(other, |t| Value::text(t.chars().rev().collect::<String>())),
    }),
    // Halves go up, as in Java.
    entry("round", 1, 1, |_, a| on_float(&a[0], |v| if v.fract() == -0.5 { v.ceil() } else { v.round() })),
    entry("rtrim", 1, 1, |_, a| on_text(&a[0], |t| Value::text(t.trim_end()))),
    entry("sign", 1, 1, |_, a| match &a[0] {
        Value::Float(v) => Ok(Value::Int(if *v == 0.0 || v.is_nan() { 0 } else { v.signum() as i64 })),
        other => on_number(other, |v| Some(v.signum()), f64::signum),
    }),
    entry("size", 1, 1, |_, a| match &a[0] {
        Value::List(items) => Ok(Value::Int(items.len() as i64)),
        // Java counts UTF-16 units.
        other => on_text(other, |t| Value::Int(t.encode_utf16().count() as i64)),
    }),
    entry("split", 2, 2, |_, a| match (&a[0], &a[1]) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Str(t), Value::Str(by)) if by.is_empty() => {
            Ok(Value::list(t.chars().map(|c| Value::text(c.to_string()))))
        }
        (Value::Str(t), Value::Str(by)) => Ok(Value::list(t.split(&**by).map(Value::text))),
        (Value::Str(_), other) | (other, _) => Err(wrong_type("a text", other)),
    }),
    entry("sqrt", 1, 1, |_, a| on_float(&a[0], f64::sqrt)),
    entry("startnode", 1, 1, |g, a| on_relationship(&a[0], |r| Value::Node(g.start(r)))),
    entry("substring", 2, 3, |_, a| substring(a)),
    entry("tail", 1, 1, |_, a| on_list(&a[0], |l| Value::list(l.iter().skip(1).cloned()))),
    entry("toboolean", 1, 1, |_, a| match &a[0] {
        Value::Bool(v) => Ok(Value::Bool(*v)),
        other => on_text(other, |t| match t.trim().to_ascii_lowercase().as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => Value::Null,
        }),
    }),
    entry("tofloat", 1, 1, |_, a| match &a[0] {
        Value::Int(v) => Ok(Value::Float(*v as f64)),
        Value::Float(v) => Ok(Value::Float(*v)),
        other => on_text(other, |t| numbers::float_of_text(t).map_or(Value::Null, Value::Float)),
    }),
    entry("tointeger", 1, 1, |_, a| match &a[0] {
        Value::Int(v) => Ok(Value::Int(*v)),
        Value::Float(v) => Ok(numbers::whole_part(*v).map_or(Value::Null, Value::Int)),
        Value::Bool(v) => Ok(Value::Int(i64::from(*v))),
        other => on_text(other, |t| numbers::int_of_text(t).map_or(Value::Null, Value::Int)),
    }),
    entry("tolower", 1, 1, |_, a| on_text(&a[0], |t| Value::text(t.to_lowercase()))),
    entry("tostring", 1, 1, |_, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::Str(t) => Ok(Value::Str(t.clone())),
        Value::Bool(v) => Ok(Value::text(v.to_string())),
        v @ (Value::Int(_) | Value::Float(_)) => Ok(Value::text(number_text(v))),
        other => Err(wrong_type("a text, a number or a boolean", other)),
    }),
    entry("toupper", 1, 1, |_, a| on_text(&a[0], |t| Value::text(t.to_uppercase()))),
    entry("trim", 1, 1, |_, a| on_text(&a[0], |t| Value::text(t.trim()))),
    entry("type", 1, 1, |g, a| on_relationship(&a[0], |r| Value::Str(g.type_name_of(r).clone()))),
];

/// The function of this name, in any case.
///
/// # Errors
/// The name that is nearest to one that does not exist.
pub(crate) fn find(name: &str) -> Result<Function, &'static str> {
    let lower = name.to_ascii_lowercase();
    match FUNCTIONS.iter().position(|entry| entry.name == lower) {
        Some(at) => Ok(Function(at)),
        None => Err(FUNCTIONS.iter().min_by_key(|entry| edits(entry.name, &lower)).map_or("", |entry| entry.name)),
    }
}

/// Whether a function takes so many arguments.
///
/// # Errors
/// How many it takes.
pub(crate) fn takes(function: Function, count: usize) -> Result<(), String> {
    let Entry { least, most, .. } = FUNCTIONS[function.0];
    match (least..=most).contains(&count) {
        true => Ok(()),
        false if most == ANY => Err(format!("at least {least} argument(s)")),
        false if least == most => Err(format!("{least} argument(s)")),
        false => Err(format!("{least} to {most} arguments")),
    }
}

/// What a function makes of its arguments, whose number is right.
pub(crate) fn call(function: Function, graph: &Graph, arguments: &[Value]) -> Evaluated {
    (FUNCTIONS[function.0].body)(graph, arguments)
}

/// The number of edits from one word to another (Levenshtein).
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

fn on_text(value: &Value, then: impl Fn(&str) -> Value) -> Evaluated {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Str(text) => Ok(then(text)),
        other => Err(wrong_type("a text", other)),
    }
}

fn on_list(value: &Value, then: impl Fn(&[Value]) -> Value) -> Evaluated {
    match value {
        Value::Null => Ok(Value::Null),
        Value::List(items) => Ok(then(items)),
        other => Err(wrong_type("a list", other)),
    }
}

fn on_relationship(value: &Value, then: impl Fn(crate::value::RelId) -> Value) -> Evaluated {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Relationship(rel) => Ok(then(*rel)),
        other => Err(wrong_type("a relationship", other)),
    }
}

fn on_float(value: &Value, then: impl Fn(f64) -> f64) -> Evaluated {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Int(v) => Ok(Value::Float(then(*v as f64))),
        Value::Float(v) => Ok(Value::Float(then(*v))),
        other => Err(wrong_type("a number", other)),
    }
}

fn on_number(value: &Value, int: impl Fn(i64) -> Option<i64>, float: impl Fn(f64) -> f64) -> Evaluated {
    match value {
        Value::Int(v) => {
            int(*v).map(Value::Int).ok_or_else(|| CypherError::new(ErrorCode::Arithmetic, "long overflow"))
        }
        other => on_float(other, float),
    }
}

fn from_json(function: &str, value: &Value) -> Evaluated {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Str(text) => json_text::read(function, text),
        other => Err(wrong_type("a text", other)),
    }
}

fn keys(graph: &Graph, value: &Value) -> Evaluated {
    Ok(match value {
        Value::Null => Value::Null,
        Value::Node(node) => Value::list(graph.node_properties(*node).map(|(name, _)| Value::Str(name.clone()))),
        Value::Relationship(rel) => {
            Value::list(graph.relationship_properties(*rel).map(|(name, _)| Value::Str(name.clone())))
        }
        Value::Map(map) => Value::list(map.iter().map(|(name, _)| Value::Str(name.clone()))),
        other => return Err(wrong_type("a node, a relationship or a map", other)),
    })
}

fn properties(graph: &Graph, value: &Value) -> Evaluated {
    let map: Map = match value {
        Value::Node(node) => graph.node_properties(*node).map(|(name, v)| (name.clone(), v)).collect(),
        Value::Relationship(rel) => graph.relationship_properties(*rel).map(|(name, v)| (name.clone(), v)).collect(),
        Value::Null | Value::Map(_) => return Ok(value.clone()),
        other => return Err(wrong_type("a node, a relationship or a map", other)),
    };
    Ok(Value::Map(Arc::new(map)))
}

/// How many items a made list may have: it is held in memory whole.
const LONGEST_RANGE: i128 = 10_000_000;

fn range(arguments: &[Value]) -> Evaluated {
    let mut numbers = [0, 0, 1];
    for (number, argument) in numbers.iter_mut().zip(arguments) {
        match argument {
            Value::Int(v) => *number = *v,
            Value::Null => return Ok(Value::Null),
            other => return Err(wrong_type("an integer", other)),
        }
    }
    let [from, to, step] = numbers.map(i128::from);
    if step == 0 {
        return Err(CypherError::new(ErrorCode::Argument, "Step argument to 'range()' can't be zero"));
    }
    let count = ((to - from) / step + 1).max(0);
    let count = if (to - from).signum() * step.signum() < 0 { 0 } else { count };
    if count > LONGEST_RANGE {
        let message = format!("range() would make {count} items; at most {LONGEST_RANGE} are allowed");
        return Err(CypherError::new(ErrorCode::Limit, message));
    }
    Ok(Value::list((0..count).map(|at| Value::Int((from + at * step) as i64))))
}

fn substring(arguments: &[Value]) -> Evaluated {
    let place = |value: &Value| match value {
        Value::Int(v) => usize::try_from(*v)
            .map_err(|_| CypherError::new(ErrorCode::Argument, "substring() takes no negative place or length")),
        other => Err(wrong_type("an integer", other)),
    };
    if arguments[0].is_null() {
        return Ok(Value::Null);
    }
    let from = place(&arguments[1])?;
    let length = arguments.get(2).map(place).transpose()?.unwrap_or(usize::MAX);
    on_text(&arguments[0], |text| Value::text(text.chars().skip(from).take(length).collect::<String>()))
}

fn point(value: &Value) -> Evaluated {
    let map = match value {
        Value::Null => return Ok(Value::Null),
        Value::Map(map) => map,
        other => return Err(wrong_type("a map", other)),
    };
    let unsupported = || {
        CypherError::new(ErrorCode::Unsupported, "point() takes {x, y, z}: only cartesian points in 3D are supported")
    };
    let number = |name: &str| match map.get(name) {
        Some(Value::Int(v)) => Ok(*v as f64),
        Some(Value::Float(v)) => Ok(*v),
        _ => Err(unsupported()),
    };
    if map.iter().any(|(name, _)| !matches!(&**name, "x" | "y" | "z")) {
        return Err(unsupported());
    }
    Ok(Value::Point(Point { x: number("x")?, y: number("y")?, z: number("z")? }))
}

fn distance(a: &Value, b: &Value) -> Value {
    let (Value::Point(a), Value::Point(b)) = (a, b) else { return Value::Null };
    let d = [a.x - b.x, a.y - b.y, a.z - b.z];
    Value::Float((d[0] * d[0] + d[1] * d[1] + d[2] * d[2]).sqrt())
}

/// The smaller (or larger) of two values in the order of ORDER BY.
pub(crate) fn extreme(a: Value, b: Value, largest: bool) -> Value {
    let order = compare::order(&a, &b);
    if (largest && order.is_lt()) || (!largest && order.is_gt()) { b } else { a }
}
