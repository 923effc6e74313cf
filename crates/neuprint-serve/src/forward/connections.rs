//! Open connections to an upstream.

use std::time::Duration;

use axum::body::Body;
use hyper::body::Incoming;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{Client, Error};
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::Upstream;
use super::private::Resolver;

/// How long it may take to reach the machine.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a connection is kept that nothing is asked on.
const IDLE: Duration = Duration::from_secs(60);

/// Connections, kept for the next request. Redirects are not followed, cookies not kept.
#[derive(Debug, Clone)]
pub(super) enum Connections {
    Plain(Client<HttpConnector<Resolver>, Body>),
    Secure(Client<HttpsConnector<HttpConnector<Resolver>>, Body>),
}

impl Connections {
    /// # Errors
    /// If TLS is needed and this machine trusts nobody.
    pub(super) fn to(upstream: &Upstream, private: bool) -> std::io::Result<Self> {
        let mut connector = HttpConnector::new_with_resolver(Resolver::new(private));
        connector.enforce_http(false);
        connector.set_connect_timeout(Some(PATIENCE));
        connector.set_nodelay(true);
        let mut client = Client::builder(TokioExecutor::new());
        client.pool_timer(TokioTimer::new()).pool_idle_timeout(IDLE);
        if !upstream.is_secure() {
            return Ok(Self::Plain(client.build(connector)));
        }
        let secure = HttpsConnectorBuilder::new().with_native_roots()?.https_only().enable_all_versions();
        Ok(Self::Secure(client.build(secure.wrap_connector(connector))))
    }

    pub(super) async fn request(&self, request: http::Request<Body>) -> Result<http::Response<Incoming>, Error> {
        match self {
            Self::Plain(client) => client.request(request).await,
            Self::Secure(client) => client.request(request).await,
        }
    }
}

/// An error with all its reasons.
pub(super) fn in_words(error: &Error) -> String {
    let mut reasons = vec![error.to_string()];
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        reasons.push(error.to_string());
        source = error.source();
    }
    reasons.join(": ")
}
