//! The engine, asked natively; its values as Neo4j writes them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use neuprint_cypher::{CypherError, Graph, Limits, Step, Value, parse};
use serde_json::{Map, Number, Value as Json, json};

use crate::answer::Answer;

/// What it answers within so many steps. That it panics is an answer too, and never a right one.
pub(crate) fn ask(graph: &Arc<Graph>, cypher: &str, steps: u64) -> Answer {
    match catch_unwind(AssertUnwindSafe(|| rows(graph, cypher, steps))) {
        Ok(Ok(rows)) => rows,
        Ok(Err(error)) => Answer::failed(error.code.neo4j(), error.to_string()),
        Err(_) => Answer::failed("Panic", "the engine panicked"),
    }
}

fn rows(graph: &Arc<Graph>, cypher: &str, steps: u64) -> Result<Answer, CypherError> {
    let limits = Limits { steps, rows: 50_000, memory: 1 << 30 };
    let mut execution = parse(cypher)?.start(Arc::clone(graph), limits)?;
    let columns = execution.columns().to_vec();
    let mut rows = Vec::new();
    loop {
        match execution.advance(100_000)? {
            Step::Rows(more) => {
                rows.extend(more.iter().map(|row| Json::Array(row.iter().map(|value| json(graph, value)).collect())));
            }
            Step::Pending => {}
            Step::Done => return Ok(Answer::Rows { columns, rows }),
        }
    }
}

fn json(graph: &Graph, value: &Value) -> Json {
    let node = |id| {
        Json::Object(graph.node_properties(id).map(|(name, value)| (name.to_string(), json(graph, &value))).collect())
    };
    let relationship = |id| {
        let properties = graph.relationship_properties(id);
        Json::Object(properties.map(|(name, value)| (name.to_string(), json(graph, &value))).collect())
    };
    match value {
        Value::Null => Json::Null,
        Value::Bool(v) => Json::Bool(*v),
        Value::Int(v) => json!(v),
        Value::Float(v) => Number::from_f64(*v).map_or_else(
            || {
                Json::String(
                    if v.is_nan() {
                        "NaN"
                    } else if *v > 0.0 {
                        "Infinity"
                    } else {
                        "-Infinity"
                    }
                    .to_owned(),
                )
            },
            Json::Number,
        ),
        Value::Str(text) => Json::String(text.to_string()),
        Value::List(items) => items.iter().map(|item| json(graph, item)).collect(),
        Value::Map(map) => {
            Json::Object(map.iter().map(|(name, value)| (name.to_string(), json(graph, &value))).collect::<Map<_, _>>())
        }
        Value::Point(point) => {
            let (name, number) = point.system();
            let href = format!("http://spatialreference.org/ref/sr-org/{number}/ogcwkt/");
            json!({
                "type": "Point",
                "coordinates": point.coordinates().collect::<Vec<_>>(),
                "crs": {"srid": number, "name": name, "type": "link", "properties": {"href": href, "type": "ogcwkt"}},
            })
        }
        Value::Temporal(v) => Json::String(v.to_string()),
        Value::Duration(v) => Json::String(v.to_string()),
        Value::Node(id) => node(*id),
        Value::Relationship(id) => relationship(*id),
        Value::Path(path) => {
            let steps = path.relationships.iter().zip(&path.nodes[1..]);
            let rest = steps.flat_map(|(rel, to)| [relationship(*rel), node(*to)]);
            std::iter::once(node(path.nodes[0])).chain(rest).collect()
        }
    }
}
