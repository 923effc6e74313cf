//! Open connections to an upstream.

mod idle;
mod line;

use std::time::Duration;

use axum::body::Body;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::Upstream;
use super::private::Resolver;
use line::Lines;

/// How long it may take to reach the machine.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a connection is kept that nothing is asked on.
const IDLE: Duration = Duration::from_secs(60);

/// Why a request was not answered.
pub(super) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Connections, kept for the next request. Redirects are not followed, cookies not kept.
pub(super) enum Connections {
    /// To a server nearby, where the way through this process is most of the way.
    Plain(Lines),
    /// Elsewhere.
    Secure(Box<Client<HttpsConnector<HttpConnector<Resolver>>, Body>>),
}

impl Connections {
    /// # Errors
    /// If TLS is needed and this machine trusts nobody.
    pub(super) fn to(upstream: &Upstream, private: bool) -> std::io::Result<Self> {
        let mut connector = HttpConnector::new_with_resolver(Resolver::new(private));
        connector.enforce_http(false);
        connector.set_connect_timeout(Some(PATIENCE));
        connector.set_nodelay(true);
        if !upstream.is_secure() {
            return Ok(Self::Plain(Lines::new(connector)));
        }
        let mut client = Client::builder(TokioExecutor::new());
        client.pool_timer(TokioTimer::new()).pool_idle_timeout(IDLE);
        let secure = HttpsConnectorBuilder::new().with_native_roots()?.https_only().enable_all_versions();
        Ok(Self::Secure(Box::new(client.build(secure.wrap_connector(connector)))))
    }

    /// The head of the answer as soon as it is there.
    pub(super) async fn request(&self, request: http::Request<Body>) -> Result<http::Response<Body>, Failure> {
        match self {
            Self::Plain(lines) => lines.request(request).await,
            Self::Secure(client) => Ok(client.request(request).await?.map(Body::new)),
        }
    }
}

/// An error with all its reasons.
pub(super) fn in_words(error: &Failure) -> String {
    let mut reasons = vec![error.to_string()];
    let mut source = error.source();
    while let Some(error) = source {
        reasons.push(error.to_string());
        source = error.source();
    }
    reasons.join(": ")
}
