//! A neuPrint transport for native programs: HTTP/1.1 and HTTP/2, TLS with the certificates that the machine trusts.
//!
//! ```no_run
//! use neuprint::{Client, ClientOptions, ServerAddress};
//! use neuprint_http::HttpTransport;
//!
//! # async fn example() -> Result<(), neuprint::Error> {
//! let server = ServerAddress::parse("neuprint.janelia.org", false)?;
//! let client = Client::connect(HttpTransport::new()?, ClientOptions::new(server)).await?;
//! let table = client.custom("MATCH (n:Neuron) RETURN count(n)", |_| {}).await?;
//! # Ok(())
//! # }
//! ```
//!
//! Its futures are `Send` and need a tokio runtime with I/O and time. Dropping one closes its request.

mod body;

use std::error::Error as _;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use neuprint::{Transport, TransportError};

pub use body::Body;

/// Sends requests over the network. Clones share their connections.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    client: reqwest::Client,
}

/// What a transport trusts, and which way it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpOptions {
    /// Certificates in PEM, one or more, that are trusted beside the machine's: those of a server that signs itself.
    pub certificates: Option<Vec<u8>>,
    /// Whether the proxy is used that the environment names (`HTTPS_PROXY`, `NO_PROXY`). This machine itself is better
    /// reached without: plain http to it would show the token to the proxy.
    pub proxy: bool,
}

impl Default for HttpOptions {
    /// The machine's certificates, and the environment's proxy.
    fn default() -> Self {
        Self { certificates: None, proxy: true }
    }
}

impl HttpTransport {
    /// With TLS as the machine has it, and the proxy that the environment names (`HTTPS_PROXY`, `NO_PROXY`).
    ///
    /// # Errors
    /// If TLS cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        Self::with_options(&HttpOptions::default())
    }

    /// With further certificates, or without a proxy.
    ///
    /// # Errors
    /// If TLS cannot be set up, or there is no certificate in what was given for some.
    pub fn with_options(options: &HttpOptions) -> Result<Self, TransportError> {
        let mut builder = reqwest::Client::builder().user_agent(concat!("neuprint-web/", env!("CARGO_PKG_VERSION")));
        if let Some(pem) = &options.certificates {
            let certificates = reqwest::Certificate::from_pem_bundle(pem).map_err(|error| failure(&error))?;
            if certificates.is_empty() {
                return Err(TransportError::Network("there is no certificate in PEM".to_owned()));
            }
            builder = certificates.into_iter().fold(builder, reqwest::ClientBuilder::add_root_certificate);
        }
        if !options.proxy {
            builder = builder.no_proxy();
        }
        builder.build().map(Self::with_client).map_err(|error| failure(&error))
    }

    /// With a client that was set up elsewhere (other certificates, another proxy).
    pub fn with_client(client: reqwest::Client) -> Self {
        Self { client }
    }
}

impl Transport for HttpTransport {
    type Body = Body;

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Body>, TransportError> {
        let request = reqwest::Request::try_from(request).map_err(|error| failure(&error))?;
        let mut answer = self.client.execute(request).await.map_err(|error| failure(&error))?;
        let mut response = Response::new(());
        *response.status_mut() = answer.status();
        *response.version_mut() = answer.version();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        Ok(response.map(|()| Body::new(answer)))
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

/// An error with the words of its causes: the outermost alone says only that something failed.
fn failure(error: &reqwest::Error) -> TransportError {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    TransportError::Network(text)
}
