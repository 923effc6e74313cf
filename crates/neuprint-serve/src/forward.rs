//! neuPrint servers, forwarded from the app's own origin.
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
//! along; cookies and the browser's description of itself stay here. Of the answer's headers those come back that
//! describe its body. Bodies are streamed both ways, but for queries, which are read first: those that would change the
//! database go no further.
//!
//! This is no open proxy: a request chooses among the configured servers, and of these reaches neuPrint's own paths.
//! A redirect is not followed, and one that leads to another server is passed on without its `Location`.

mod address;
mod cached;
mod connections;
mod path;
mod private;
mod writes;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{MethodRouter, any};
use http::header::{
    ACCEPT, ACCEPT_ENCODING, AGE, AUTHORIZATION, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LENGTH,
    CONTENT_TYPE, DATE, ETAG, EXPIRES, HeaderName, LAST_MODIFIED, LOCATION, RETRY_AFTER, TRANSFER_ENCODING, VARY,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Version};

pub use address::{NamedUpstream, NotAnAddress, Upstream};

use crate::api::{busy, error, unread};
use crate::cache::Cache;
use crate::metrics::Counter;
use crate::paced::{Paced, Unread, whole};
use crate::shared::{Client, Shared};
use cached::Cached;
use connections::{Connections, in_words};

/// What stands before the name of an upstream.
pub(crate) const PREFIX: &str = "/upstream/";

/// What a neuPrint server reads of a request.
const REQUEST_HEADERS: [HeaderName; 4] = [AUTHORIZATION, CONTENT_TYPE, ACCEPT, ACCEPT_ENCODING];

/// What describes an answer. Everything else concerns one connection only, would let the server keep state in a browser
/// that it does not talk to, or is this server's to say.
const ANSWER_HEADERS: [HeaderName; 12] = [
    AGE,
    CACHE_CONTROL,
    CONTENT_DISPOSITION,
    CONTENT_ENCODING,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    DATE,
    ETAG,
    EXPIRES,
    LAST_MODIFIED,
    RETRY_AFTER,
    VARY,
];

/// Room for the headers of an answer, with those that every answer gets.
const HEADERS: usize = 24;

/// An upstream and the way to it.
struct Forwarder {
    /// Under which name it answers; none for the one below `/api`.
    name: Option<String>,
    upstream: Upstream,
    connections: Connections,
    /// What is kept of its answers, if anything is.
    cached: Option<Cached>,
    /// Whether queries that change the database go on.
    writes: bool,
    shared: Shared,
}

/// What the configuration says about all upstreams.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// Names of upstreams whose host names may lead to private addresses.
    pub private: Vec<String>,
    /// Forward queries that change the database.
    pub writes: bool,
    /// Where skeletons, meshes and cached statistics are kept.
    pub cache: Option<Arc<Cache>>,
}

impl Forwarder {
    fn new(to: &NamedUpstream, terms: &Terms, shared: &Shared) -> std::io::Result<Self> {
        let NamedUpstream { name, upstream } = to.clone();
        let private = name.as_ref().is_some_and(|name| terms.private.contains(name));
        let connections = Connections::to(&upstream, private)?;
        let cached = terms.cache.clone().map(|cache| Cached::new(cache, shared.metrics.clone()));
        Ok(Self { name, upstream, connections, cached, writes: terms.writes, shared: shared.clone() })
    }

    /// What it is called in counters.
    fn label(&self) -> &str {
        self.name.as_deref().unwrap_or("api")
    }

    /// Forwards a request to `path`, which begins with a slash.
    async fn forward(&self, path: &str, request: Request) -> Response {
        if let Err(refused) = path::check(path) {
            return error(StatusCode::BAD_REQUEST, &refused.to_string());
        }
        if [Method::CONNECT, Method::TRACE].contains(request.method()) {
            return error(StatusCode::METHOD_NOT_ALLOWED, "this method is not forwarded");
        }
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        let Some(address) = self.upstream.address(&format!("{path}{query}")) else {
            return error(StatusCode::BAD_REQUEST, "this path cannot be forwarded");
        };
        let key = match &self.cached {
            Some(cached) if request.method() == Method::GET => {
                let key = cached.key(self, path, &query, request.headers()).await;
                if let Some(key) = &key
                    && let Some(kept) = cached.find(key).await
                {
                    return kept;
                }
                key
            }
            _ => None,
        };
        let limits = self.shared.limits;
        let client = Client::of(request.extensions());
        let (parts, body) = request.into_parts();
        if length(&parts.headers).is_some_and(|length| length > limits.body) {
            return error(StatusCode::PAYLOAD_TOO_LARGE, "the body of the request is larger than allowed");
        }
        let body = Paced::new(body, limits.body, limits.client_time);
        let cut = body.reason();
        let mut held = None;
        let body = if !self.writes && writes::takes_cypher(path) {
            let read = match whole(body, &self.shared.room).await {
                Ok(read) => held.insert(read),
                Err(why) => return unread(why, &self.shared.metrics),
            };
            if let Err(refused) = writes::check(&read.bytes) {
                return error(StatusCode::BAD_REQUEST, &refused.to_string());
            }
            Body::from(read.bytes.clone())
        } else {
            Body::new(body)
        };
        let mut outgoing = http::Request::new(body);
        *outgoing.method_mut() = parts.method;
        *outgoing.uri_mut() = address;
        copy(&parts.headers, &REQUEST_HEADERS, outgoing.headers_mut());

        // A place is needed while the upstream works; a slow reader of its answer keeps none.
        let place = self.shared.queries.wait(client, limits.wait_time).await;
        let _place = match place {
            Ok(place) => place,
            Err(who) => return busy(who, &self.shared.metrics),
        };
        let answer = tokio::time::timeout(limits.upstream_time, self.connections.request(outgoing)).await;
        match (answer, cut.get()) {
            (Ok(Ok(response)), _) => {
                let key = key.filter(|_| has_end(&response));
                let answer = self.back(response, path.len() < parts.uri.path().len());
                match (&self.cached, key) {
                    (Some(cached), Some(key)) => cached.record(key, answer),
                    _ => answer,
                }
            }
            (_, Some(cut)) => unread(Unread::Cut(cut), &self.shared.metrics),
            (Ok(Err(reason)), None) => {
                self.shared.metrics.count(Counter::Upstream, self.label());
                let text = format!("{} cannot be reached: {}", self.upstream, in_words(&reason));
                error(StatusCode::BAD_GATEWAY, &text)
            }
            (Err(_), None) => {
                self.shared.metrics.count(Counter::Upstream, self.label());
                let seconds = limits.upstream_time.as_secs_f64();
                let text = format!("{} did not begin its answer within {seconds} s", self.upstream);
                error(StatusCode::GATEWAY_TIMEOUT, &text)
            }
        }
    }

