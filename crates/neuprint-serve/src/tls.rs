//! TLS with the certificate of somebody whom clients trust, or with one that this program makes for itself.
//!
//! ```
//! use neuprint_serve::tls::Identity;
//!
//! let made = Identity::self_signed("127.0.0.1".parse()?)?;
//! assert_eq!(made.fingerprint().len(), 32 * 3 - 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Some clients, neuprint-python among them, speak nothing but https. Nobody vouches for a certificate made here: whoever
//! connects compares its fingerprint, or does not check at all on the same machine. It is made anew at every start, and
//! its key never leaves the memory.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, pem};
use sha2::{Digest, Sha256};
use tokio_rustls::TlsAcceptor;

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TlsError {
    /// It could not be made.
    #[error("a certificate could not be made: {0}")]
    Certificate(#[from] rcgen::Error),
    /// It, or its key, could not be read.
    #[error("{}: {source}", path.display())]
    Pem {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: pem::Error,
    },
    /// A file without a certificate.
    #[error("there is no certificate in {}; it is PEM, with a line -----BEGIN CERTIFICATE-----", .0.display())]
    Empty(PathBuf),
    /// It could not be used.
    #[error("TLS could not be set up: {0}")]
    Setup(#[from] rustls::Error),
}

/// A certificate and its key.
pub struct Identity {
    certificate: CertificateDer<'static>,
    acceptor: TlsAcceptor,
}

impl Identity {
    /// A certificate made now, for this address and for the names that a machine has for itself.
    ///
    /// # Errors
    /// If there is no randomness to make a key from.
    pub fn self_signed(address: IpAddr) -> Result<Self, TlsError> {
        let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
        if !address.is_unspecified() && !address.is_loopback() {
            names.push(address.to_string());
        }
        let made = rcgen::generate_simple_self_signed(names)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        Self::of(made.cert.der().clone(), Vec::new(), key)
    }

    /// The certificate in one file, with those that vouch for it behind it, and its key in another, both in PEM.
    ///
    /// # Errors
    /// If a file cannot be read or holds none, or the key is not the certificate's.
    pub fn read(certificate: &Path, key: &Path) -> Result<Self, TlsError> {
        let wrong = |path: &Path| {
            let path = path.to_owned();
            move |source| TlsError::Pem { path: path.clone(), source }
        };
        let chain: Result<Vec<_>, _> =
            CertificateDer::pem_file_iter(certificate).map_err(wrong(certificate))?.collect();
        let mut chain = chain.map_err(wrong(certificate))?.into_iter();
        let first = chain.next().ok_or_else(|| TlsError::Empty(certificate.to_owned()))?;
        Self::of(first, chain.collect(), PrivateKeyDer::from_pem_file(key).map_err(wrong(key))?)
    }

    fn of(
        certificate: CertificateDer<'static>,
        vouching: Vec<CertificateDer<'static>>,
        key: PrivateKeyDer<'static>,
    ) -> Result<Self, TlsError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let chain = std::iter::once(certificate.clone()).chain(vouching).collect();
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)?;
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

    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        self.acceptor.clone()
    }
}
