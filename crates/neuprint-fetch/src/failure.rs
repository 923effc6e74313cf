//! What a rejected promise means.
//!
//! `fetch` rejects with the same `TypeError` whether a server is down or does not let a page from another origin read
//! its answers (CORS). A second request tells the two apart: `no-cors`, without token and body, whose answer nobody can
//! read. If that one comes through, the server is there and CORS is what blocks.

use http::Uri;
use js_sys::{Error, Function, Reflect};
use neuprint::TransportError;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCredentials, RequestInit, RequestMode};

use crate::abort::AbortOnDrop;
use crate::send;

/// Why `fetch` failed before there was an answer.
pub(crate) async fn of_fetch(fetch: Option<&Function>, uri: &Uri, error: &JsValue) -> TransportError {
    if was_aborted(error) {
        return TransportError::Cancelled;
    }
    let origin = origin(uri);
    match page_origin() {
        Some(page) if page != origin && answers(fetch, &origin).await => {
            TransportError::Blocked { origin, reason: reason(error) }
        }
        _ => TransportError::Network(format!(
            "no answer from {origin}: check the address and the network connection ({})",
            reason(error)
        )),
    }
}

/// Why the body broke off.
pub(crate) fn of_body(error: &JsValue) -> TransportError {
    if was_aborted(error) {
        return TransportError::Cancelled;
    }
    TransportError::Network(format!("the connection broke while the answer was coming: {}", reason(error)))
}

/// Why a request could not even be made.
pub(crate) fn network(error: &JsValue) -> TransportError {
    TransportError::Network(format!("the request cannot be made: {}", reason(error)))
}

/// Whether anything answers at an origin.
async fn answers(fetch: Option<&Function>, origin: &str) -> bool {
    let Ok(abort) = AbortOnDrop::new() else { return false };
    let init = RequestInit::new();
    init.set_method("HEAD");
    init.set_mode(RequestMode::NoCors);
    init.set_credentials(RequestCredentials::Omit);
    init.set_signal(Some(&abort.signal()));
    match send::call(fetch, &format!("{origin}/"), &init) {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}

fn origin(uri: &Uri) -> String {
    let authority = uri.authority().map_or("", http::uri::Authority::as_str);
    format!("{}://{authority}", uri.scheme_str().unwrap_or("https"))
}

/// Where the page or worker comes from. Node has no such thing, and no CORS.
fn page_origin() -> Option<String> {
    let location = Reflect::get(&js_sys::global(), &"location".into()).ok()?;
    Reflect::get(&location, &"origin".into()).ok()?.as_string()
}

fn was_aborted(error: &JsValue) -> bool {
    error.dyn_ref::<Error>().is_some_and(|error| error.name() == "AbortError")
        || property(error, "name").as_deref() == Some("AbortError")
}

/// The error's own words, with those of its cause: Node hides the reason there.
fn reason(error: &JsValue) -> String {
    let words = |error: &JsValue| error.as_string().or_else(|| property(error, "message"));
    let said = words(error).unwrap_or_else(|| "no reason given".into());
    let cause = Reflect::get(error, &"cause".into()).ok();
    match cause.and_then(|cause| words(&cause).filter(|cause| !cause.is_empty()).or_else(|| property(&cause, "code"))) {
        Some(cause) => format!("{said} ({cause})"),
        None => said,
    }
}

fn property(object: &JsValue, name: &str) -> Option<String> {
    Reflect::get(object, &name.into()).ok()?.as_string()
}
