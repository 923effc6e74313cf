//! Answers and the shapes of errors.

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderValue, Response, StatusCode};
use serde_json::{Value as Json, json};

use crate::body::Body;

/// The content type of JSON, as the server names it.
pub(super) const JSON: &str = "application/json; charset=UTF-8";

fn with(status: StatusCode, kind: &'static str, bytes: Bytes) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

fn status_json(status: StatusCode, value: &Json) -> Response<Body> {
    json_text(status, value.to_string())
}

/// JSON that was written already.
pub(super) fn json_text(status: StatusCode, mut text: String) -> Response<Body> {
    // As the server's own encoder does.
    text.push('\n');
    with(status, JSON, text.into())
}

/// 200 with JSON that was compressed already. Here the server names no character set.
pub(super) fn gzipped_json(bytes: Bytes) -> Response<Body> {
    let mut response = with(StatusCode::OK, "application/json", bytes);
    response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    response
}

/// 200 with JSON.
pub(super) fn json(value: &Json) -> Response<Body> {
    status_json(StatusCode::OK, value)
}

/// 200 with JSON that a server reads from a file, without a line's end and a character set.
#[cfg(feature = "full-api")]
pub(super) fn file(json: &Json) -> Response<Body> {
    with(StatusCode::OK, "application/json", json.to_string().into())
}

/// 200 with text in YAML.
#[cfg(feature = "full-api")]
pub(super) fn yaml(text: String) -> Response<Body> {
    with(StatusCode::OK, super::swagger::MEDIA_TYPE, text.into())
}

/// 200 with an Arrow IPC stream.
#[cfg(feature = "arrow")]
pub(super) fn arrow(bytes: Bytes) -> Response<Body> {
    with(StatusCode::OK, "application/vnd.apache.arrow.stream", bytes)
}

/// 200 with text, such as SWC or OBJ.
pub(super) fn text(bytes: Bytes) -> Response<Body> {
    with(StatusCode::OK, "text/plain", bytes)
}

/// 200 with bytes of any kind.
#[cfg(feature = "full-api")]
pub(super) fn bytes(bytes: Bytes) -> Response<Body> {
    with(StatusCode::OK, "application/octet-stream", bytes)
}

/// What handlers say: `{"error": …}`.
pub(super) fn error(status: StatusCode, text: impl Into<String>) -> Response<Body> {
    status_json(status, &json!({"error": text.into()}))
}

/// What the layers around the handlers say: `{"message": …}`.
pub(super) fn message(status: StatusCode, text: &str) -> Response<Body> {
    status_json(status, &json!({"message": text}))
}

/// What the server says when it cannot write its answer.
pub(super) fn broken() -> Response<Body> {
    message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
}

/// No such route or method.
pub(super) fn not_found() -> Response<Body> {
    message(StatusCode::NOT_FOUND, "Not Found")
}

/// No such dataset, as `custom` says it.
pub(super) fn no_dataset(name: &str) -> Response<Body> {
    error(StatusCode::NOT_FOUND, format!("dataset \"{name}\" not available in stores"))
}

/// No such dataset, as skeletons and meshes say it.
pub(super) fn no_store() -> Response<Body> {
    error(StatusCode::BAD_REQUEST, "no store found supporting the datatype and dataset")
}
