//! The parameters of neuPrintExplorer's requests. Each request has some of them.

use neuprint::api::FromJson;
use serde_json::{Map, Value as Json};

/// What a body says. What it does not say is empty, as in Go.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    pub(super) dataset: String,
    pub(super) neuron_name: String,
    pub(super) neuron_id: Option<i64>,
    pub(super) enable_contains: bool,
    pub(super) find_inputs: bool,
    pub(super) statuses: Vec<String>,
    pub(super) pre_threshold: i64,
    pub(super) post_threshold: i64,
    pub(super) all_segments: bool,
    pub(super) input_rois: Vec<String>,
    pub(super) output_rois: Vec<String>,
    pub(super) key_name: String,
    pub(super) neuron_ids: Vec<i64>,
    pub(super) neuron_names: Vec<String>,
    pub(super) roi: String,
    pub(super) is_pre: bool,
}

impl FromJson for Parameters {
    fn from_json(json: &Json) -> Result<Self, String> {
        let fields = Fields(json.as_object().ok_or("it is no object")?);
        Ok(Self {
            dataset: fields.get("dataset", "a text", text)?,
            neuron_name: fields.get("neuron_name", "a text", text)?,
            neuron_id: fields.get("neuron_id", "a bodyId", body)?,
            enable_contains: fields.get("enable_contains", "true or false", Json::as_bool)?,
            find_inputs: fields.get("find_inputs", "true or false", Json::as_bool)?,
            statuses: fields.get("statuses", "a list of texts", |json| list(json, text))?,
            pre_threshold: fields.get("pre_threshold", "an integer", Json::as_i64)?,
            post_threshold: fields.get("post_threshold", "an integer", Json::as_i64)?,
            all_segments: fields.get("all_segments", "true or false", Json::as_bool)?,
            input_rois: fields.get("input_ROIs", "a list of texts", |json| list(json, text))?,
            output_rois: fields.get("output_ROIs", "a list of texts", |json| list(json, text))?,
            key_name: fields.get("key_name", "a text", text)?,
            neuron_ids: fields.get("neuron_ids", "a list of integers", |json| list(json, Json::as_i64))?,
            neuron_names: fields.get("neuron_names", "a list of texts", |json| list(json, text))?,
            roi: fields.get("ROI", "a text", text)?,
            is_pre: fields.get("is_pre", "true or false", Json::as_bool)?,
        })
    }
}

struct Fields<'j>(&'j Map<String, Json>);

impl Fields<'_> {
    /// One field, as `read` takes it. Go reads a name in any letter case, and null as nothing.
    fn get<T: Default>(&self, name: &str, kind: &str, read: impl FnOnce(&Json) -> Option<T>) -> Result<T, String> {
        let other_case = || self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
        match self.0.get(name).or_else(other_case) {
            None | Some(Json::Null) => Ok(T::default()),
            Some(json) => read(json).ok_or_else(|| format!("`{name}` is not {kind}")),
        }
    }
}

fn text(json: &Json) -> Option<String> {
    json.as_str().map(str::to_owned)
}

fn list<T>(json: &Json, read: impl Fn(&Json) -> Option<T>) -> Option<Vec<T>> {
    json.as_array()?.iter().map(read).collect()
}

/// A bodyId, as a text or a number; an empty text is none.
fn body(json: &Json) -> Option<Option<i64>> {
    match json.as_str().map(str::trim) {
        Some("") => Some(None),
        Some(digits) => digits.parse().ok().map(Some),
        None => json.as_i64().map(Some),
    }
}
