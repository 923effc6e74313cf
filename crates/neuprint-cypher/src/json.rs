//! Values as neuPrint writes them in JSON.
//!
//! A node is its properties. A relationship is its properties with `id`, `type`, `startNodeId` and `endNodeId`. A point
//! is `{"type":"Point","coordinates":[…],"crs":{…}}`. A whole float is written as an integer.

use std::fmt::Write;

use crate::store::Graph;
use crate::value::Value;

/// A value that JSON cannot hold: NaN or an infinity, for which neuPrint answers 500; or a date, a time or a duration, of
/// which it is not known how neuPrint writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotInJson;

/// Appends a value to `out`.
///
/// # Errors
/// [`NotInJson`] if a float within it is not finite, or if there is a date, a time or a duration in it.
pub fn write_json(graph: &Graph, value: &Value, out: &mut String) -> Result<(), NotInJson> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(v) => out.push_str(if *v { "true" } else { "false" }),
        Value::Int(v) => drop(write!(out, "{v}")),
        Value::Float(v) => float(*v, out)?,
        Value::Str(text) => string(text, out),
        Value::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                separate(at, out);
                write_json(graph, item, out)?;
            }
            out.push(']');
        }
        Value::Map(map) => {
            let entries = map.iter().map(|(name, value)| (&**name, value.clone()));
            object(graph, entries, out)?;
        }
        Value::Point(point) => {
            out.push_str(r#"{"type":"Point","coordinates":["#);
            for (at, value) in point.coordinates().enumerate() {
                separate(at, out);
                float(value, out)?;
            }
            let (name, number) = point.system();
            let _ = write!(
                out,
                r#"],"crs":{{"srid":{number},"name":"{name}","type":"link","properties":{{"href":"http://spatialreference.org/ref/sr-org/{number}/ogcwkt/","type":"ogcwkt"}}}}}}"#
            );
        }
        // How neuPrint writes one is not known here.
        Value::Temporal(_) | Value::Duration(_) => return Err(NotInJson),
        Value::Node(node) => {
            object(graph, graph.node_properties(*node).map(|(name, value)| (&**name, value)), out)?;
        }
        Value::Relationship(rel) => {
            let fixed = [
                ("id", Value::Int(i64::from(rel.0))),
                ("type", Value::Str(graph.type_name_of(*rel).clone())),
                ("startNodeId", Value::Int(i64::from(graph.start(*rel).0))),
                ("endNodeId", Value::Int(i64::from(graph.end(*rel).0))),
            ];
            let own = graph.relationship_properties(*rel).map(|(name, value)| (&**name, value));
            object(graph, own.chain(fixed), out)?;
        }
        Value::Path(path) => {
            let nodes = Value::list(path.nodes.iter().map(|node| Value::Node(*node)));
            let rels = Value::list(path.relationships.iter().map(|rel| Value::Relationship(*rel)));
            object(graph, [("nodes", nodes), ("relationships", rels)].into_iter(), out)?;
        }
    }
    Ok(())
}

fn object<'n>(
    graph: &Graph,
    entries: impl Iterator<Item = (&'n str, Value)>,
    out: &mut String,
) -> Result<(), NotInJson> {
    out.push('{');
    for (at, (name, value)) in entries.enumerate() {
        separate(at, out);
        string(name, out);
        out.push(':');
        write_json(graph, &value, out)?;
    }
    out.push('}');
    Ok(())
}

fn separate(at: usize, out: &mut String) {
    if at > 0 {
        out.push(',');
    }
}

fn float(value: f64, out: &mut String) -> Result<(), NotInJson> {
    if !value.is_finite() {
        return Err(NotInJson);
    }
    // Below 1e21 in full, as Go writes it; a whole number has no fraction then.
    let size = value.abs();
    let _ =
        if size != 0.0 && !(1e-6..1e21).contains(&size) { write!(out, "{value:e}") } else { write!(out, "{value}") };
    Ok(())
}

/// A JSON string.
pub fn string(text: &str, out: &mut String) {
    out.push('"');
    text.chars().for_each(|c| escaped(c, out));
    out.push('"');
}

/// A character of a JSON string.
pub(crate) fn escaped(c: char, out: &mut String) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if (c as u32) < 0x20 => drop(write!(out, "\\u{:04x}", c as u32)),
        c => out.push(c),
    }
}
