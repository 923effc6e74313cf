//! Functions of nodes, relationships and maps.

use std::sync::Arc;

use super::{Entry, entry};
use crate::eval::kinds::Kinds;
use crate::eval::{Evaluated, wrong_type};
use crate::store::Graph;
use crate::value::{Map, Path, RelId, Value};

const ENTITY: &[Kinds] = &[Kinds::NODE.or(Kinds::RELATIONSHIP)];
const WITH_KEYS: &[Kinds] = &[Kinds::NODE.or(Kinds::RELATIONSHIP).or(Kinds::MAP)];
const R: &[Kinds] = &[Kinds::RELATIONSHIP];

pub(super) const ENTRIES: &[Entry] = &[
    entry("endNode", R, Kinds::NODE, |env, a| on_relationship(&a[0], |r| Value::Node(env.graph.end(r)))),
    entry("exists", &[Kinds::ANY], Kinds::BOOL, |_, a| Ok(Value::Bool(!a[0].is_null()))),
    entry("id", ENTITY, Kinds::INT, |_, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::Node(node) => Ok(Value::Int(i64::from(node.0))),
        Value::Relationship(rel) => Ok(Value::Int(i64::from(rel.0))),
        other => Err(wrong_type("a node or a relationship", other)),
    }),
    entry("keys", WITH_KEYS, Kinds::LIST, |env, a| keys(env.graph, &a[0])).of(Kinds::TEXT),
    entry("labels", &[Kinds::NODE], Kinds::LIST, |env, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::Node(node) => Ok(Value::list(env.graph.labels_of(*node).map(|name| Value::Str(name.clone())))),
        other => Err(wrong_type("a node", other)),
    })
    .of(Kinds::TEXT),
    entry("length", &[Kinds::PATH], Kinds::INT, |_, a| on_path(&a[0], |p| Value::Int(p.relationships.len() as i64))),
    entry("nodes", &[Kinds::PATH], Kinds::LIST, |_, a| {
        on_path(&a[0], |path| Value::list(path.nodes.iter().map(|node| Value::Node(*node))))
    })
    .of(Kinds::NODE),
    entry("properties", WITH_KEYS, Kinds::MAP, |env, a| properties(env.graph, &a[0])),
    entry("relationships", &[Kinds::PATH], Kinds::LIST, |_, a| {
        on_path(&a[0], |path| Value::list(path.relationships.iter().map(|rel| Value::Relationship(*rel))))
    })
    .of(Kinds::RELATIONSHIP),
    entry("startNode", R, Kinds::NODE, |env, a| on_relationship(&a[0], |r| Value::Node(env.graph.start(r)))),
    entry("type", R, Kinds::TEXT, |env, a| on_relationship(&a[0], |r| Value::Str(env.graph.type_name_of(r).clone()))),
];

fn on_relationship(value: &Value, then: impl Fn(RelId) -> Value) -> Evaluated {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Relationship(rel) => Ok(then(*rel)),
        other => Err(wrong_type("a relationship", other)),
    }
}

fn on_path(value: &Value, then: impl Fn(&Path) -> Value) -> Evaluated {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Path(path) => Ok(then(path)),
        other => Err(wrong_type("a path", other)),
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

/// The properties of a node or a relationship as a map; a map as it is.
pub(crate) fn properties(graph: &Graph, value: &Value) -> Evaluated {
    let map: Map = match value {
        Value::Node(node) => graph.node_properties(*node).map(|(name, v)| (name.clone(), v)).collect(),
        Value::Relationship(rel) => graph.relationship_properties(*rel).map(|(name, v)| (name.clone(), v)).collect(),
        Value::Null | Value::Map(_) => return Ok(value.clone()),
        other => return Err(wrong_type("a node, a relationship or a map", other)),
    };
    Ok(Value::Map(Arc::new(map)))
}
