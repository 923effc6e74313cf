//! The server half of neuprint-web: it hands out the app's files and forwards one neuPrint server from the same origin.
//!
//! ```text
//! neuprint serve --port 8642 --upstream https://neuprint.janelia.org
//! ```
//!
//! neuPrint servers send no CORS headers, so a page from elsewhere may not read their answers. Served from here, the
//! page asks its own origin, and [`forward`] asks the server. Nothing is stored, nothing is logged, and no credential
//! is added: the token is the page's own, in the `Authorization` header, passed on.
//!
//! This crate does not terminate TLS and does not answer queries itself.

pub mod assets;
pub mod dataset_file;
pub mod forward;
pub mod info;
pub mod options;
pub mod output;
mod pages;
pub mod query;
mod security;
pub mod server;

use axum::Router;

use assets::Assets;
use forward::Upstream;

/// Why there is nothing to serve.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RouterError {
    /// There is no app.
    #[error(transparent)]
    Missing(#[from] assets::Missing),
    /// The upstream server's certificate could not be checked.
    #[error("forwarding needs the certificates that this machine trusts: {0}. Install them (Debian: ca-certificates)")]
    Certificates(std::io::Error),
}

/// Everything the server answers: the forwarded paths if there is an upstream server, the app for all others.
///
/// # Errors
/// If `assets` hold no `index.html`, or the upstream server needs TLS and this machine trusts no one.
pub fn router(assets: Assets, upstream: Option<Upstream>) -> Result<Router, RouterError> {
    let policy = security::Policy::for_page(&assets.index()?);
    let forwarded = forward::routes(upstream).map_err(RouterError::Certificates)?;
    Ok(pages::routes(assets)
        .merge(forwarded)
        .layer(axum::middleware::from_fn_with_state(policy, security::add_headers)))
}
