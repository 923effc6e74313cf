//! The Meta node: what `meta.json` or the loader's Meta table says, and what follows from the other tables.

use std::io::Read;
use std::path::Path;
use std::rc::Rc;

use neuprint_cypher::Value;
use neuprint_local::About;
use serde_json::{Map, Value as Json, json};

use super::ImportError;
use super::progress::Progress;
use super::report::Report;
use super::sources::{file_name, open};

/// Far more than any Meta node has.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The properties of the Meta node.
#[derive(Debug, Default)]
pub(super) struct Meta(Map<String, Json>);

/// Reads `meta.json`, if it is there.
pub(super) fn read(path: Option<&Path>, progress: &Rc<Progress>, report: &mut Report) -> Result<Meta, ImportError> {
    let Some(path) = path else { return Ok(Meta::default()) };
    let mut text = Vec::new();
    let read = open(path, progress)?.take(LARGEST).read_to_end(&mut text);
    read.map_err(|source| ImportError::Io { path: path.to_owned(), source })?;
    progress.digest(&text);
    let properties: Map<String, Json> = serde_json::from_slice(&text)
        .map_err(|error| ImportError::Malformed { path: path.to_owned(), reason: error.to_string() })?;
    // Property names are numbered with 16 bits, and the ROIs' names need most of them.
    if properties.len() > 10_000 {
        let reason = format!("{} properties are more than a Meta node can have here", properties.len());
        return Err(ImportError::Malformed { path: path.to_owned(), reason });
    }
    report.read(format!("{}: {} properties", file_name(path), properties.len()));
    Ok(Meta(properties))
}

impl Meta {
    /// What the Meta node says of the dataset, with what a reader of results must know.
    pub(super) fn about(&self, name: &str, caveats: Vec<String>) -> About {
        let text = |name: &str| self.0.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
        About {
            name: name.to_owned(),
            description: text("description"),
            info: text("info"),
            licence: if text("licence").is_empty() { text("license") } else { text("licence") },
            citation: text("citation"),
            caveats,
        }
    }

    /// Adds what a table says, unless `meta.json` says something else.
    pub(super) fn add(&mut self, name: &str, value: &Value) {
        if !self.0.contains_key(name) {
            self.0.insert(name.to_owned(), json_of(value));
        }
    }

    /// Adds what no file says of the dataset as a whole and the tables do. `rois` are sorted; `apart` if they are known
    /// not to overlap.
    pub(super) fn complete(&mut self, name: &str, rois: &[String], apart: bool, digest: &str, report: &mut Report) {
        let (dataset, tag) = name.split_once(':').unwrap_or((name, ""));
        // These two say what the file's name says, whatever another file says.
        self.0.insert("dataset".to_owned(), dataset.into());
        if !tag.is_empty() {
            self.0.insert("tag".to_owned(), tag.into());
        }
        if !self.0.contains_key("uuid") {
            self.0.insert("uuid".to_owned(), digest.into());
            report.derived("the uuid of the dataset names what was read; it is no version of a server");
        }
        // neuprint-python reads both of every dataset: where nothing is known of ROIs they are there, and empty.
        if !self.0.contains_key("roiInfo") {
            let entries: Map<String, Json> = rois.iter().map(|roi| (roi.clone(), json!({}))).collect();
            self.0.insert("roiInfo".to_owned(), entries.into());
            if !rois.is_empty() {
                report.derived("the ROIs of the dataset are those in which a neuron or a connection is");
            }
        }
        if !self.0.contains_key("primaryRois") {
            let known = if apart { rois } else { &[] };
            self.0.insert("primaryRois".to_owned(), json!(known));
            if !known.is_empty() {
                report.derived(
                    "the primary ROIs are those of the table of connections per ROI, in which they do not overlap",
                );
            } else if !rois.is_empty() {
                report.left_out("the primary ROIs: no file says which they are, and the ROIs may overlap");
            }
        }
        let unknown: Vec<&str> =
            ["totalPreCount", "totalPostCount"].into_iter().filter(|name| !self.0.contains_key(*name)).collect();
        if !unknown.is_empty() {
            report.left_out(format!("{} of the Meta node: no file says them", unknown.join(", ")));
        }
    }

    /// The properties as the graph has them. Maps are JSON texts there, as neuPrint's loader writes them.
    pub(super) fn properties(&self) -> impl Iterator<Item = (&str, Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), property(value)))
    }
}

/// A property as JSON, from which [`property`] makes the same again.
fn json_of(value: &Value) -> Json {
    match value {
        Value::Bool(value) => json!(value),
        Value::Int(value) => json!(value),
        Value::Float(value) => json!(value),
        Value::Str(text) => json!(&**text),
        Value::List(items) => items.iter().map(json_of).collect(),
        Value::Point(point) => point.coordinates().map(Json::from).collect(),
        // No cell of a table is anything else.
        _ => Json::Null,
    }
}

fn property(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::String(text) => Value::text(text.as_str()),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => Value::Int(integer),
            // Beyond 64 bits a text is exact.
            (None, Some(float)) if number.is_f64() => Value::Float(float),
            _ => Value::text(number.to_string()),
        },
        Json::Array(items) if items.iter().all(|item| !item.is_object() && !item.is_array()) => {
            Value::list(items.iter().map(property))
        }
        nested => Value::text(nested.to_string()),
    }
}
