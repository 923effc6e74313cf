//! The app over HTTP: types, caching, compression, and one page for all of the app's addresses.
//!
//! Trunk puts a hash into the names of files, so those may be kept for ever; everything else carries an `ETag` and is
//! asked for again. A browser that navigates to an address without a file gets the app's page, whose router knows it.

mod range;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use bytes::Bytes;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, ETAG,
    HeaderName, IF_NONE_MATCH, VARY,
};
use http::{HeaderMap, StatusCode, Uri};
use sha2::{Digest, Sha256};

use crate::assets::{Assets, checked_path};
use range::Wanted;

const PAGE: &str = "index.html";

/// The routes of the app: every path that nothing else takes.
pub(crate) fn routes(assets: Assets) -> Router {
    Router::new().fallback_service(get(answer).with_state(assets))
}

async fn answer(State(assets): State<Assets>, uri: Uri, headers: HeaderMap) -> Response {
    let path = checked_path(uri.path());
    let path = path.as_deref().map(|path| if path.is_empty() { PAGE } else { path });
    if let Some(path) = path
        && !path.ends_with(".br")
        && let Some(found) = file(&assets, path, &headers).await
    {
        return found;
    }
    if accepts(&headers, &ACCEPT, "text/html")
        && let Some(page) = file(&assets, PAGE, &headers).await
    {
        return page;
    }
    plain(StatusCode::NOT_FOUND, "There is no such file.\n")
}

/// The file at `path`, as the browser takes it.
async fn file(assets: &Assets, path: &str, headers: &HeaderMap) -> Option<Response> {
    let twin = if accepts(headers, &ACCEPT_ENCODING, "br") { assets.find(&format!("{path}.br")).await } else { None };
    let brotli = twin.is_some();
    let bytes = match twin {
        Some(bytes) => bytes,
        None => assets.find(path).await?,
    };
    let tag = format!("\"{}\"", hex(&Sha256::digest(&bytes)[..16]));
    let known =
        headers.get_all(IF_NONE_MATCH).iter().any(|known| known.to_str().is_ok_and(|known| known.contains(&tag)));
    let mut response = Response::builder()
        .header(ETAG, &tag)
        .header(ACCEPT_RANGES, "bytes")
        .header(VARY, "Accept-Encoding")
        .header(CACHE_CONTROL, if has_hash(path) { "public, max-age=31536000, immutable" } else { "no-cache" });
    if known {
        return response.status(StatusCode::NOT_MODIFIED).body(Body::empty()).ok();
    }
    response = response.header(CONTENT_TYPE, content_type(path));
    if brotli {
        response = response.header(CONTENT_ENCODING, "br");
    }
    let bytes = match bytes {
        std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        std::borrow::Cow::Owned(bytes) => Bytes::from(bytes),
    };
    let length = bytes.len();
    let (status, place, bytes) = match range::wanted(headers, length, &tag) {
        Wanted::Whole => (StatusCode::OK, None, bytes),
        Wanted::Part(part) => {
            let place = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            (StatusCode::PARTIAL_CONTENT, Some(place), bytes.slice(part))
        }
        Wanted::Nothing => (StatusCode::RANGE_NOT_SATISFIABLE, Some(format!("bytes */{length}")), Bytes::new()),
    };
    if let Some(place) = place {
        response = response.header(CONTENT_RANGE, place);
    }
    response.status(status).body(Body::from(bytes)).ok()
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

fn content_type(path: &str) -> String {
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    if mime.type_() == mime_guess::mime::TEXT { format!("{mime}; charset=utf-8") } else { mime.to_string() }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, http::HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}
