//! One neuPrint server, forwarded from the app's own origin.
//!
//! ```
//! use neuprint_serve::forward::Upstream;
//!
//! let upstream: Upstream = "neuprint.janelia.org".parse()?;
//! assert_eq!(upstream.to_string(), "https://neuprint.janelia.org");
//! # Ok::<(), neuprint_serve::forward::NotAnAddress>(())
//! ```
//!
//! The path goes on byte for byte: a neuPrint server takes a name in a path only in the escaping of the Go language,
//! and any other spelling of the same name is "not found". Of the request's headers only those that neuPrint reads go
//! along; cookies and the browser's description of itself stay here. Bodies are streamed both ways.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{MethodRouter, any};
use http::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONNECTION, CONTENT_TYPE, HeaderName, PROXY_AUTHENTICATE, SET_COOKIE, TE,
    TRAILER, TRANSFER_ENCODING, UPGRADE,
};
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{StatusCode, Uri};
use hyper::body::Incoming;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use crate::api::failure;

/// What a neuPrint server reads of a request.
const REQUEST_HEADERS: [HeaderName; 4] = [AUTHORIZATION, CONTENT_TYPE, ACCEPT, ACCEPT_ENCODING];

/// What concerns one connection only, or would let the server keep state in a browser that it does not talk to.
const NOT_RETURNED: [HeaderName; 8] = [
    CONNECTION,
    HeaderName::from_static("keep-alive"),
    PROXY_AUTHENTICATE,
    SET_COOKIE,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
];

/// The server that is forwarded: scheme, host, and a path before all paths, if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    scheme: Scheme,
    authority: Authority,
    prefix: String,
}

/// A text that is no address of a server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the address of a neuPrint server; it looks like https://neuprint.example.org")]
pub struct NotAnAddress(String);

impl FromStr for Upstream {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let wrong = || NotAnAddress(text.to_owned());
        let full = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let uri: Uri = full.parse().map_err(|_| wrong())?;
        let scheme = uri.scheme().filter(|scheme| [Scheme::HTTP, Scheme::HTTPS].contains(scheme));
        // Credentials belong into the page, a query to a request.
        let authority = uri.authority().filter(|authority| !authority.as_str().contains('@'));
        let (Some(scheme), Some(authority), None) = (scheme, authority, uri.query()) else { return Err(wrong()) };
        Ok(Self {
            scheme: scheme.clone(),
            authority: authority.clone(),
            prefix: uri.path().trim_end_matches('/').to_owned(),
        })
    }
}

impl fmt::Display for Upstream {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}://{}{}", self.scheme, self.authority, self.prefix)
    }
}

impl Upstream {
    /// Where a request to `path` (with its query) goes; the path's bytes are kept as they are.
    fn address(&self, path: Option<&PathAndQuery>) -> Option<Uri> {
        let path = path.map_or("/", PathAndQuery::as_str);
        Uri::builder()
            .scheme(self.scheme.clone())
            .authority(self.authority.clone())
            .path_and_query(format!("{}{path}", self.prefix))
            .build()
            .ok()
    }
}

#[derive(Clone)]
struct Forwarder {
    upstream: Upstream,
    client: Connections,
}

/// Open connections to the server.
#[derive(Clone)]
enum Connections {
    Plain(Client<HttpConnector, Body>),
    Secure(Client<HttpsConnector<HttpConnector>, Body>),
}

impl Connections {
    fn to(upstream: &Upstream) -> std::io::Result<Self> {
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        connector.set_connect_timeout(Some(Duration::from_secs(10)));
        let client = Client::builder(TokioExecutor::new());
        if upstream.scheme == Scheme::HTTP {
            return Ok(Self::Plain(client.build(connector)));
        }
        let secure = HttpsConnectorBuilder::new().with_native_roots()?.https_only().enable_all_versions();
        Ok(Self::Secure(client.build(secure.wrap_connector(connector))))
    }

    async fn request(&self, request: Request) -> Result<http::Response<Incoming>, hyper_util::client::legacy::Error> {
        match self {
            Self::Plain(client) => client.request(request).await,
            Self::Secure(client) => client.request(request).await,
        }
    }
}

/// What answers every path of the upstream server.
///
/// # Errors
/// If it is spoken to over TLS and this machine has no certificates to trust.
pub(crate) fn handler(upstream: Upstream) -> std::io::Result<MethodRouter> {
    let client = Connections::to(&upstream)?;
    Ok(any(forward).with_state(Forwarder { upstream, client }))
}

async fn forward(State(to): State<Forwarder>, request: Request) -> Response {
    let Some(address) = to.upstream.address(request.uri().path_and_query()) else {
        return failure(StatusCode::BAD_REQUEST, "this path cannot be forwarded");
    };
    let (parts, body) = request.into_parts();
    let mut outgoing = http::Request::new(body);
    *outgoing.method_mut() = parts.method;
    *outgoing.uri_mut() = address;
    for name in REQUEST_HEADERS {
        for value in parts.headers.get_all(&name) {
            outgoing.headers_mut().append(&name, value.clone());
        }
    }
    match to.client.request(outgoing).await {
        Ok(mut response) => {
            for name in NOT_RETURNED {
                response.headers_mut().remove(name);
            }
            response.map(Body::new)
        }
        Err(error) => {
            let mut reasons = vec![error.to_string()];
            let mut source = std::error::Error::source(&error);
            while let Some(error) = source {
                reasons.push(error.to_string());
                source = error.source();
            }
            let message = format!("{} cannot be reached: {}", to.upstream, reasons.join(": "));
            failure(StatusCode::BAD_GATEWAY, &message)
        }
    }
}
