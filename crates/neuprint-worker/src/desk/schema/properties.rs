//! The properties that some nodes and relationships have, from their maps.

use std::collections::{BTreeMap, BTreeSet};

use neuprint::cypher::quote;
use neuprint::table::{Cell, Table};
use serde_json::{Map, Value};

use crate::messages::PropertySummary;

/// Characters of an example: more would fill the list.
const WIDTH: usize = 40;
/// Examples of one property.
const EXAMPLES: usize = 2;

/// The properties in the rows of a table (label or type, map), and those of neurons that the dataset lists (name to type).
/// ROIs' marks are left out: there may be hundreds, and the list of ROIs has them.
pub(super) fn summaries(table: Option<&Table>, listed: Option<&Value>, rois: &[String]) -> Vec<PropertySummary> {
    let rois: BTreeSet<&str> = rois.iter().map(String::as_str).collect();
    let mut found: BTreeMap<(String, String), (&str, Vec<String>)> = BTreeMap::new();
    for (name, kind) in listed.and_then(Value::as_object).into_iter().flatten() {
        found.insert(("Neuron".to_owned(), name.clone()), (listed_kind(kind), Vec::new()));
    }
    for (of, properties) in table.into_iter().flat_map(rows) {
        for (name, value) in properties.into_iter().filter(|(_, value)| !value.is_null()) {
            let (kind, examples) = found.entry((of.to_owned(), name)).or_default();
            *kind = kind_of(&value);
            let example = literal(&value);
            if examples.len() < EXAMPLES && !examples.contains(&example) {
                examples.push(example);
            }
        }
    }
    let wanted = found.into_iter().filter(|((_, name), _)| !rois.contains(name.as_str()));
    wanted
        .map(|((of, name), (kind, examples))| PropertySummary {
            of,
            name,
            kind: kind.to_owned(),
            example: examples.join(", "),
        })
        .collect()
}

fn rows(table: &Table) -> impl Iterator<Item = (&str, Map<String, Value>)> {
    let rows = if table.columns().len() == 2 { 0..table.rows() } else { 0..0 };
    rows.filter_map(|row| match (table.cell(row, 0), table.cell(row, 1)) {
        (Cell::Text(of), Cell::Json(json)) => Some((of, serde_json::from_str(json).ok()?)),
        _ => None,
    })
}

/// A type as datasets list it, in the words used here.
fn listed_kind(listed: &Value) -> &'static str {
    match listed.as_str().unwrap_or_default().to_ascii_lowercase().as_str() {
        "string" | "str" | "text" => "text",
        "int" | "integer" | "long" => "integer",
        "float" | "double" => "float",
        "bool" | "boolean" => "boolean",
        "list" => "list",
        "map" => "map",
        "point" => "point",
        _ => "",
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "integer",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(map) if map.contains_key("coordinates") => "point",
        Value::Object(_) => "map",
    }
}

/// A value as a query writes it, shortened.
fn literal(value: &Value) -> String {
    let whole = match value {
        Value::String(text) => quote(text),
        Value::Object(map) if map.contains_key("coordinates") => {
            format!("point {}", map.get("coordinates").unwrap_or(&Value::Null))
        }
        other => other.to_string(),
    };
    match whole.char_indices().nth(WIDTH) {
        Some((cut, _)) => format!("{}…", &whole[..cut]),
        None => whole,
    }
}
