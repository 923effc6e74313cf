//! The Meta node: what `meta.json` says, and what follows from the tables.

use std::io::Read;
use std::path::Path;
use std::rc::Rc;

use neuprint_cypher::Value;
use serde_json::{Map, Value as Json, json};

use super::ImportError;
use super::connections::{Connections, NO_ROI};
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
    pub(super) fn get(&self, name: &str) -> Option<&Json> {
        self.0.get(name)
    }

    /// Adds what `meta.json` does not say and the tables do.
    pub(super) fn complete(&mut self, name: &str, connections: &Connections, digest: &str, report: &mut Report) {
        let (dataset, tag) = name.split_once(':').unwrap_or((name, ""));
        // These two say what the file's name says, whatever another file says.
        self.0.insert("dataset".to_owned(), dataset.into());
        if !tag.is_empty() {
            self.0.insert("tag".to_owned(), tag.into());
        }
        if !self.0.contains_key("uuid") {
            self.0.insert("uuid".to_owned(), digest.into());
            report.derived("the uuid of the dataset names the bytes of the files read; it is no version of a server");
        }
        let mut rois: Vec<&str> = connections.rois.iter().map(String::as_str).filter(|roi| *roi != NO_ROI).collect();
        rois.sort_unstable();
        if !self.0.contains_key("roiInfo") && !rois.is_empty() {
            let entries: Map<String, Json> = rois.iter().map(|roi| ((*roi).to_owned(), json!({}))).collect();
            self.0.insert("roiInfo".to_owned(), entries.into());
            report.derived("the ROIs of the dataset are those in which there is a connection");
        }
        if !self.0.contains_key("primaryRois") && !rois.is_empty() {
            if connections.apart {
                self.0.insert("primaryRois".to_owned(), json!(rois));
                report.derived(
                    "the primary ROIs are those of the table of connections per ROI, in which they do not overlap",
                );
            } else {
                report.left_out("the primary ROIs: meta.json does not say which they are, and the ROIs may overlap");
            }
        }
        let unknown: Vec<&str> =
            ["totalPreCount", "totalPostCount"].into_iter().filter(|name| !self.0.contains_key(*name)).collect();
        if !unknown.is_empty() {
            report.left_out(format!("{} of the Meta node: no file has the synapses", unknown.join(", ")));
        }
    }

    /// The properties as the graph has them. Maps are JSON texts there, as neuPrint's loader writes them.
    pub(super) fn properties(&self) -> impl Iterator<Item = (&str, Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), property(value)))
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
