//! The recorded requests, and a local server over what the recorded one had.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use bytes::Bytes;
use flate2::read::GzDecoder;
use http::Request;
use neuprint_local::{About, Dataset, LocalServer};
use neuprint_tests::shared_data_or_skip;
use serde_json::Value as Json;

use crate::recorded_graph;

pub(crate) const DATASET: &str = "hemibrain:v1.2.1";

/// The graph, skeletons, meshes and keys that the recorded server had.
pub(crate) fn server(test: &str) -> Option<LocalServer> {
    let graph = recorded_graph::graph(&shared_data_or_skip(test, "neo4j-answers")?);
    let mut skeletons = BTreeMap::from([
        (1, Bytes::from_static(b"# no final newline\n1 0 1 2 3 4 -1\n2 0 2 2 3 4.5 1")),
        (2, Bytes::from_static(b"1 0 1 2 3\n")),
    ]);
    for entry in std::fs::read_dir(shared_data_or_skip(test, "hemibrain-mb/skeletons")?).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(body) = name.split('.').next().and_then(|stem| stem.parse().ok()) else { continue };
        let bytes = if name.ends_with(".gz") { unzip(&path) } else { std::fs::read(&path).unwrap() };
        skeletons.insert(body, bytes.into());
    }
    let mut meshes =
        BTreeMap::from([("MB(+ACA)(R)".to_owned(), Bytes::from_static(b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"))]);
    for roi in ["CA(R)", "a'L(R)", "EB", "PED(R)"] {
        let path = shared_data_or_skip(test, &format!("roi-meshes/{roi}.obj.gz"))?;
        meshes.insert(roi.to_owned(), unzip(&path).into());
    }
    let about = About {
        name: DATASET.to_owned(),
        description: String::new(),
        info: String::new(),
        licence: "CC-BY-4.0".to_owned(),
        citation: String::new(),
        caveats: Vec::new(),
    };
    let keys = [("hello", &b"\x00\x01binary\xff"[..]), ("a/b c", b"slash")];
    let keys = keys.map(|(key, bytes)| (("testkv".to_owned(), key.to_owned()), Bytes::from_static(bytes)));
    let dataset = Dataset::new(about, graph, skeletons, meshes).with_key_values(keys.into());
    Some(LocalServer::new(vec![dataset]))
}

fn unzip(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    GzDecoder::new(File::open(path).unwrap()).read_to_end(&mut bytes).unwrap();
    bytes
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
