//! The native half of neuprint-web: it hands out the app's files with neuPrint's REST API beside them, and it makes,
//! describes and asks dataset files. It asks servers, too, and downloads their skeletons.
//!
//! ```text
//! neuprint serve --upstream https://neuprint.janelia.org
//! neuprint serve hemibrain-sample-v1.2.1.npdata --tls-self-signed
//! neuprint import exported-traced-adjacencies --name hemibrain:v1.2 -o hemibrain.npdata
//! neuprint info hemibrain-sample-v1.2.1.npdata
//! neuprint query hemibrain-sample-v1.2.1.npdata "MATCH (n:Neuron) RETURN count(n)"
//! neuprint skeletons --server neuprint.janelia.org --dataset hemibrain:v1.2.1 --type LC4 --heal 8um -o lc4
//! ```
//!
//! neuPrint servers send no CORS headers, so a page from elsewhere may not read their answers. Served from here, the
//! page asks its own origin, and [`forward`] asks the server, or [`local`] the dataset files. Nothing is stored, nothing
//! is logged, and no credential is added: the token is the page's own, in the `Authorization` header, passed on to the
//! server; dataset files need none.

pub mod api;
pub mod assets;
pub mod dataset_file;
pub mod forward;
pub mod import;
pub mod info;
pub mod local;
pub mod options;
pub mod output;
mod pages;
mod progress;
pub mod query;
pub mod remote;
mod security;
pub mod server;
pub mod skeletons;
pub mod tls;
pub mod whole_file;

use axum::Router;

use api::Api;
use assets::Assets;

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

/// Everything the server answers: the paths of neuPrint's API as `api` has it, the app for all others. Without `assets`
/// there is no app, and all others are unknown.
///
/// # Errors
/// If `assets` hold no `index.html`, or the upstream server needs TLS and this machine trusts no one.
pub fn router(assets: Option<Assets>, api: Api) -> Result<Router, RouterError> {
    let page = assets.as_ref().map(Assets::index).transpose()?.unwrap_or_default();
    let policy = security::Policy::for_page(&page);
    let answered = api::routes(api).map_err(RouterError::Certificates)?;
    Ok(assets
        .map_or_else(Router::new, pages::routes)
        .merge(answered)
        .layer(axum::middleware::from_fn_with_state(policy, security::add_headers)))
}
