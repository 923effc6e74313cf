//! Listening, and stopping when told to.
//!
//! ```
//! # async fn example() -> Result<(), neuprint_serve::server::ServeError> {
//! use neuprint_serve::options::ServeOptions;
//! use neuprint_serve::server;
//!
//! let running = server::start(ServeOptions { port: Some(0), ..ServeOptions::default() }).await?;
//! println!("the sample answers at {}/api", running.origin());
//! running.stop().await;
//! # Ok(())
//! # }
//! ```

mod exposure;
mod listen;
mod patient;
mod plan;
mod signals;
mod workers;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use exposure::{Exposed, check};
pub use plan::Unclear;

use crate::api::Api;
use crate::assets::Assets;
use crate::cache::CacheError;
use crate::forward::Terms;
use crate::guard::{Guard, Tokens, TokensError};
use crate::local::OpenError;
use crate::metrics::Metrics;
use crate::options::{ConfigError, ServeOptions};
use crate::shared::Shared;
use crate::site::{RouterError, Site};
use crate::tls::TlsError;
use crate::{observe, output};
use signals::Signals;
use workers::Workers;

/// The port without `--port`.
const PORT: u16 = 8642;

/// Why the server could not be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The file with options cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The options contradict each other.
    #[error(transparent)]
    Unclear(#[from] Unclear),
    /// Other machines would be let in without protection.
    #[error(transparent)]
    Exposed(#[from] Exposed),
    /// There is nothing to serve, or nothing to forward with.
    #[error(transparent)]
    Router(#[from] RouterError),
    /// A dataset file cannot be served.
    #[error(transparent)]
    Files(#[from] OpenError),
    /// The system does not tell when to stop.
    #[error("the system gives no signals: {0}")]
    Signals(std::io::Error),
    /// The system gives no threads to serve with.
    #[error("no threads to serve connections with: {0}")]
    Workers(std::io::Error),
    /// Answers cannot be kept.
    #[error(transparent)]
    Cache(#[from] CacheError),
    /// There is no list of tokens.
    #[error(transparent)]
    Tokens(#[from] TokensError),
    /// There is no certificate to speak https with.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The port is in use, or the address is not this machine's.
    #[error("cannot listen on {address}: {source}. Choose another port with --port")]
    Listen {
        /// What was asked for.
        address: SocketAddr,
        /// The system's reason.
        source: std::io::Error,
    },
}

/// A server that listens. Dropping it stops it, too, without waiting for anything.
#[derive(Debug)]
pub struct Running {
    origin: String,
    address: SocketAddr,
    notices: Vec<String>,
    shared: Shared,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

impl Running {
    /// Scheme, address and port.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What happened so far.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.shared.metrics
    }

    /// Takes no more connections, and lets the running answers finish as long as the limits say.
    pub async fn stop(self) {
        // Without a receiver it has stopped already.
        let _ = self.stop.send(true);
        let _ = self.serving.await;
    }
}

/// Serves until Ctrl-C or SIGTERM; a second one does not wait for running answers. Prints what is served once the server listens.
///
/// # Errors
/// If there is nothing to serve, or the address cannot be had.
pub async fn serve(options: ServeOptions) -> Result<(), ServeError> {
    let options = options.with_config()?;
    observe::begin(options.log.unwrap_or_default());
    // Listened for before anybody can know that the server runs.
    let mut signals = Signals::new().map_err(ServeError::Signals)?;
    let running = start(options).await?;
    let notices: String = running.notices.iter().map(|notice| format!("{notice}\n")).collect();
    if let Err(error) = output::print(&notices) {
        // The server is of use all the same.
        tracing::warn!(%error, "standard output takes nothing");
    }
    signals.stop().await;
    tokio::select! {
        () = running.stop() => {}
        // Told twice, it waits for nobody.
        () = signals.stop() => {}
    }
    Ok(())
}

/// Starts a server. Must be called within a runtime.
///
/// # Errors
/// If there is nothing to serve, or the address cannot be had.
pub async fn start(options: ServeOptions) -> Result<Running, ServeError> {
    let options = options.with_config()?;
    let bind = options.bind.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let tls = plan::identity(&options, bind)?;
    let tokens = options.token_file.as_deref().map(Tokens::read).transpose()?;
    if !options.insecure {
        check(bind, tls.is_some(), tokens.is_some())?;
    }
    let api = plan::api(&options)?;
    let cache = plan::cache(&options)?;
    let upstreams: Vec<_> = options.upstream.iter().filter(|to| to.name.is_some()).cloned().collect();
    let shared = Shared::new(options.limits.limits());
    let (assets, missing) = match Assets::of(options.dist) {
        Ok(assets) => (Some(assets), None),
        // Data is worth serving without the app, too.
        Err(missing) => (None, Some(missing)),
    };
    let address = SocketAddr::new(bind, options.port.unwrap_or(PORT));
    let listener = TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, source })?;
    let address = listener.local_addr().map_err(|source| ServeError::Listen { address, source })?;
    let origin = format!("{}://{address}", if tls.is_some() { "https" } else { "http" });

    let first = match &api {
        Api::Local(local) if !options.files.is_empty() => local.names().next().map(str::to_owned),
        _ => None,
    };
    let mut notices = vec![match missing {
        None => format!("neuprint-web is at {origin} (Ctrl-C stops it)"),
        Some(missing) => format!("{origin} serves data only (Ctrl-C stops it); {missing}"),
    }];
    match &api {
        Api::Nobody => {}
        Api::Upstream(upstream) => notices.push(format!("{origin}/api forwards {upstream}")),
        Api::Local(local) => {
            notices.push(format!("{origin}/api answers for {}", local.names().collect::<Vec<_>>().join(", ")));
        }
    }
    for to in &upstreams {
        notices.push(format!("{origin}/upstream/{} forwards {}", to.name.as_deref().unwrap_or_default(), to.upstream));
    }
    notices.extend(tls.as_ref().map(|tls| format!("the certificate's SHA-256 is {}", tls.fingerprint())));

    let terms = Terms { private: options.private_upstream, writes: options.allow_writes, cache };
    let guard = Some(Guard { hosts: options.allow_host, origins: options.allow_origin, tokens });
    let site = Site { assets, api, first, upstreams, terms, guard, shared: shared.clone() };
    let tls = tls.map(|tls| tls.acceptor());
    let connections = listen::Connections { entrance: site.entrance()?, tls, shared: shared.clone() };
    let (stop, stopped) = watch::channel(false);
    let workers = Workers::start().map_err(ServeError::Workers)?;
    let serving = tokio::spawn(connections.serve(listener, workers, stopped));
    Ok(Running { origin, address, notices, shared, stop, serving })
}