    /// The upstream's answer as it is passed on.
    fn back(&self, response: Response, below_prefix: bool) -> Response {
        let (parts, body) = response.into_parts();
        let mut answer = Response::new(Body::new(Paced::new(body, u64::MAX, self.shared.limits.upstream_time)));
        *answer.status_mut() = parts.status;
        *answer.headers_mut() = HeaderMap::with_capacity(HEADERS);
        copy(&parts.headers, &ANSWER_HEADERS, answer.headers_mut());
        let location = parts.headers.get(LOCATION).and_then(|location| location.to_str().ok());
        if let Some(path) = location.and_then(|location| self.upstream.path_of(location)) {
            let prefix = self.name.as_deref().filter(|_| below_prefix).map(|name| format!("{PREFIX}{name}"));
            if let Ok(location) = HeaderValue::try_from(format!("{}{path}", prefix.unwrap_or_default())) {
                answer.headers_mut().insert(LOCATION, location);
            }
        }
        answer
    }
}

fn copy(from: &HeaderMap, names: &[HeaderName], to: &mut HeaderMap) {
    for (name, value) in from.iter().filter(|(name, _)| names.contains(name)) {
        to.append(name, value.clone());
    }
}

/// Whether an answer says where it ends. One that ends with its connection may be half of what it should be.
fn has_end(response: &Response) -> bool {
    let headers = response.headers();
    let said = headers.contains_key(CONTENT_LENGTH) || headers.contains_key(TRANSFER_ENCODING);
    said || response.version() == Version::HTTP_2
}

/// The length that a request says its body has.
fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// What answers every path of the one upstream without a name.
///
/// # Errors
/// If it is spoken to over TLS and this machine has no certificates to trust.
pub(crate) fn handler(upstream: Upstream, terms: &Terms, shared: &Shared) -> std::io::Result<MethodRouter> {
    let to = Forwarder::new(&NamedUpstream { name: None, upstream }, terms, shared)?;
    Ok(any(async |State(to): State<Arc<Forwarder>>, request: Request| {
        let path = request.uri().path().to_owned();
        to.forward(&path, request).await
    })
    .with_state(Arc::new(to)))
}

/// The routes of the upstreams with names. `api` says whether this server answers under `/api`, too: the app lists both.
///
/// # Errors
/// If one is spoken to over TLS and this machine has no certificates to trust.
pub(crate) fn routes(
    upstreams: &[NamedUpstream],
    api: bool,
    terms: &Terms,
    shared: &Shared,
) -> std::io::Result<Router> {
    let mut by_name = BTreeMap::new();
    for upstream in upstreams {
        if let Some(name) = &upstream.name {
            by_name.insert(name.clone(), Forwarder::new(upstream, terms, shared)?);
        }
    }
    let names: Vec<&String> = by_name.keys().collect();
    let list = serde_json::json!({ "api": api, "upstreams": names }).to_string();
    let listed = any(async move || ([(CONTENT_TYPE, "application/json")], list));
    Ok(Router::new()
        .route("/upstream", listed.clone())
        .route("/upstream/", listed)
        .route("/upstream/{*rest}", any(choose).with_state(Arc::new(by_name))))
}

async fn choose(State(by_name): State<Arc<BTreeMap<String, Forwarder>>>, request: Request) -> Response {
    let rest = request.uri().path().strip_prefix(PREFIX).unwrap_or_default();
    let (name, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    match by_name.get(name) {
        Some(to) => {
            let path = path.to_owned();
            to.forward(&path, request).await
        }
        None => error(StatusCode::NOT_FOUND, "there is no upstream of this name; GET /upstream lists them"),
    }
}
