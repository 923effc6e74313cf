//! TLS with a certificate that this program makes for itself.
//!
//! ```
//! use neuprint_serve::tls::SelfSigned;
//!
//! let made = SelfSigned::for_address("127.0.0.1".parse()?)?;
//! assert_eq!(made.fingerprint().len(), 32 * 3 - 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Some clients, neuprint-python among them, speak nothing but https. Nobody vouches for such a certificate: whoever
//! connects compares its fingerprint, or does not check at all on the same machine. It is made anew at every start, and
//! its key never leaves the memory.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use sha2::{Digest, Sha256};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// How long a connection may take until both sides agree on keys.
const PATIENCE: Duration = Duration::from_secs(10);
/// Connections that are ready but not yet taken.
const READY: usize = 64;

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TlsError {
    /// It could not be made.
    #[error("a certificate could not be made: {0}")]
    Certificate(#[from] rcgen::Error),
    /// It could not be used.
    #[error("TLS could not be set up: {0}")]
    Setup(#[from] rustls::Error),
}

/// A certificate and its key.
pub struct SelfSigned {
    certificate: CertificateDer<'static>,
    acceptor: TlsAcceptor,
}

impl SelfSigned {
    /// A certificate for this address and for the names that a machine has for itself.
    ///
    /// # Errors
    /// If there is no randomness to make a key from.
    pub fn for_address(address: IpAddr) -> Result<Self, TlsError> {
        let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
        if !address.is_unspecified() && !address.is_loopback() {
            names.push(address.to_string());
        }
        let made = rcgen::generate_simple_self_signed(names)?;
        let certificate = made.cert.der().clone();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { certificate, acceptor: TlsAcceptor::from(Arc::new(config)) })
    }

    /// The certificate, for a client that is to trust it.
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// The certificate's SHA-256, as browsers and `openssl x509 -fingerprint` write it.
    pub fn fingerprint(&self) -> String {
        let bytes = Sha256::digest(&self.certificate);
        bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":")
    }
}

/// A listener whose connections are encrypted. Agreeing on keys happens beside the listening, so that a slow client
/// holds up nobody but itself.
pub struct TlsListener {
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    address: SocketAddr,
}

impl TlsListener {
    /// Listens on a listener that is bound already. Must be called within a runtime.
    ///
    /// # Errors
    /// If the listener has no address.
    pub fn new(mut listener: TcpListener, identity: &SelfSigned) -> std::io::Result<Self> {
        let address = listener.local_addr()?;
        let acceptor = identity.acceptor.clone();
        let (sender, ready) = mpsc::channel(READY);
        tokio::spawn(async move {
            loop {
                let (stream, from) = tokio::select! {
                    accepted = Listener::accept(&mut listener) => accepted,
                    // Whoever served is gone, and with this the port is free again.
                    () = sender.closed() => return,
                };
                let (acceptor, sender) = (acceptor.clone(), sender.clone());
                tokio::spawn(async move {
                    // A client that fails here, for instance because it does not trust the certificate, says so itself.
                    if let Ok(Ok(stream)) = tokio::time::timeout(PATIENCE, acceptor.accept(stream)).await {
                        let _ = sender.send((stream, from)).await;
                    }
                });
            }
        });
        Ok(Self { ready, address })
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(ready) => ready,
            // The listening task ends only after this listener.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        Ok(self.address)
    }
}
