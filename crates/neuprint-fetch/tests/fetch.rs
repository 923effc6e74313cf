//! What is given to `fetch` and what is made of its answers, in Node and in a browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use http::{Request, Response};
use js_sys::{Array, Date, Function, Object, Reflect};
use neuprint::{Transport, TransportError};
use neuprint_fetch::{Body, FetchTransport};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

/// A function `(url, init, log)`; every call's arguments are kept in `log`.
struct Stub {
    log: Array,
    fetch: Function,
}

impl Stub {
    fn new(body: &str) -> Self {
        let log = Array::new();
        let inner = Function::new_with_args("log, url, init", &format!("log.push([url, init]); {body}"));
        let fetch = inner.bind1(&JsValue::UNDEFINED, &log).unchecked_into();
        Self { log, fetch }
    }

    fn transport(&self) -> FetchTransport {
        FetchTransport::with_fetch(self.fetch.clone())
    }

    fn url(&self, call: u32) -> String {
        self.log.get(call).unchecked_into::<Array>().get(0).as_string().unwrap()
    }

    /// What an expression over `init` says of a call.
    fn init(&self, call: u32, expression: &str) -> JsValue {
        let init = self.log.get(call).unchecked_into::<Array>().get(1);
        Function::new_with_args("init", &format!("return {expression}")).call1(&JsValue::NULL, &init).unwrap()
    }
}

fn post() -> Request<Bytes> {
    Request::post("https://neuprint.example.org/api/custom/custom")
        .header("authorization", "Bearer secret")
        .header("content-type", "application/json")
        .body(Bytes::from_static(b"{\"cypher\":\"\xc3\xa9\"}"))
        .unwrap()
}

async fn pieces(mut response: Response<Body>) -> Result<Vec<Bytes>, TransportError> {
    let mut all = Vec::new();
    while let Some(piece) = response.body_mut().next().await {
        all.push(piece?);
    }
    Ok(all)
}

const STREAMED: &str = "return Promise.resolve(new Response(new ReadableStream({ start(c) {
    c.enqueue(new Uint8Array([1, 2])); c.enqueue(new Uint8Array([255])); c.close(); } }),
    { status: 206 }));";

/// Answers with one piece and never with more; fails the body when it is aborted.
const ENDLESS: &str = "return Promise.resolve(new Response(new ReadableStream({ start(c) {
    c.enqueue(new Uint8Array([1]));
    init.signal.addEventListener('abort', () => c.error(new DOMException('stopped', 'AbortError'))); } })));";

#[wasm_bindgen_test]
async fn a_request_holds_what_it_was_given_and_no_cookies() {
    let stub = Stub::new(STREAMED);
    let response = stub.transport().send(post()).await.unwrap();
    assert_eq!(response.status().as_u16(), 206);
    assert_eq!(pieces(response).await.unwrap(), [&[1, 2][..], &[255]]);
    assert_eq!(stub.url(0), "https://neuprint.example.org/api/custom/custom");
    let said = "[init.method, init.credentials, new TextDecoder().decode(init.body), ...init.headers].join(' | ')";
    assert_eq!(
        stub.init(0, said).as_string().unwrap(),
        "POST | omit | {\"cypher\":\"é\"} | authorization,Bearer secret | content-type,application/json"
    );
}

#[wasm_bindgen_test]
async fn a_stream_of_bytes_fills_one_buffer_again_and_again() {
    // Each pull writes its number all over what it may; the buffers that it was given are kept in `init`.
    let stub = Stub::new(
        "init.seen = []; let pulls = 0;
        return Promise.resolve(new Response(new ReadableStream({ type: 'bytes', pull(c) {
            const view = c.byobRequest.view;
            init.seen.push(view.byteLength);
            pulls += 1;
            if (pulls > 3) { c.close(); return c.byobRequest.respond(0); }
            view[0] = pulls; view[1] = pulls;
            c.byobRequest.respond(pulls);
        } })));",
    );
    let response = stub.transport().send(post()).await.unwrap();
    assert_eq!(pieces(response).await.unwrap(), [&[1][..], &[2, 2], &[3, 3, 0]]);
    // Each time it is the whole buffer.
    assert_eq!(stub.init(0, "init.seen.length === 4 && new Set(init.seen).size === 1"), JsValue::TRUE);
}

#[wasm_bindgen_test]
async fn a_request_without_a_body_has_none() {
    let stub = Stub::new("return Promise.resolve(new Response(null, { status: 204 }));");
    let get = Request::get("https://neuprint.example.org/api/version").body(Bytes::new()).unwrap();
    assert_eq!(pieces(stub.transport().send(get).await.unwrap()).await.unwrap().concat(), b"");
    assert!(stub.init(0, "init.body").is_undefined());
}

