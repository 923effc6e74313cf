//! The app over HTTP: types, caching, compression, and one page for all of the app's addresses.
//!
//! Trunk puts a hash into the names of files, so those may be kept for ever; everything else carries an `ETag` and is
//! asked for again. A browser that navigates to an address without a file gets the app's page, whose router knows it.
//! Where dataset files are served, the bare address leads to the first of them, not to the sample within the app.

mod range;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::get;
use bytes::Bytes;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, ETAG,
    HeaderName, IF_NONE_MATCH, LOCATION, VARY,
};
use http::{HeaderMap, HeaderValue, StatusCode};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::assets::{Assets, File, checked_path};
use range::Wanted;

const PAGE: &str = "index.html";
/// What is escaped in a dataset's name within an address.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b':').remove(b'_');
/// How the names of Brotli twins end.
const TWIN: &str = ".br";

/// The routes of the app: every path that nothing else takes. `first` is the dataset of this server's own API that the app
/// opens when its address names none.
pub(crate) fn routes(assets: Assets, first: Option<&str>) -> Router {
    let first = first.and_then(|name| {
        let name = utf8_percent_encode(name, ESCAPED);
        HeaderValue::try_from(format!("./?server=/&dataset={name}")).ok()
    });
    Router::new().fallback_service(get(answer).with_state((assets, first)))
}

async fn answer(State((assets, first)): State<(Assets, Option<HeaderValue>)>, request: Request) -> Response {
    let headers = request.headers();
    if let Some(first) = first
        && request.uri().path() == "/"
        && request.uri().query().is_none()
        && accepts(headers, &ACCEPT, "text/html")
    {
        let mut response = Response::default();
        *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
        response.headers_mut().insert(LOCATION, first);
        return response;
    }
    let path = checked_path(request.uri().path());
    let path = path.as_deref().map(|path| if path.is_empty() { PAGE } else { path });
    if let Some(path) = path
        && !path.ends_with(TWIN)
        && let Some(found) = file(&assets, path, headers).await
    {
        return found;
    }
    if accepts(headers, &ACCEPT, "text/html")
        && let Some(page) = file(&assets, PAGE, headers).await
    {
        return page;
    }
    plain(StatusCode::NOT_FOUND, "There is no such file.\n")
}

/// The file at `path`, as the browser takes it.
async fn file(assets: &Assets, path: &str, headers: &HeaderMap) -> Option<Response> {
    let brotli = accepts(headers, &ACCEPT_ENCODING, "br");
    let twin = if brotli { assets.find(&format!("{path}{TWIN}")).await } else { None };
    let brotli = twin.is_some();
    let File { bytes, tag, kind } = match twin {
        Some(twin) => twin,
        None => assets.find(path).await?,
    };
    let mut response = Response::default();
    let answer = response.headers_mut();
    // With those that every answer gets.
    answer.reserve(16);
    answer.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    answer.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    let kept = if has_hash(path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    answer.insert(CACHE_CONTROL, HeaderValue::from_static(kept));
    if is_known(headers, &tag) {
        answer.insert(ETAG, tag);
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return Some(response);
    }
    answer.insert(CONTENT_TYPE, kind);
    if brotli {
        answer.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    let length = bytes.len();
    let (status, place, bytes) = match range::wanted(headers, length, &tag) {
        Wanted::Whole => (StatusCode::OK, None, bytes),
        Wanted::Part(part) => {
            let place = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            (StatusCode::PARTIAL_CONTENT, Some(place), bytes.slice(part))
        }
        Wanted::Nothing => (StatusCode::RANGE_NOT_SATISFIABLE, Some(format!("bytes */{length}")), Bytes::new()),
    };
    answer.insert(ETAG, tag);
    if let Some(place) = place {
        answer.insert(CONTENT_RANGE, HeaderValue::try_from(place).ok()?);
    }
    *response.status_mut() = status;
    *response.body_mut() = Body::from(bytes);
    Some(response)
}

/// Whether the browser has this version: its tag is in the list, weak or not, or any version will do (RFC 9110, 13.1.2).
fn is_known(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    // Our tags hold no comma, so that whatever else is in a list cannot be cut into one of them: they are in quotes.
    let values = headers.get_all(IF_NONE_MATCH).iter().flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    values.map(<[u8]>::trim_ascii).any(|known| known == b"*" || known.strip_prefix(b"W/").unwrap_or(known) == tag)
}

/// Whether a list-valued header names `what`, and not only to refuse it (`q=0`).
fn accepts(headers: &HeaderMap, name: &HeaderName, what: &str) -> bool {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let named = parts.next().is_some_and(|entry| entry.eq_ignore_ascii_case(what));
        let refused = |part: &str| part.strip_prefix("q=").is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q == 0.0));
        named && !parts.any(refused)
    })
}

/// Whether a file's name carries the hash of its content: `app-0123456789abcdef.js`, `…_bg.wasm`.
fn has_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split(['-', '.', '_']).any(|part| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}
