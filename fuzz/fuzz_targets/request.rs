//! Any path and body get an answer, with a status.
#![no_main]

use bytes::Bytes;
use http::Request;
use libfuzzer_sys::fuzz_target;
use neuprint_local::LocalServer;

fuzz_target!(|input: (&str, bool, &[u8])| {
    let (path, post, body) = input;
    let method = if post { "POST" } else { "GET" };
    let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
    let Ok(request) = request.body(Bytes::copy_from_slice(body)) else { return };
    let answer = LocalServer::new(Vec::new()).handle(request);
    assert!(answer.status().as_u16() >= 200);
});