#[wasm_bindgen_test]
async fn the_environments_own_fetch_is_used_without_another() {
    let stub = Stub::new(STREAMED);
    let global = js_sys::global();
    let before = Reflect::get(&global, &"fetch".into()).unwrap();
    Reflect::set(&global, &"fetch".into(), &stub.fetch).unwrap();
    let response = FetchTransport::new().send(post()).await;
    Reflect::set(&global, &"fetch".into(), &before).unwrap();
    assert_eq!((response.unwrap().status().as_u16(), stub.log.length()), (206, 1));
}

#[wasm_bindgen_test]
async fn an_answer_that_does_not_stream_is_read_whole() {
    let stub = Stub::new(
        "return Promise.resolve({ status: 200, headers: new Map(), body: {},
            arrayBuffer: () => Promise.resolve(new Uint8Array([7, 8]).buffer) });",
    );
    let response = stub.transport().send(post()).await.unwrap();
    assert_eq!(pieces(response).await.unwrap(), [&[7, 8][..]]);
}

#[wasm_bindgen_test]
async fn dropping_a_body_aborts_the_request() {
    let stub = Stub::new(ENDLESS);
    let mut response = stub.transport().send(post()).await.unwrap();
    assert_eq!(response.body_mut().next().await.unwrap().unwrap(), [1][..]);
    assert_eq!(stub.init(0, "init.signal.aborted"), JsValue::FALSE);
    drop(response);
    assert_eq!(stub.init(0, "init.signal.aborted"), JsValue::TRUE);
}

#[wasm_bindgen_test]
async fn dropping_the_future_aborts_the_request() {
    let stub = Stub::new("return new Promise(() => {});");
    let transport = stub.transport();
    {
        let sending = std::pin::pin!(transport.send(post()));
        let pause = std::pin::pin!(transport.sleep(Duration::from_millis(1)));
        assert!(matches!(select(sending, pause).await, Either::Right(_)));
        assert_eq!(stub.init(0, "init.signal.aborted"), JsValue::FALSE);
    }
    assert_eq!(stub.init(0, "init.signal.aborted"), JsValue::TRUE);
}

#[wasm_bindgen_test]
async fn a_body_that_breaks_off_says_so() {
    let broken = |error: &str| {
        format!("return Promise.resolve(new Response(new ReadableStream({{ start(c) {{ c.error({error}); }} }})));")
    };
    let stub = Stub::new(&broken("new TypeError('terminated')"));
    let error = pieces(stub.transport().send(post()).await.unwrap()).await.unwrap_err();
    assert_eq!(error.to_string(), "the connection broke while the answer was coming: terminated");
    let stub = Stub::new(&broken("new DOMException('stopped', 'AbortError')"));
    let error = pieces(stub.transport().send(post()).await.unwrap()).await.unwrap_err();
    assert_eq!(error, TransportError::Cancelled);
}

#[wasm_bindgen_test]
async fn an_unreachable_server_is_a_network_error_with_its_cause() {
    let stub = Stub::new("return Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }));");
    let error = stub.transport().send(post()).await.unwrap_err();
    assert_eq!(
        error,
        TransportError::Network(
            "no answer from https://neuprint.example.org: check the address and the network connection (fetch failed \
             (ECONNREFUSED))"
                .into()
        )
    );
    let stub = Stub::new("return Promise.reject(new DOMException('stopped', 'AbortError'));");
    assert_eq!(stub.transport().send(post()).await.unwrap_err(), TransportError::Cancelled);
}

#[wasm_bindgen_test]
async fn a_blocked_answer_is_told_from_an_unreachable_server() {
    // A browser has a place of its own; Node gets one for a moment.
    let global = js_sys::global();
    let in_node = Reflect::get(&global, &"location".into()).unwrap().is_undefined();
    if in_node {
        let location = Object::new();
        Reflect::set(&location, &"origin".into(), &"https://app.example.org".into()).unwrap();
        Reflect::set(&global, &"location".into(), &location).unwrap();
    }
    let stub = Stub::new(
        "return init.mode === 'no-cors' ? Promise.resolve(Response.error())
            : Promise.reject(new TypeError('Failed to fetch'));",
    );
    let error = stub.transport().send(post()).await.unwrap_err();
    if in_node {
        Reflect::delete_property(&global, &"location".into()).unwrap();
    }
    assert_eq!(
        error,
        TransportError::Blocked { origin: "https://neuprint.example.org".into(), reason: "Failed to fetch".into() }
    );
    // The second request shows nothing of the first.
    assert_eq!(stub.url(1), "https://neuprint.example.org/");
    let said = "[init.method, init.credentials, init.headers, init.body].join(' | ')";
    assert_eq!(stub.init(1, said).as_string().unwrap(), "HEAD | omit |  | ");
}

#[wasm_bindgen_test]
async fn sleeping_takes_its_time() {
    let begin = Date::now();
    FetchTransport::new().sleep(Duration::from_millis(30)).await;
    // Timers may be a little early by the clock's rounding.
    assert!(Date::now() - begin >= 28.0);
}
