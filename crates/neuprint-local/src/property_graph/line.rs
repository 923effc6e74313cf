//! The lines of a file: which are nodes, which relationships, and what they say.

use std::io::{BufRead, Read as _};

use neuprint::table::read_json;
use serde_json::{Map, Value as Json};

use super::ids::Id;
use super::{GraphError, shortened};

/// A longer line is no node: the largest known Meta nodes have a few MiB.
const LONGEST: u64 = 256 * 1024 * 1024;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Node,
    Relationship,
}

/// A line that is a node.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) id: Id,
    pub(super) labels: Vec<String>,
    pub(super) properties: Map<String, Json>,
}

/// A line that is a relationship.
#[derive(Debug)]
pub(super) struct Relationship {
    pub(super) start: Id,
    pub(super) rel_type: String,
    pub(super) end: Id,
    pub(super) properties: Map<String, Json>,
}

/// A file's lines, one at a time.
pub(super) struct Lines<'f, R> {
    file: &'f str,
    text: R,
    number: u64,
    line: Vec<u8>,
    /// The line, where it had to be read to see what it is.
    read: Option<Map<String, Json>>,
}

impl<'f, R: BufRead> Lines<'f, R> {
    pub(super) fn new(file: &'f str, text: R) -> Self {
        Self { file, text, number: 0, line: Vec::new(), read: None }
    }

    /// Goes on to the next line that is not empty, and sees what it is. `None` behind the last one.
    pub(super) fn next(&mut self) -> Result<Option<Kind>, GraphError> {
        loop {
            self.line.clear();
            self.read = None;
            self.number += 1;
            let read = self.text.by_ref().take(LONGEST).read_until(b'\n', &mut self.line);
            let count = read.map_err(|error| self.wrong(format!("the file cannot be read further: {error}")))?;
            if count == 0 {
                return Ok(None);
            }
            if count as u64 == LONGEST {
                return Err(self.wrong(format!("the line has more than {LONGEST} bytes")));
            }
            if !self.line.trim_ascii().is_empty() {
                break;
            }
        }
        // Most lines tell by their beginning: a file's other half need not be read.
        for (begins, kind) in [
            (r#"{"type":"relationship","#, Kind::Relationship),
            (r#"{"from":"#, Kind::Relationship),
            (r#"{"type":"node","#, Kind::Node),
        ] {
            if self.line.starts_with(begins.as_bytes()) {
                return Ok(Some(kind));
            }
        }
        let map = self.object()?;
        let kind = kind(&map).map_err(|reason| self.wrong(reason))?;
        self.read = Some(map);
        Ok(Some(kind))
    }

    /// An error at this line.
    pub(super) fn wrong(&self, reason: impl Into<String>) -> GraphError {
        GraphError::Line { file: self.file.to_owned(), line: self.number, reason: reason.into() }
    }

    /// The file's name, and the number of this line.
    pub(super) fn place(&self) -> (&'f str, u64) {
        (self.file, self.number)
    }

    fn object(&mut self) -> Result<Map<String, Json>, GraphError> {
        if let Some(map) = self.read.take() {
            return Ok(map);
        }
        if self.line.trim_ascii_start().starts_with(b"[") {
            let reason = "the file is one JSON array; write it with a line per node and relationship, as \
                          apoc.export.json does with {jsonFormat: 'JSON_LINES'}";
            return Err(self.wrong(reason));
        }
        match read_json(&self.line) {
            Ok(Json::Object(map)) => Ok(map),
            Ok(_) => Err(self.wrong("the line is no JSON object")),
            Err(error) => {
                let shown = shortened(&String::from_utf8_lossy(&self.line[..self.line.len().min(60)]));
                Err(self.wrong(format!("the line is no JSON: {error} in `{}`", shown.trim_end())))
            }
        }
    }

    /// The line as a node.
    pub(super) fn node(&mut self) -> Result<Node, GraphError> {
        let mut map = self.object()?;
        node(&mut map).map_err(|reason| self.wrong(reason))
    }

    /// The line as a relationship.
    pub(super) fn relationship(&mut self) -> Result<Relationship, GraphError> {
        let mut map = self.object()?;
        relationship(&mut map).map_err(|reason| self.wrong(reason))
    }
}

fn kind(map: &Map<String, Json>) -> Result<Kind, String> {
    let has = |name: &str| map.contains_key(name);
    match map.get("type").and_then(Json::as_str) {
        Some("node") if has("id") && !has("from") && !has("start") => Ok(Kind::Node),
        Some(_) if (has("from") && has("to")) || (has("start") && has("end")) => Ok(Kind::Relationship),
        None if has("id") && has("labels") => Ok(Kind::Node),
        _ => {
            let names: Vec<String> = map.keys().take(6).map(|name| shortened(name)).collect();
            Err(format!(
                "this is neither a node (id, labels, properties) nor a relationship (type, from and to, or start and \
                 end): it has {}",
                if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
            ))
        }
    }
}

fn node(map: &mut Map<String, Json>) -> Result<Node, String> {
    let id = Id::of(map.get("id").unwrap_or(&Json::Null)).map_err(|reason| format!("the node's id {reason}"))?;
    let labels = match map.remove("labels") {
        // A node without labels is exported without the list.
        None | Some(Json::Null) => Vec::new(),
        Some(Json::Array(labels)) => labels
            .into_iter()
            .map(|label| if let Json::String(label) = label { Ok(label) } else { Err(NO_LABELS) })
            .collect::<Result<_, _>>()?,
        Some(_) => return Err(NO_LABELS.to_owned()),
    };
    Ok(Node { id, labels, properties: properties(map)? })
}

const NO_LABELS: &str = "the node's labels are no list of texts";

fn relationship(map: &mut Map<String, Json>) -> Result<Relationship, String> {
    let end = |name: &str, other: &str| {
        let json = match map.get(other) {
            // With the node's labels and some of its properties, which are known.
            Some(Json::Object(node)) => node.get("id"),
            other => map.get(name).or(other),
        };
        Id::of(json.unwrap_or(&Json::Null))
            .map_err(|reason| format!("the node of the relationship's `{other}` {reason}"))
    };
    let (start, end) = (end("from", "start")?, end("to", "end")?);
    // In an export the type is the label, and `type` says that this is a relationship.
    let named = map.remove("label").or_else(|| map.remove("type"));
    let rel_type = match named {
        Some(Json::String(name)) if !name.is_empty() => name,
        _ => return Err("the relationship has no type".to_owned()),
    };
    Ok(Relationship { start, rel_type, end, properties: properties(map)? })
}

fn properties(map: &mut Map<String, Json>) -> Result<Map<String, Json>, String> {
    match map.remove("properties") {
        None | Some(Json::Null) => Ok(Map::new()),
        Some(Json::Object(properties)) => Ok(properties),
        Some(_) => Err("the properties are no JSON object".to_owned()),
    }
}
