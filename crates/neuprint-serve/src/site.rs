//! Everything that one server answers, put together.
//!
//! ```
//! use neuprint_serve::api::Api;
//! use neuprint_serve::local::LocalApi;
//! use neuprint_serve::site::Site;
//!
//! let router = Site::new(None, Api::Local(LocalApi::sample()?)).router()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use axum::routing::get;
use http::header::CONTENT_TYPE;
use tower::ServiceExt;

use crate::api::{self, Api};
use crate::assets::{self, Assets};
use crate::forward::{self, NamedUpstream, Terms};
use crate::guard::{self, Guard, OnDuty};
use crate::metrics::Metrics;
use crate::security::Policy;
use crate::shared::Shared;
use crate::{observe, pages, security};

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

/// What is served, to whom, and within which limits.
#[derive(Debug)]
pub struct Site {
    /// The app's files; without them there is no app.
    pub assets: Option<Assets>,
    /// Who answers under `/api`.
    pub api: Api,
    /// The dataset under `/api` that the app opens when its address names none; without it the sample within the app.
    pub first: Option<String>,
    /// Servers that answer under `/upstream/NAME`; those without a name do not.
    pub upstreams: Vec<NamedUpstream>,
    /// What is said about all upstreams.
    pub terms: Terms,
    /// Who is let in; without a guard everybody is, as in front of a router that nobody reaches over a network.
    pub guard: Option<Guard>,
    /// Limits and counters.
    pub shared: Shared,
}

impl Site {
    /// A site without further upstreams and without a guard.
    #[must_use]
    pub fn new(assets: Option<Assets>, api: Api) -> Self {
        Self {
            assets,
            api,
            first: None,
            upstreams: Vec::new(),
            terms: Terms::default(),
            guard: None,
            shared: Shared::default(),
        }
    }

    /// All of it as a router, for whoever has one of their own.
    ///
    /// # Errors
    /// As [`Site::entrance`].
    pub fn router(self) -> Result<Router, RouterError> {
        let entrance = self.entrance()?;
        Ok(Router::new().fallback(async move |request| entrance.answer(request).await))
    }

    /// The way in, and behind it the routes: the paths of neuPrint's API, of the upstreams and of this server itself; the
    /// app for all others.
    ///
    /// # Errors
    /// If the assets hold no `index.html`, or an upstream needs TLS and this machine trusts no one.
    pub fn entrance(self) -> Result<Entrance, RouterError> {
        let page = self.assets.as_ref().map(Assets::index).transpose()?.unwrap_or_default();
        let policy = Policy::for_page(&page);
        let metrics = self.shared.metrics.clone();
        let answers = !matches!(self.api, Api::Nobody);
        let own = api::routes(self.api, &self.terms, &self.shared).map_err(RouterError::Certificates)?;
        let others =
            forward::routes(&self.upstreams, answers, &self.terms, &self.shared).map_err(RouterError::Certificates)?;
        let app = self.assets.map_or_else(Router::new, |assets| pages::routes(assets, self.first.as_deref()));
        let routes = app.merge(own).merge(others).merge(about(&self.shared));
        let guard = self.guard.map(|guard| OnDuty { guard, metrics: metrics.clone() });
        Ok(Entrance { within: Arc::new(Within { metrics, policy, guard }), routes })
    }
}

/// What every request passes, and the routes behind it. Copies share everything.
///
/// It stands before the routes and is no layer on them: three layers cost more than all that is done in them.
#[derive(Debug, Clone)]
pub struct Entrance {
    within: Arc<Within>,
    routes: Router,
}

#[derive(Debug)]
struct Within {
    metrics: Arc<Metrics>,
    policy: Policy,
    guard: Option<OnDuty>,
}

impl Entrance {
    /// Answers a request: it is counted, let in or refused, and what answers it gets the headers that bind the browser.
    pub async fn answer(&self, request: Request) -> Response {
        let Within { metrics, policy, guard } = &*self.within;
        let asked = observe::begun(&request);
        let policy = policy.of(request.uri().path());
        let next = async |request| {
            let Ok(response) = self.routes.clone().oneshot(request).await;
            response
        };
        let mut response = match guard {
            Some(duty) => guard::check(duty, request, next).await,
            None => next(request).await,
        };
        security::add_headers(&mut response, policy);
        observe::answered(asked, response, metrics)
    }
}

/// What is to be known about the server itself.
fn about(shared: &Shared) -> Router {
    let metrics = shared.metrics.clone();
    let healthy = async || ([(CONTENT_TYPE, "application/json")], "{\"status\":\"ok\"}\n");
    let counted = async move || ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], metrics.text());
    Router::new().route("/healthz", get(healthy)).route("/metrics", get(counted))
}
