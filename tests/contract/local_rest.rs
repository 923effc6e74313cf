//! The local server against recordings of neuPrintHTTP 1.9.2 over the same neurons, skeletons and meshes: the same
//! requests get the same statuses and bodies, wherever these do not depend on who asks.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::BTreeMap;
use std::io::Read;

use bytes::Bytes;
use flate2::read::GzDecoder;
use http::Request;
use neuprint_cypher::{GraphBuilder, Value};
use neuprint_local::{About, Dataset, LocalServer};
use neuprint_tests::shared_data_or_skip;
use serde_json::Value as Json;

const DATASET: &str = "hemibrain:v1.2.1";

fn unzip(path: &std::path::Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_end(&mut bytes).unwrap();
    bytes
}

fn records(path: &std::path::Path) -> Vec<Json> {
    let text = String::from_utf8(unzip(path)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A property, as far as the answers that are compared depend on it: points and fractions are left out.
fn value(json: &Json) -> Value {
    match json {
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => number.as_i64().map_or(Value::Null, Value::Int),
        Json::String(text) => Value::text(text.as_str()),
        Json::Array(items) => Value::list(items.iter().map(value)),
        _ => Value::Null,
    }
}

/// The neurons, skeletons and meshes that the recorded server had, as far as the requests ask for them.
fn server(test: &str) -> Option<LocalServer> {
    let mut skeletons = BTreeMap::from([
        (1, Bytes::from_static(b"# no final newline\n1 0 1 2 3 4 -1\n2 0 2 2 3 4.5 1")),
        (2, Bytes::from_static(b"1 0 1 2 3\n")),
    ]);
    let folder = shared_data_or_skip(test, "hemibrain-mb/skeletons")?;
    for entry in std::fs::read_dir(folder).unwrap() {
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
    let mut builder = GraphBuilder::new();
    for node in records(&shared_data_or_skip(test, "neo4j-answers/nodes.jsonl.gz")?) {
        let labels: Vec<&str> = node["labels"].as_array().unwrap().iter().filter_map(Json::as_str).collect();
        let properties = node["properties"].as_object().unwrap();
        builder.add_node(&labels, properties.iter().map(|(name, json)| (name.as_str(), value(json))));
    }
    let about = About {
        name: DATASET.to_owned(),
        description: String::new(),
        info: String::new(),
        licence: "CC-BY-4.0".to_owned(),
        citation: String::new(),
        caveats: Vec::new(),
    };
    Some(LocalServer::new(vec![Dataset::new(about, builder.build(), skeletons, meshes)]))
}

/// Whether a recorded answer is the same for everybody; what we do otherwise on purpose is left out.
fn comparable(record: &Json) -> bool {
    let path = record["path"].as_str().unwrap();
    let body = record["body"].to_string();
    let known = matches!(record["credential"].as_str(), Some("reader" | "admin"));
    let get = record["method"] == "GET";
    let routes = ["/api/version", "/api/serverinfo", "/api/dbmeta/version", "/api/nope", "/api", "/api/v1/version"];
    let computed = path.contains("/dbmeta/datasets")
        || path.starts_with("/api/cached/roicompleteness") && !path.ends_with("nope")
        || path.starts_with("/api/cached/dailytype") && path.ends_with("nope");
    let files = ["/api/skeletons/", "/api/roimeshes/"];
    let refused = path == "/api/custom/custom" && record["status"] != 200;
    let cypher_error = record["answer"].as_str().is_some_and(|text| text.contains("Neo4jError"));
    // Another letter case, another escape, and the line lost for want of a final newline.
    let on_purpose = body.contains("Hemibrain")
        || path.contains('%') && record["status"] == 400
        || path.ends_with("/1") && path.contains(DATASET);
    let same = computed
        || routes.contains(&path)
        || get && files.iter().any(|f| path.starts_with(f))
        || refused && !cypher_error;
    known && same && !on_purpose
}

fn request(record: &Json) -> Request<Bytes> {
    let mut request =
        Request::builder().method(record["method"].as_str().unwrap()).uri(record["path"].as_str().unwrap());
    for (name, value) in record["headers"].as_object().unwrap() {
        request = request.header(name, value.as_str().unwrap());
    }
    let body = match &record["body"] {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        json => json.to_string(),
    };
    request.body(body.into()).unwrap()
}

#[test]
fn answers_equal_the_recorded_ones() {
    let test = "answers_equal_the_recorded_ones";
    let (Some(server), Some(path)) = (server(test), shared_data_or_skip(test, "neo4j-answers/rest.jsonl.gz")) else {
        return;
    };
    let records = records(&path);
    let mut compared = 0;
    for record in records.iter().filter(|record| comparable(record)) {
        let what = format!("{} {} {}", record["method"], record["path"], record["body"]);
        let response = server.handle(request(record));
        assert_eq!(response.status().as_u16(), record["status"], "{what}");
        let kind = response.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
        assert_eq!(kind.as_deref(), record["response_headers"]["Content-Type"].as_str(), "{what}");
        let body = response.into_body().into_bytes();
        let json = |text: &[u8]| {
            let mut json = serde_json::from_slice::<Json>(text).ok()?;
            // The query as the server rewrote it; names that come in any order.
            json.as_object_mut().map(|entries| entries.remove("debug"));
            if let Some(names) = json.pointer_mut(&format!("/{DATASET}/ROIs")).and_then(Json::as_array_mut) {
                names.sort_by_key(Json::to_string);
            }
            Some(json)
        };
        match record["answer"].as_str() {
            // Key order is nobody's business; SWC and OBJ must be equal byte by byte.
            Some(answer) if json(answer.as_bytes()).is_some() => {
                assert_eq!(json(&body), json(answer.as_bytes()), "{what}");
            }
            Some(answer) => assert_eq!(body, answer, "{what}"),
            None => {
                assert_eq!(body.len(), record["length"], "{what}");
                assert!(body.starts_with(record["begins"].as_str().unwrap().as_bytes()), "{what}");
            }
        }
        compared += 1;
    }
    assert!(compared >= 33, "only {compared} recordings were comparable");
}

/// Of this answer, which Go wrote, the beginning and the length were recorded. The last digits of a sum depend on the
/// order of its terms, so the length may differ by a little; by another choice of ROIs or another count it differs by
/// thousands.
#[test]
fn links_between_regions_are_as_many_and_as_long_as_the_recorded_ones() {
    let test = "links_between_regions_are_as_many_and_as_long_as_the_recorded_ones";
    let (Some(server), Some(path)) = (server(test), shared_data_or_skip(test, "neo4j-answers/rest.jsonl.gz")) else {
        return;
    };
    let records = records(&path);
    let record = records.iter().find(|r| r["path"].as_str().unwrap().contains("/roiconnectivity")).unwrap();
    let response = server.handle(request(record));
    let body = String::from_utf8(response.into_body().into_bytes().to_vec()).unwrap();
    let ours: Json = serde_json::from_str(&body).unwrap();
    // Whole sums have no point in Go, and `>` is escaped.
    let length = body.replace(".0}", "}").replace('>', "\\u003e").len() as i64;
    let recorded = record["length"].as_i64().unwrap();
    assert!((length - recorded).abs() < 100, "{length} bytes, recorded {recorded}");
    let begins = record["begins"].as_str().unwrap();
    let names: Vec<&str> = begins.split('"').skip(3).step_by(2).collect();
    let known = ours["roi_names"].as_array().unwrap();
    // The last one is cut.
    assert!(
        names.len() > 40 && names[..names.len() - 1].iter().all(|name| known.iter().any(|n| n == name)),
        "{begins}"
    );
}
