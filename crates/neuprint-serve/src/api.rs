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
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};

use crate::forward::{self, Upstream};
use crate::local::LocalApi;

/// The paths that belong to a neuPrint server: its REST API, and the three about the user.
const PATHS: [&str; 6] = ["/api", "/api/", "/api/{*rest}", "/profile", "/token", "/dataset-access"];

/// Who answers.
#[derive(Debug, Clone)]
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
pub(crate) fn routes(api: Api) -> std::io::Result<Router> {
    let handler = match api {
        Api::Nobody => any(async || failure(StatusCode::NOT_FOUND, "Not Found")),
        Api::Upstream(upstream) => forward::handler(upstream)?,
        Api::Local(local) => local.handler(),
    };
    Ok(PATHS.iter().fold(Router::new(), |router, path| router.route(path, handler.clone())))
}

/// An error as neuPrint's own front writes it.
pub(crate) fn failure(status: StatusCode, message: &str) -> Response {
    let mut response = Response::new(Body::from(serde_json::json!({ "message": message }).to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
