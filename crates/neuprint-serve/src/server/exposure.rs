//! Whether other machines may reach this server as it is configured.

use std::net::IpAddr;

/// Why a server is not opened to other machines. The text says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Exposed {
    /// Tokens and data would be readable on the way.
    #[error(
        "listening on {0} without TLS lets everybody on the way read tokens and data: give --tls-cert and --tls-key, or \
         --tls-self-signed; --insecure listens all the same, for instance behind a proxy that speaks TLS"
    )]
    Readable(IpAddr),
    /// Everybody could ask.
    #[error(
        "listening on {0} without a list of tokens lets everybody in who reaches this machine: give --token-file; \
         --insecure listens all the same, for data that everybody may have"
    )]
    Open(IpAddr),
}

/// Checks an address to listen on.
///
/// # Errors
/// If other machines reach it, and TLS or a list of tokens is missing.
pub fn check(bind: IpAddr, tls: bool, tokens: bool) -> Result<(), Exposed> {
    match (bind.to_canonical().is_loopback(), tls, tokens) {
        (true, ..) | (false, true, true) => Ok(()),
        (false, false, _) => Err(Exposed::Readable(bind)),
        (false, true, false) => Err(Exposed::Open(bind)),
    }
}
