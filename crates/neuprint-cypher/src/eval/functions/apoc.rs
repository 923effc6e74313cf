//! What neuPrint's clients use of APOC, the database's library of extra functions.

mod collections;
mod text;

use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::Arc;

use super::graph::properties;
use super::{Entry, entry, on_list};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::Kinds;
use crate::eval::{compare, json_made, json_text, operators, wrong_type};
use crate::store::Graph;
use crate::temporal::TemporalKind;
use crate::value::{Map, Value};

const L: &[Kinds] = &[Kinds::LIST];
/// Neo4j hands a node's or relationship's properties to what takes a map.
const PROPERTIES: Kinds = Kinds::NODE.or(Kinds::RELATIONSHIP).or(Kinds::MAP);
const NUMBERS: Kinds = Kinds::NUMBER.or(Kinds::SOME_NUMBER);
const MAPS: &[Kinds] = &[PROPERTIES, PROPERTIES];

pub(super) use collections::ENTRIES as OF_COLLECTIONS;
pub(super) use text::ENTRIES as OF_TEXTS;

pub(super) const ENTRIES: &[Entry] = &[
    entry("apoc.coll.avg", L, Kinds::FLOAT, |_, a| {
        let sum = sum("apoc.coll.avg", &a[0])?;
        Ok(sum.map_or(Value::Null, |(sum, count)| Value::Float(sum / count as f64)))
    })
    .taking(NUMBERS),
    entry("apoc.coll.contains", &[Kinds::LIST, Kinds::ANY], Kinds::BOOL, |_, a| {
        let wanted = java_key(&a[1]);
        match &a[0] {
            Value::Null => Ok(Value::Bool(false)),
            other => on_list(other, |l| Value::Bool(l.iter().any(|item| java_key(item) == wanted))),
        }
    }),
    entry("apoc.coll.containsDuplicates", L, Kinds::BOOL, |_, a| match &a[0] {
        Value::Null => Ok(Value::Bool(false)),
        other => on_list(other, |l| Value::Bool(contains_duplicates(l))),
    }),
    entry("apoc.coll.max", L, Kinds::ANY, |_, a| on_list(&a[0], |l| extreme_of(l, Ordering::Greater))),
    entry("apoc.coll.min", L, Kinds::ANY, |_, a| on_list(&a[0], |l| extreme_of(l, Ordering::Less))),
    entry("apoc.coll.sum", L, Kinds::FLOAT, |_, a| {
        Ok(sum("apoc.coll.sum", &a[0])?.map_or(Value::Null, |(sum, _)| Value::Float(sum)))
    })
    .taking(NUMBERS),
    entry("apoc.coll.toSet", L, Kinds::LIST, |_, a| on_list(&a[0], distinct)),
    entry("apoc.convert.fromJsonList", &[Kinds::TEXT], Kinds::LIST, |_, a| {
        json_text::read("apoc.convert.fromJsonList", &a[0], |v| matches!(v, Value::List(_)))
    }),
    entry("apoc.convert.fromJsonMap", &[Kinds::TEXT], Kinds::MAP, |env, a| {
        json_text::map("apoc.convert.fromJsonMap", &env.graph.parsed, &a[0])
    }),
    entry("apoc.convert.toJson", &[Kinds::ANY], Kinds::TEXT, |env, a| {
        let mut json = String::new();
        json_made::write(env.graph, &a[0], &mut json)?;
        Ok(Value::text(json))
    }),
    entry("apoc.map.fromPairs", L, Kinds::MAP, |_, a| {
        let mut map = Map::new();
        for pair in items_for("apoc.map.fromPairs", &a[0])? {
            match pair {
                Value::List(pair) => {
                    let value = || pair.get(1).cloned().unwrap_or(Value::Null);
                    pair.first().and_then(key_text).into_iter().for_each(|name| map.insert(name, value()));
                }
                Value::Null => return Err(failed("apoc.map.fromPairs", "it takes names and values in pairs")),
                other => return Err(wrong_type("a list", other)),
            }
        }
        Ok(Value::Map(Arc::new(map)))
    })
    .taking(Kinds::LIST),
    entry("apoc.map.fromValues", L, Kinds::MAP, |_, a| {
        let mut map = Map::new();
        for pair in items_for("apoc.map.fromValues", &a[0])?.chunks(2) {
            let [name, value] = pair else {
                return Err(failed("apoc.map.fromValues", "it takes names and values in pairs"));
            };
            key_text(name).into_iter().for_each(|name| map.insert(name, value.clone()));
        }
        Ok(Value::Map(Arc::new(map)))
    }),
    entry("apoc.map.merge", MAPS, Kinds::MAP, |env, a| {
        let mut merged = map(env.graph, &a[0])?;
        map(env.graph, &a[1])?.iter().for_each(|(name, value)| merged.insert(name.clone(), value.clone()));
        Ok(Value::Map(Arc::new(merged)))
    }),
    entry("apoc.map.removeKey", &[PROPERTIES, Kinds::TEXT], Kinds::MAP, |env, a| {
        if a[0].is_null() {
            return Err(failed("apoc.map.removeKey", "there is no map"));
        }
        let mut map = map(env.graph, &a[0])?;
        match &a[1] {
            Value::Str(name) => drop(map.remove(name)),
            Value::Null => {}
            other => return Err(wrong_type("a text", other)),
        }
        Ok(Value::Map(Arc::new(map)))
    }),
    entry("apoc.map.removeKeys", &[PROPERTIES, Kinds::LIST], Kinds::MAP, |env, a| {
        if a.iter().any(Value::is_null) {
            return Err(failed("apoc.map.removeKeys", "there is no map, or no list of keys"));
        }
        let mut map = map(env.graph, &a[0])?;
        let Value::List(names) = &a[1] else { return Err(wrong_type("a list", &a[1])) };
        for name in names.iter() {
            match name {
                Value::Str(name) => drop(map.remove(name)),
                Value::Null => {}
                other => return Err(wrong_type("a text", other)),
            }
        }
        Ok(Value::Map(Arc::new(map)))
    })
    .taking(Kinds::TEXT),
    entry("apoc.map.setKey", &[PROPERTIES, Kinds::TEXT, Kinds::ANY], Kinds::MAP, |env, a| {
        let mut map = map(env.graph, &a[0])?;
        match &a[1] {
            Value::Str(name) => map.insert(name.clone(), a[2].clone()),
            other => return Err(wrong_type("a text", other)),
        }
        Ok(Value::Map(Arc::new(map)))
    }),
    entry("apoc.meta.type", &[Kinds::ANY], Kinds::TEXT, |_, a| Ok(Value::text(java_type(&a[0])))),
    entry("apoc.text.join", &[Kinds::LIST, Kinds::TEXT], Kinds::TEXT, |_, a| match (&a[0], &a[1]) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::List(items), Value::Str(between)) => {
            let texts: Result<Vec<&str>, _> = items
                .iter()
                .map(|item| match item {
                    Value::Str(text) => Ok(&**text),
                    Value::Null => Ok("null"),
                    other => Err(wrong_type("a text", other)),
                })
                .collect();
            Ok(Value::text(texts?.join(between)))
        }
        (Value::List(_), other) => Err(wrong_type("a text", other)),
        (other, _) => Err(wrong_type("a list", other)),
    })
    .taking(Kinds::TEXT),
];

