//! `help/swagger.yaml`: the API described in OpenAPI 3.0, made from the table of routes.
//!
//! It is YAML with texts between quotation marks, as in JSON. A path that answers below a version, too, is described
//! once.

use http::Response;
use serde_json::{Map, Value as Json, json};

use super::route::{Endpoint, Field, Gives, Kind, Place, routes};
use super::{SERVER_VERSION, answer};
use crate::body::Body;

/// As the server calls it.
pub(super) const MEDIA_TYPE: &str = "application/x-yaml";

/// The answer.
pub(super) fn description() -> Response<Body> {
    let mut text = String::new();
    for (name, value) in openapi() {
        write(&json!({ name: value }), 0, &mut text);
    }
    answer::yaml(text)
}

/// The parts in the order in which people read them.
fn openapi() -> [(&'static str, Json); 6] {
    let mut paths = Map::new();
    for endpoint in routes() {
        let Some(path) = endpoint.paths().next() else { continue };
        let operation = |method: &&str| (method.to_lowercase(), operation(endpoint, method, &path));
        paths.insert(braced(&path), endpoint.methods.iter().map(operation).collect::<Map<_, _>>().into());
    }
    let described = "neuPrint's REST API over dataset files. This server only reads. \
                     It needs no token, unless a program in front of it does.";
    let table = json!({
        "type": "object",
        "properties": {
            "columns": {"type": "array", "items": {"type": "string"}},
            "data": {"type": "array", "items": {"type": "array", "items": {}}},
            "debug": {"type": "string", "description": "The query."},
        },
    });
    let failure = json!({
        "type": "object",
        "properties": {"error": {"type": "string"}, "message": {"type": "string"}},
    });
    [
        ("openapi", "3.0.3".into()),
        ("info", json!({"title": "neuPrint API", "description": described, "version": SERVER_VERSION})),
        ("servers", json!([{"url": "/"}])),
        ("security", json!([{}, {"Bearer": []}])),
        ("paths", paths.into()),
        (
            "components",
            json!({
                "securitySchemes": {"Bearer": {"type": "http", "scheme": "bearer"}},
                "schemas": {"Table": table, "Failure": failure},
            }),
        ),
    ]
}

fn operation(endpoint: &Endpoint, method: &str, path: &str) -> Json {
    let told = &endpoint.told;
    let words: Vec<&str> = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let tag = words.iter().find(|word| **word != "api").copied().unwrap_or_default();
    let mut operation = json!({
        "summary": told.about,
        "operationId": format!("{}_{}", method.to_lowercase(), words.join("_")),
        "tags": [tag],
        "parameters": told.takes.iter().filter_map(parameter).collect::<Vec<_>>(),
        "responses": {
            "200": {"description": "The answer.", "content": content(&told.gives)},
            "default": {
                "description": "What is wrong.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Failure"}}},
            },
        },
    });
    if let Some(versioned) = endpoint.paths().nth(1) {
        operation["description"] = format!("Also at {}.", braced(&versioned).replace("v:ver", "v1")).into();
    }
    // A GET may have the body, too; OpenAPI has no way to say so.
    if method == "POST" && told.takes.iter().any(|field| field.place == Place::Body) {
        operation["requestBody"] = json!({"content": {"application/json": {"schema": object(told.takes)}}});
    }
    operation
}

fn parameter(field: &Field) -> Option<Json> {
    let place = match field.place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Body => return None,
    };
    Some(json!({
        "name": field.name,
        "in": place,
        "required": field.place == Place::Path,
        "description": field.about,
        "schema": schema(field.kind),
    }))
}

fn content(gives: &Gives) -> Json {
    let in_json = |schema: Json| json!({"application/json": {"schema": schema}});
    let in_bytes = |kind: &str, mut content: Json| {
        content[kind] = json!({"schema": {"type": "string", "format": "binary"}});
        content
    };
    let table = || in_json(json!({"$ref": "#/components/schemas/Table"}));
    match gives {
        Gives::Table => table(),
        Gives::TableOr(kind) => in_bytes(kind, table()),
        Gives::Object(fields) => in_json(object(fields)),
        Gives::List => in_json(json!({"type": "array", "items": {"type": "object"}})),
        Gives::Bytes(kind) => in_bytes(kind, json!({})),
    }
}

/// An object with those of the fields that are in a body.
fn object(fields: &[Field]) -> Json {
    let property = |field: &Field| {
        let mut schema = schema(field.kind);
        if !field.about.is_empty() {
            schema["description"] = field.about.into();
        }
        (field.name.to_owned(), schema)
    };
    let properties: Map<String, Json> =
        fields.iter().filter(|field| field.place == Place::Body).map(property).collect();
    json!({"type": "object", "properties": properties})
}

fn schema(kind: Kind) -> Json {
    match kind {
        Kind::Text => json!({"type": "string"}),
        Kind::Integer => json!({"type": "integer", "format": "int64"}),
        Kind::Flag => json!({"type": "boolean"}),
        Kind::Texts => json!({"type": "array", "items": {"type": "string"}}),
        Kind::Integers => json!({"type": "array", "items": {"type": "integer", "format": "int64"}}),
        Kind::List => json!({"type": "array", "items": {"type": "object"}}),
        Kind::Object => json!({"type": "object"}),
    }
}

/// A path with `{name}` in place of `:name`.
fn braced(path: &str) -> String {
    let mut parts = path.split("/:");
    let mut braced = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(part.len());
        braced += &format!("/{{{}}}{}", &part[..end], &part[end..]);
    }
    braced
}

/// Writes a value as a block of YAML. Texts and names are written as in JSON, which YAML reads.
fn write(value: &Json, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let mut entry = |lead: String, value: &Json| match value {
        Json::Object(map) if !map.is_empty() => {
            *out += &format!("{indent}{lead}\n");
            write(value, depth + 1, out);
        }
        Json::Array(list) if !list.is_empty() => {
            *out += &format!("{indent}{lead}\n");
            write(value, depth + 1, out);
        }
        // Empty ones and single values are the same in both.
        _ => *out += &format!("{indent}{lead} {value}\n"),
    };
    match value {
        Json::Object(map) => {
            map.iter().for_each(|(name, value)| entry(format!("{}:", Json::from(name.as_str())), value))
        }
        Json::Array(list) => list.iter().for_each(|value| entry("-".to_owned(), value)),
        single => *out += &format!("{indent}{single}\n"),
    }
}
