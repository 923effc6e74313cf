//! Listening, and stopping when told to.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::RouterError;
use crate::assets::{Assets, Missing};
use crate::options::ServeOptions;

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
/// If there is no app, the address cannot be had, or the listener breaks.
pub async fn serve(options: ServeOptions) -> Result<(), ServeError> {
    let assets = Assets::of(options.dist)?;
    let upstream = options.upstream.as_ref().map(ToString::to_string);
    let router = crate::router(assets, options.upstream)?;

    let address = SocketAddr::new(options.bind, options.port);
    let listener = TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, source })?;
    let address = listener.local_addr().map_err(ServeError::Stopped)?;
    println!("neuprint-web is at http://{address} (Ctrl-C stops it)");
    if let Some(upstream) = upstream {
        println!("forwarding http://{address}/api to {upstream}");
    }

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
