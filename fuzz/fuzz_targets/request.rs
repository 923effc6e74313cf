//! Any path and body get an answer that ends, with a status; what calls itself JSON is JSON.
//!
//! `cargo fuzz run -s none request`
#![no_main]

use std::sync::LazyLock;

use http::{Request, header::CONTENT_TYPE};
use libfuzzer_sys::fuzz_target;
use neuprint_cypher::{GraphBuilder, Value};
use neuprint_local::{About, Dataset, LocalServer, QueryLimits};

static SERVER: LazyLock<LocalServer> = LazyLock::new(|| {
    let mut builder = GraphBuilder::new();
    let info = || Value::text(r#"{"a": {"pre": 1, "post": 2}}"#);
    builder.add_node(&["Meta"], [("primaryRois", Value::list([Value::text("a")])), ("roiInfo", info())]);
    builder.add_node(&["Neuron"], [("bodyId", Value::Int(1)), ("type", Value::text("t")), ("roiInfo", info())]);
    let text = || String::new();
    let (name, caveats) = ("d".to_owned(), Vec::new());
    let about = About { name, description: text(), info: text(), licence: text(), citation: text(), caveats };
    let skeletons = [(1, "1 0 0 0 0 1 -1\n".into())].into();
    let dataset = Dataset::new(about, builder.build(), skeletons, [("a".to_owned(), "v 0 0 0\n".into())].into());
    LocalServer::new(vec![dataset]).with_limits(QueryLimits { steps: 20_000, rows: 200, memory: 1 << 20 })
});

fuzz_target!(|input: (&str, bool, &[u8])| {
    let (path, post, body) = input;
    let request = Request::builder().method(if post { "POST" } else { "GET" }).uri(path);
    let request = request.header(CONTENT_TYPE, "application/json").body(body.to_vec().into());
    let Ok(request) = request else { return };
    let answer = SERVER.handle(request);
    let json = answer.headers()[CONTENT_TYPE] == "application/json; charset=UTF-8";
    let bytes = answer.into_body().into_bytes();
    assert!(!json || serde_json::from_slice::<serde::de::IgnoredAny>(&bytes).is_ok());
});
