//! Listening, and stopping when told to.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::serve::Listener;
use tokio::net::TcpListener;

use crate::RouterError;
use crate::api::Api;
use crate::assets::{Assets, Missing};
use crate::local::{LocalApi, OpenError};
use crate::options::ServeOptions;
use crate::tls::{SelfSigned, TlsError, TlsListener};

/// How long open answers may take to end after the server was told to stop.
const PATIENCE: Duration = Duration::from_secs(3);

/// Why the server could not be started or had to stop.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// There is no app to serve.
    #[error(transparent)]
    Missing(#[from] Missing),
    /// There is nothing to serve, or nothing to forward with.
    #[error(transparent)]
    Router(#[from] RouterError),
    /// A dataset file cannot be served.
    #[error(transparent)]
    Files(#[from] OpenError),
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
    /// The listener broke.
    #[error("the server stopped: {0}")]
    Stopped(std::io::Error),
}

/// Serves until Ctrl-C or SIGTERM. Prints the address once the server listens.
///
/// # Errors
/// If there is nothing to serve, the address cannot be had, or the listener breaks.
pub async fn serve(options: ServeOptions) -> Result<(), ServeError> {
    let api = api(&options)?;
    let served = match &api {
        Api::Nobody => String::new(),
        Api::Upstream(upstream) => format!(" forwards {upstream}"),
        Api::Local(local) => format!(" answers for {}", local.names().collect::<Vec<_>>().join(", ")),
    };
    let assets = match Assets::of(options.dist) {
        Ok(assets) => Some(assets),
        // Datasets are worth serving without the app, too.
        Err(_) if matches!(api, Api::Local(_)) => None,
        Err(missing) => return Err(missing.into()),
    };
    let has_app = assets.is_some();
    let router = crate::router(assets, api)?;

    let address = SocketAddr::new(options.bind, options.port);
    let listener = TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, source })?;
    let address = listener.local_addr().map_err(ServeError::Stopped)?;
    let identity = options.tls_self_signed.then(|| SelfSigned::for_address(options.bind)).transpose()?;
    let origin = format!("{}://{address}", if identity.is_some() { "https" } else { "http" });
    if has_app {
        println!("neuprint-web is at {origin} (Ctrl-C stops it)");
    }
    if !served.is_empty() {
        println!("{origin}/api{served}{}", if has_app { "" } else { " (Ctrl-C stops it)" });
    }
    match identity {
        None => until_told(listener, router).await,
        Some(identity) => {
            println!("the certificate's SHA-256 is {}", identity.fingerprint());
            let listener = TlsListener::new(listener, &identity).map_err(ServeError::Stopped)?;
            until_told(listener, router).await
        }
    }
}

/// Who answers the API; reads the dataset files, if it is they.
fn api(options: &ServeOptions) -> Result<Api, ServeError> {
    Ok(match (&options.upstream, options.files.as_slice()) {
        (Some(upstream), _) => Api::Upstream(upstream.clone()),
        (None, []) => Api::Nobody,
        (None, files) => Api::Local(LocalApi::open(files)?),
    })
}

async fn until_told<L: Listener<Addr = SocketAddr>>(listener: L, router: Router) -> Result<(), ServeError> {
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let mut late = stop.subscribe();
    let mut told = stopped;
    tokio::spawn(async move {
        told_to_stop().await;
        // The receivers live as long as the server; without a server there is nothing to stop.
        let _ = stop.send(true);
    });
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        let _ = told.wait_for(|told| *told).await;
    });
    tokio::select! {
        ended = async { serving.await } => ended.map_err(ServeError::Stopped),
        () = async { let _ = late.wait_for(|told| *told).await; tokio::time::sleep(PATIENCE).await } => Ok(()),
    }
}

/// Ends at Ctrl-C, or where there are signals, at SIGTERM.
async fn told_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    interrupt.await;
}
