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
//! page asks its own origin, and [`forward`] asks the server, or [`local`] the dataset files. Nothing is stored, and no
//! credential is added or logged: the token is the page's own, in the `Authorization` header, passed on to the server;
//! dataset files need none. [`guard`] says who is let in, [`limits`] how much each may use.

pub mod api;
pub mod assets;
pub mod cache;
pub mod dataset_file;
pub mod forward;
pub mod guard;
pub mod import;
pub mod info;
pub mod limits;
pub mod local;
pub mod metrics;
mod observe;
pub mod options;
pub mod output;
mod paced;
mod pages;
mod progress;
pub mod query;
pub mod remote;
mod security;
pub mod server;
pub mod shared;
pub mod site;
pub mod skeletons;
pub mod tls;
pub mod whole_file;

use axum::Router;

use api::Api;
use assets::Assets;
pub use site::RouterError;
use site::Site;

/// The paths of neuPrint's API as `api` has it, the app for all others, with the limits that hold by default and without
/// a guard. Without `assets` there is no app, and all others are unknown.
///
/// # Errors
/// If `assets` hold no `index.html`, or the upstream server needs TLS and this machine trusts no one.
pub fn router(assets: Option<Assets>, api: Api) -> Result<Router, RouterError> {
    Site::new(assets, api).router()
}
