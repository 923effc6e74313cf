//! Values as JSON text, as `apoc.convert.toJson` writes them. It is not how neuPrint writes answers.

use std::fmt::Write;

use super::numbers::float_text;
use crate::error::{CypherError, ErrorCode};
use crate::json::escaped;
use crate::store::Graph;
use crate::temporal::TemporalKind;
use crate::value::{NodeId, RelId, Value};

type Written = Result<(), CypherError>;

/// Appends a value to `out`. Maps are written in the order of their names: in the database's own there is none.
pub(super) fn write(graph: &Graph, value: &Value, out: &mut String) -> Written {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(v) => drop(write!(out, "{v}")),
        Value::Int(v) => drop(write!(out, "{v}")),
        Value::Float(v) if v.is_finite() => out.push_str(&float_text(*v)),
        Value::Float(v) => text(&float_text(*v), out),
        Value::Str(v) => text(v, out),
        Value::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(graph, item, out)?;
            }
            out.push(']');
        }
        Value::Map(map) => object(graph, map.iter().map(|(name, value)| (&**name, value.clone())), out)?,
        Value::Point(point) => {
            let parts = ["x", "y", "z"].into_iter().zip([Some(point.x), Some(point.y), point.z]);
            let parts = parts.map(|(name, value)| (name, value.map_or(Value::Null, Value::Float)));
            object(graph, [("crs", Value::text(point.system().0))].into_iter().chain(parts), out)?;
        }
        Value::Temporal(day) if day.kind() == TemporalKind::Date => text(&day.to_string(), out),
        Value::Temporal(_) | Value::Duration(_) | Value::Path(_) => {
            let message = format!("the JSON of a {} is not supported by the embedded engine", value.type_name());
            return Err(CypherError::new(ErrorCode::Unsupported, message));
        }
        Value::Node(node) => {
            out.push('{');
            whole_node(graph, *node, out)?;
            out.push('}');
        }
        Value::Relationship(rel) => relationship(graph, *rel, out)?,
    }
    Ok(())
}

/// Labels and properties are left out where there are none.
fn whole_node(graph: &Graph, node: NodeId, out: &mut String) -> Written {
    let _ = write!(out, r#""id":"{}","type":"node""#, node.0);
    let labels = Value::list(graph.labels_of(node).map(|name| Value::Str(name.clone())));
    if matches!(&labels, Value::List(labels) if !labels.is_empty()) {
        out.push_str(r#","labels":"#);
        write(graph, &labels, out)?;
    }
    properties(graph, graph.node_properties(node).map(|(name, value)| (&**name, value)), out)
}

fn relationship(graph: &Graph, rel: RelId, out: &mut String) -> Written {
    let _ = write!(out, r#"{{"id":"{}","type":"relationship","label":"#, rel.0);
    text(graph.type_name_of(rel), out);
    for (name, node) in [("start", graph.start(rel)), ("end", graph.end(rel))] {
        let _ = write!(out, r#","{name}":{{"#);
        whole_node(graph, node, out)?;
        out.push('}');
    }
    properties(graph, graph.relationship_properties(rel).map(|(name, value)| (&**name, value)), out)?;
    out.push('}');
    Ok(())
}

fn properties<'n>(graph: &Graph, entries: impl Iterator<Item = (&'n str, Value)>, out: &mut String) -> Written {
    let mut entries = entries.peekable();
    if entries.peek().is_some() {
        out.push_str(r#","properties":"#);
        object(graph, entries, out)?;
    }
    Ok(())
}

fn object<'n>(graph: &Graph, entries: impl Iterator<Item = (&'n str, Value)>, out: &mut String) -> Written {
    out.push('{');
    for (at, (name, value)) in entries.enumerate() {
        if at > 0 {
            out.push(',');
        }
        text(name, out);
        out.push(':');
        write(graph, &value, out)?;
    }
    out.push('}');
    Ok(())
}

fn text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            // The library writes hexadecimal digits in capitals.
            c if c < ' ' && !matches!(c, '\n' | '\r' | '\t') => drop(write!(out, "\\u{:04X}", c as u32)),
            c => escaped(c, out),
        }
    }
    out.push('"');
}
