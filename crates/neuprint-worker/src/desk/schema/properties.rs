//! The properties that some nodes have, from a column of maps.

use std::collections::{BTreeMap, BTreeSet};

use neuprint::cypher::quote;
use neuprint::table::{Cell, Table};
use serde_json::{Map, Value};

use crate::messages::PropertySummary;

/// Characters of an example: more would fill the list.
const WIDTH: usize = 40;
/// Examples of one property.
const EXAMPLES: usize = 2;

/// The properties in the rows of a table of one column, and those that the dataset lists (name to type). ROIs' marks are
/// left out: there may be hundreds, and the list of ROIs has them.
pub(super) fn summaries(
    of: &str,
    table: Option<&Table>,
    listed: Option<&Value>,
    rois: &BTreeSet<&str>,
) -> Vec<PropertySummary> {
    let mut found: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    for (name, kind) in listed.and_then(Value::as_object).into_iter().flatten() {
        found.insert(name.clone(), (listed_kind(kind).to_owned(), Vec::new()));
    }
    for (name, value) in table.into_iter().flat_map(rows).flatten().filter(|(_, value)| !value.is_null()) {
        let (kind, examples) = found.entry(name).or_default();
        kind_of(&value).clone_into(kind);
        let example = literal(&value);
        if examples.len() < EXAMPLES && !examples.contains(&example) {
            examples.push(example);
        }
    }
    let wanted = found.into_iter().filter(|(name, _)| !rois.contains(name.as_str()));
    wanted
        .map(|(name, (kind, examples))| PropertySummary { of: of.to_owned(), name, kind, example: examples.join(", ") })
        .collect()
}

fn rows(table: &Table) -> impl Iterator<Item = Map<String, Value>> {
    let rows = if table.columns().is_empty() { 0 } else { table.rows() };
    (0..rows).filter_map(|row| match table.cell(row, 0) {
        Cell::Json(json) => serde_json::from_str(json).ok(),
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