/// Null counts as an empty map.
fn map(graph: &Graph, value: &Value) -> Result<Map, CypherError> {
    match properties(graph, value)? {
        Value::Null => Ok(Map::new()),
        Value::Map(map) => Ok((*map).clone()),
        other => Err(wrong_type("a map", &other)),
    }
}

/// The items of a list that there must be.
fn items_for<'v>(function: &str, list: &'v Value) -> Result<&'v [Value], CypherError> {
    match list {
        Value::List(items) => Ok(items),
        Value::Null => Err(failed(function, "there is no list")),
        other => Err(wrong_type("a list", other)),
    }
}

/// What a value is as a name in a map; null is none.
fn key_text(value: &Value) -> Option<Arc<str>> {
    match value {
        Value::Null => None,
        Value::Str(text) => Some(text.clone()),
        other => Some(operators::text_beside(other).unwrap_or_else(|| operators::described(other)).into()),
    }
}

/// The sum and the number of items; `None` for null and for an empty list.
fn sum(function: &str, list: &Value) -> Result<Option<(f64, usize)>, CypherError> {
    let items = match list {
        Value::Null => return Ok(None),
        Value::List(items) => items,
        other => return Err(wrong_type("a list", other)),
    };
    let mut sum = 0.0;
    for item in items.iter() {
        sum += match item {
            Value::Int(v) => *v as f64,
            Value::Float(v) => *v,
            Value::Null => {
                return Err(failed(function, "there is a null among the numbers"));
            }
            other => return Err(wrong_type("a number", other)),
        };
    }
    Ok((!items.is_empty()).then_some((sum, items.len())))
}

fn distinct(items: &[Value]) -> Value {
    let mut seen = HashSet::new();
    let new = items.iter().filter(|item| {
        let mut key = Vec::new();
        let meets = compare::group_key(item, &mut key);
        seen.insert(key) || !meets
    });
    Value::list(new.cloned())
}

/// A key under which values meet that Java takes for equal: 1 and 1.0 are two, and so are 0.0 and -0.0.
pub(super) fn java_key(value: &Value) -> (bool, Vec<u8>) {
    let mut key = Vec::new();
    match value {
        Value::Float(v) => key.extend(v.to_bits().to_be_bytes()),
        // To Java NaN is NaN.
        other => {
            compare::group_key(other, &mut key);
        }
    }
    (matches!(value, Value::Float(_)), key)
}

fn contains_duplicates(items: &[Value]) -> bool {
    let mut seen = HashSet::new();
    !items.iter().all(|item| seen.insert(java_key(item)))
}

/// What kind a value is: a name of the database, or of the class that Java has for it.
fn java_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "NULL",
        Value::Bool(_) => "BOOLEAN",
        Value::Int(_) => "INTEGER",
        Value::Float(_) => "FLOAT",
        Value::Str(_) => "STRING",
        Value::List(_) => "LIST",
        Value::Map(_) => "MAP",
        Value::Point(_) => "PointValue",
        Value::Temporal(v) => match v.kind() {
            TemporalKind::DateTime => "ZonedDateTime",
            TemporalKind::LocalDateTime => "LocalDateTime",
            TemporalKind::Date => "LocalDate",
            TemporalKind::Time => "OffsetTime",
            TemporalKind::LocalTime => "LocalTime",
        },
        Value::Duration(_) => "DurationValue",
        Value::Node(_) => "NODE",
        Value::Relationship(_) => "RELATIONSHIP",
        Value::Path(_) => "PATH",
    }
}

/// The first item that no later one goes beyond. What cannot be compared with it does not.
fn extreme_of(items: &[Value], wanted: Ordering) -> Value {
    let known = items.iter().filter(|item| !item.is_null());
    known
        .reduce(|best, item| if compare::compare(item, best) == Some(wanted) { item } else { best })
        .cloned()
        .unwrap_or(Value::Null)
}

/// What APOC fails on: it hands on what it is given, and Java refuses it.
pub(super) fn failed(function: &str, why: &str) -> CypherError {
    CypherError::new(ErrorCode::CallFailed, format!("Failed to invoke function `{function}`: {why}"))
}
