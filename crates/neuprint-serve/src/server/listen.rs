//! Takes connections, serves each on its own, and lets running answers finish when told to stop.

use std::convert::Infallible;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use super::patient::Patient;
use super::workers::Workers;
use crate::limits::{Busy, Shares};
use crate::metrics::Counter;
use crate::shared::{Client, Shared};
use crate::site::Entrance;

/// How long nothing is taken after the system refused a connection, for instance because too many files are open.
const BREATH: Duration = Duration::from_millis(100);
/// More header lines than any client of neuPrint sends.
const HEADERS: usize = 100;

/// What serves every connection.
#[derive(Clone)]
pub(super) struct Connections {
    pub(super) entrance: Entrance,
    pub(super) tls: Option<TlsAcceptor>,
    pub(super) shared: Shared,
}

impl Connections {
    /// Serves until told to stop, and then until every running answer is out, or the time for that is over.
    pub(super) async fn serve(self, listener: TcpListener, mut workers: Workers, mut stop: watch::Receiver<bool>) {
        let limits = self.shared.limits;
        let places = Arc::new(Shares::new(limits.connections, limits.connections_per_client));
        let mut open = JoinSet::new();
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                Some(_) = open.join_next(), if !open.is_empty() => continue,
                // Whoever could tell it to stop is gone: nobody serves without a master.
                _ = stop.wait_for(|stop| *stop) => break,
            };
            // It is waited on by the thread that serves it.
            let accepted = accepted.and_then(|(stream, from)| Ok((stream.into_std()?, from)));
            let Ok((stream, from)) = accepted else {
                tokio::time::sleep(BREATH).await;
                continue;
            };
            match places.take(from.ip()) {
                Ok(place) => {
                    let (this, stop) = (self.clone(), stop.clone());
                    let counted = this.shared.metrics.connected();
                    let serving = async move {
                        if let Ok(stream) = TcpStream::from_std(stream) {
                            this.connection(stream, from.ip(), stop).await;
                        }
                        drop((place, counted));
                    };
                    open.spawn_on(serving, workers.next());
                }
                // The connection is closed at once; an answer would take time that there is not.
                Err(Busy::Client) => self.shared.metrics.count(Counter::Refused, "connections-of-client"),
                Err(Busy::Everybody) => self.shared.metrics.count(Counter::Refused, "connections"),
            }
        }
        drop(listener);
        let _ = tokio::time::timeout(limits.stop_time, async { while open.join_next().await.is_some() {} }).await;
    }

    async fn connection(self, stream: TcpStream, client: IpAddr, stop: watch::Receiver<bool>) {
        // Answers are written whole; waiting for more to send would only delay them.
        let _ = stream.set_nodelay(true);
        let patience = self.shared.limits.client_time;
        match &self.tls {
            None => self.http(stream, client, stop).await,
            Some(tls) => {
                // A client that fails here, for instance because it does not trust the certificate, says so itself.
                if let Ok(Ok(stream)) = tokio::time::timeout(patience, tls.accept(stream)).await {
                    self.http(stream, client, stop).await;
                }
            }
        }
    }

    async fn http<I>(&self, stream: I, client: IpAddr, mut stop: watch::Receiver<bool>)
    where
        I: AsyncRead + AsyncWrite + Unpin,
    {
        let limits = self.shared.limits;
        let entrance = &self.entrance;
        let answer = service_fn(async |request: http::Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(Client(client));
            Ok::<_, Infallible>(entrance.answer(request).await)
        });
        let io = TokioIo::new(Patient::new(stream, limits.client_time));
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(limits.client_time);
        http.max_buf_size(limits.head).max_headers(HEADERS);
        let mut connection = pin!(http.serve_connection(io, answer));
        tokio::select! {
            // What goes wrong on a connection concerns its client, who knows.
            _ = connection.as_mut() => return,
            _ = stop.wait_for(|stop| *stop) => connection.as_mut().graceful_shutdown(),
        }
        let _ = connection.await;
    }
}
