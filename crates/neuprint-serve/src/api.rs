//! Who answers the paths of neuPrint's REST API: nobody, one upstream server, or dataset files.
//!
//! ```
//! use neuprint_serve::api::Api;
//!
//! let api = Api::Upstream("neuprint.janelia.org".parse()?);
//! # Ok::<(), neuprint_serve::forward::NotAnAddress>(())
//! ```

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use axum::routing::any;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderValue, StatusCode};
use tower_http::compression::CompressionLayer;

use crate::forward::{self, Terms, Upstream};
use crate::limits::Busy;
use crate::local::LocalApi;
use crate::metrics::{Counter, Metrics};
use crate::paced::{Cut, Unread};
use crate::shared::Shared;

/// The paths that belong to a neuPrint server: its REST API, and the three about the user.
const PATHS: [&str; 6] = ["/api", "/api/", "/api/{*rest}", "/profile", "/token", "/dataset-access"];

/// Who answers.
#[derive(Debug)]
pub enum Api {
    /// Nobody: unknown paths.
    Nobody,
    /// A neuPrint server elsewhere.
    Upstream(Upstream),
    /// Datasets in this process.
    Local(LocalApi),
}

/// The routes of the API.
///
/// # Errors
/// If the upstream server is spoken to over TLS and this machine has no certificates to trust.
pub(crate) fn routes(api: Api, terms: &Terms, shared: &Shared) -> std::io::Result<Router> {
    let handler = match api {
        Api::Nobody => any(async || failure(StatusCode::NOT_FOUND, "Not Found")),
        Api::Upstream(upstream) => forward::handler(upstream, terms, shared)?,
        Api::Local(local) => local.handler(shared.clone()).layer(CompressionLayer::new()),
    };
    Ok(PATHS.iter().fold(Router::new(), |router, path| router.route(path, handler.clone())))
}

/// Whether a path is one of data, and no file of the app.
pub(crate) fn is_data(path: &str) -> bool {
    let first = path.trim_start_matches('/').split('/').next();
    matches!(first, Some("api" | "profile" | "token" | "dataset-access" | "upstream" | "metrics"))
}

/// An error as neuPrint's own front writes it.
pub(crate) fn failure(status: StatusCode, message: &str) -> Response {
    json(status, &serde_json::json!({ "message": message }))
}

/// An error as neuPrint's handlers write it.
pub(crate) fn error(status: StatusCode, text: &str) -> Response {
    json(status, &serde_json::json!({ "error": text }))
}

/// The answer to a request whose body could not be read.
pub(crate) fn unread(why: Unread, metrics: &Metrics) -> Response {
    match why {
        Unread::Cut(cut @ Cut::TooLarge) => error(StatusCode::PAYLOAD_TOO_LARGE, &cut.to_string()),
        Unread::Cut(cut @ Cut::TooSlow) => error(StatusCode::REQUEST_TIMEOUT, &cut.to_string()),
        Unread::BrokeOff => error(StatusCode::BAD_REQUEST, "the body of the request broke off"),
        Unread::NoRoom => busy(Busy::Everybody, metrics),
    }
}

/// The answer when all places are taken.
pub(crate) fn busy(who: Busy, metrics: &Metrics) -> Response {
    let (status, reason, text) = match who {
        Busy::Client => (
            StatusCode::TOO_MANY_REQUESTS,
            "queries-of-client",
            "too many requests of this client at a time; wait for answers before asking more",
        ),
        Busy::Everybody => {
            (StatusCode::SERVICE_UNAVAILABLE, "queries", "too many requests at a time; try again in some seconds")
        }
    };
    metrics.count(Counter::Refused, reason);
    let mut response = error(status, text);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
    response
}

fn json(status: StatusCode, value: &serde_json::Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=UTF-8"));
    response
}
