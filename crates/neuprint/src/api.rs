//! neuPrint's REST API: one module per endpoint, its request and its answer as values.
//!
//! A request knows its method, path and body ([`ApiRequest::to_http`]); an answer is read from bytes. The types are
//! used from both sides: a client encodes requests and decodes answers, a local dataset the other way round. Paths
//! are relative to the server.
//!
//! ```
//! use neuprint::api::{ApiRequest, skeletons};
//! use neuprint::BodyId;
//!
//! let request = skeletons::Request { dataset: "hemibrain:v1.2.1".into(), body: BodyId::new(754538881)? };
//! assert_eq!(request.to_http().uri(), "/api/skeletons/skeleton/hemibrain:v1.2.1/754538881?format=swc");
//! # Ok::<(), neuprint::InvalidBodyId>(())
//! ```

pub mod available;
mod by_name;
pub mod cached;
pub mod custom;
pub mod dataset_access;
pub mod dbmeta;
mod fields;
pub mod help;
pub mod keyvalue;
pub mod profile;
pub mod roimeshes;
pub mod serverinfo;
pub mod skeletons;
pub mod token;
pub mod transaction;
pub mod version;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method, Request};

use crate::json;
pub use by_name::ByName;
pub(crate) use fields::Fields;
pub use fields::FromJson;

/// A request of the REST API.
pub trait ApiRequest {
    /// Method, path (relative to the server, escaped) and body, without credentials.
    fn to_http(&self) -> Request<Bytes>;
}

/// A request without a body.
fn get(path_and_query: &str) -> Request<Bytes> {
    build(Method::GET, path_and_query, Bytes::new())
}

/// A request with a body in JSON: an object of texts.
fn post(path: &str, fields: &[(&str, Option<&str>)]) -> Request<Bytes> {
    let mut request = build(Method::POST, path, json::texts(fields).into());
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    request
}

fn build(method: Method, path_and_query: &str, body: Bytes) -> Request<Bytes> {
    let mut request = Request::new(body);
    *request.method_mut() = method;
    // Paths are made by `path::escape`, whose output is always valid; an invalid one would be a mistake of ours and
    // is sent as `/`, which no server answers.
    *request.uri_mut() = path_and_query.parse().unwrap_or_default();
    request
}
