//! One request.

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use js_sys::{Function, Promise, Reflect, Uint8Array};
use neuprint::TransportError;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCredentials, RequestInit};

use crate::abort::AbortOnDrop;
use crate::body::Body;
use crate::failure;

/// Sends a request through `fetch`, or through the environment's own.
pub(crate) async fn send(fetch: Option<&Function>, request: Request<Bytes>) -> Result<Response<Body>, TransportError> {
    let uri = request.uri().clone();
    let abort = AbortOnDrop::new().map_err(|error| failure::network(&error))?;
    let init = init_of(&request, &abort).map_err(|error| failure::network(&error))?;
    let answered = match call(fetch, &uri.to_string(), &init) {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    match answered {
        Ok(response) => response_of(response.unchecked_into(), abort),
        Err(error) => Err(failure::of_fetch(fetch, &uri, &error).await),
    }
}

/// Calls `fetch`; `this` must be the global object, or browsers refuse the call.
pub(crate) fn call(fetch: Option<&Function>, url: &str, init: &RequestInit) -> Result<Promise, JsValue> {
    let global: JsValue = js_sys::global().into();
    let own;
    let fetch = match fetch {
        Some(fetch) => fetch,
        None => {
            own = Reflect::get(&global, &"fetch".into())?
                .dyn_into::<Function>()
                .map_err(|_| JsValue::from_str("this environment has no `fetch`"))?;
            &own
        }
    };
    // A promise as the standard has it, whatever another function returns.
    Ok(Promise::resolve(&fetch.call2(&global, &url.into(), init)?))
}

fn init_of(request: &Request<Bytes>, abort: &AbortOnDrop) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    for (name, value) in request.headers() {
        let value = value.to_str().map_err(|_| format!("the header `{name}` is not plain text"))?;
        headers.append(name.as_str(), value)?;
    }
    let init = RequestInit::new();
    init.set_method(request.method().as_str());
    init.set_headers_headers(&headers);
    init.set_credentials(RequestCredentials::Omit);
    init.set_signal(Some(&abort.signal()));
    if !request.body().is_empty() {
        init.set_body(&Uint8Array::from(request.body().as_ref()));
    }
    Ok(init)
}

fn response_of(response: web_sys::Response, abort: AbortOnDrop) -> Result<Response<Body>, TransportError> {
    let unusable = |what: &str| TransportError::Network(format!("`fetch` answered {what}"));
    let status = StatusCode::from_u16(response.status()).map_err(|_| unusable("without a status"))?;
    // Nobody reads an answer's headers, and reading them takes as much code as the rest.
    let mut answer = Response::new(Body::new(response, abort));
    *answer.status_mut() = status;
    Ok(answer)
}
