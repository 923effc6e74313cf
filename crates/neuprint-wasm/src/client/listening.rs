//! A transport that tells of the queries that go through it.

use std::future::Future;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use js_sys::Function;
use neuprint::api::{FromJson, custom};
use neuprint::{Transport, TransportError};
use neuprint_fetch::FetchTransport;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "../logging.js")]
extern "C" {
    /// Shows a query, if debug logging is on.
    #[wasm_bindgen(js_name = queryAsked)]
    fn query_asked(dataset: &str, cypher: &str);
}

/// The browser's fetch. Every query is told to the debug log, and to the client's `onQuery`, before it is sent; no token is
/// in what they hear.
#[derive(Debug, Clone)]
pub(crate) struct Listening {
    pub(super) fetch: FetchTransport,
    pub(super) on_query: Option<Function>,
}

impl Transport for Listening {
    type Body = <FetchTransport as Transport>::Body;

    fn send(&self, request: Request<Bytes>) -> impl Future<Output = Result<Response<Self::Body>, TransportError>> {
        // A transaction's queries have the same body at another path.
        let path = request.uri().path();
        if (path.ends_with(custom::PATH) || path.ends_with(custom::ARROW_PATH) || path.ends_with("/cypher"))
            && let Ok(query) = custom::Request::from_json_text(request.body())
        {
            query_asked(&query.dataset, &query.cypher);
            if let Some(on_query) = &self.on_query {
                // What a listener throws is its own matter.
                let _ = on_query.call2(&JsValue::UNDEFINED, &query.cypher.into(), &query.dataset.into());
            }
        }
        self.fetch.send(request)
    }

    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> {
        self.fetch.sleep(duration)
    }
}
