//! Which pages may ask from a browser, and the headers (CORS) that tell the browser so.

use std::str::FromStr;

use axum::body::Body;
use axum::response::Response;
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, HeaderName, ORIGIN, VARY,
};
use http::{HeaderMap, HeaderValue, StatusCode, Uri};
use serde::Deserialize;

/// Asks whether a page from the public internet may ask a server in a private network.
const REQUEST_PRIVATE: HeaderName = HeaderName::from_static("access-control-request-private-network");
const ALLOW_PRIVATE: HeaderName = HeaderName::from_static("access-control-allow-private-network");
/// Where a request comes from, as the browser sees it.
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Where a page is from: scheme, host, and port if it is not the scheme's own.
///
/// ```
/// use neuprint_serve::guard::Origin;
///
/// let origin: Origin = "https://Lab.example.org/".parse()?;
/// assert_eq!(origin, "https://lab.example.org".parse()?);
/// # Ok::<(), neuprint_serve::guard::NotAnOrigin>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Origin(HeaderValue);

/// A text that is no origin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no origin of a page; it looks like https://lab.example.org, without a path. Each one is named, never `*`"
)]
pub struct NotAnOrigin(String);

impl FromStr for Origin {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        let wrong = || NotAnOrigin(text.to_owned());
        let uri: Uri = text.parse().map_err(|_| wrong())?;
        let scheme = uri.scheme_str().filter(|scheme| ["http", "https"].contains(scheme)).ok_or_else(wrong)?;
        let authority = uri.authority().filter(|authority| !authority.as_str().contains(['@', '*']));
        let authority = authority.ok_or_else(wrong)?.as_str().to_ascii_lowercase();
        if !uri.path().trim_end_matches('/').is_empty() || uri.query().is_some() {
            return Err(wrong());
        }
        // A browser leaves the scheme's own port out.
        let own = if scheme == "https" { ":443" } else { ":80" };
        let authority = authority.strip_suffix(own).unwrap_or(&authority);
        HeaderValue::try_from(format!("{scheme}://{authority}")).map(Self).map_err(|_| wrong())
    }
}

impl TryFrom<String> for Origin {
    type Error = NotAnOrigin;

    fn try_from(text: String) -> Result<Self, NotAnOrigin> {
        text.parse()
    }
}

/// A request from a page that may not ask.
pub(super) struct Foreign;

/// The allowed origin of a page elsewhere, or none for a request of this server's own page or of no page.
pub(super) fn check(headers: &HeaderMap, host: &str, allowed: &[Origin]) -> Result<Option<HeaderValue>, Foreign> {
    let mut origins = headers.get_all(ORIGIN).iter();
    let Some(origin) = origins.next() else {
        // An image or a link elsewhere sends no origin, but the browser says that it is not from here.
        let foreign = headers.get(FETCH_SITE).is_some_and(|site| site == "cross-site" || site == "same-site");
        return if foreign { Err(Foreign) } else { Ok(None) };
    };
    if origins.next().is_some() {
        return Err(Foreign);
    }
    if allowed.iter().any(|Origin(allowed)| allowed == origin) {
        return Ok(Some(origin.clone()));
    }
    let text = origin.to_str().unwrap_or_default();
    let here = ["http://", "https://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    if here.is_some_and(|here| here.eq_ignore_ascii_case(host)) { Ok(None) } else { Err(Foreign) }
}

/// The answer to a browser that asks before it asks; `None` if it does not.
pub(super) fn preflight(headers: &HeaderMap, origin: &HeaderValue) -> Option<Response> {
    headers.get(ACCESS_CONTROL_REQUEST_METHOD)?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let answer = response.headers_mut();
    answer.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, POST"));
    let names = "Authorization, Content-Type, Accept, X-Gateway-Token";
    answer.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(names));
    answer.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    if headers.contains_key(REQUEST_PRIVATE) {
        answer.insert(ALLOW_PRIVATE, HeaderValue::from_static("true"));
    }
    mark(&mut response, Some(origin));
    Some(response)
}

/// Tells the browser which page may read the answer, and caches that the answer depends on it.
pub(super) fn mark(response: &mut Response, origin: Option<&HeaderValue>) {
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = origin {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Retry-After"));
    }
}
