//! The recorded requests, and a local server over what the recorded one had.

use std::path::Path;

use bytes::Bytes;
use http::Request;
use neuprint_local::LocalServer;
use serde_json::Value as Json;

pub(crate) use crate::recorded_dataset::DATASET;
use crate::{recorded_dataset, recorded_graph};

/// A server of the graph, skeletons, meshes and keys that the recorded one had.
pub(crate) fn server(test: &str) -> Option<LocalServer> {
    recorded_dataset::dataset(test).map(|dataset| LocalServer::new(vec![dataset]))
}

/// A request and what the server answered.
#[derive(Debug)]
pub(crate) struct Record(Json);

impl Record {
    pub(crate) fn all(path: &Path) -> Vec<Self> {
        recorded_graph::lines(path).map(Self).collect()
    }

    pub(crate) fn get(&self, field: &str) -> &Json {
        &self.0[field]
    }

    pub(crate) fn text(&self, field: &str) -> &str {
        self.0[field].as_str().unwrap_or_default()
    }

    pub(crate) fn path(&self) -> &str {
        self.text("path")
    }

    pub(crate) fn status(&self) -> u64 {
        self.0["status"].as_u64().unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.0["response_headers"][name].as_str()
    }

    /// The answer, if it was short and in JSON.
    pub(crate) fn json(&self) -> Option<Json> {
        serde_json::from_str(self.0["answer"].as_str()?).ok()
    }

    /// One line that tells which.
    pub(crate) fn title(&self) -> String {
        let of = |field| self.text(field);
        format!("{}: {} {} as {:?} {}", of("name"), of("method"), of("path"), of("credential"), self.0["body"])
    }

    pub(crate) fn request(&self) -> Request<Bytes> {
        let mut request = Request::builder().method(self.text("method")).uri(self.path());
        for (name, value) in self.0["headers"].as_object().unwrap() {
            request = request.header(name, value.as_str().unwrap());
        }
        let authorization = match self.text("credential") {
            "none" if self.text("name").contains("Basic") => Some("Basic dXNlcjpwYXNz"),
            "none" => None,
            "reader" => Some("Bearer user-token"),
            "admin" => Some("Bearer admin-token"),
            "no access" => Some("Bearer noaccess-token"),
            "terms not accepted" => Some("Bearer tos-token"),
            "invalid" => Some("Bearer invalid-token"),
            "" => Some("Bearer "),
            other => panic!("an unknown credential: {other}"),
        };
        if let Some(value) = authorization {
            request = request.header("authorization", value);
        }
        let body = match &self.0["body"] {
            Json::Null => String::new(),
            Json::String(text) => text.clone(),
            json => json.to_string(),
        };
        request.body(body.into()).unwrap()
    }
}
