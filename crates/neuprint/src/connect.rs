//! What a client needs to reach a server: address, token, limits.

use std::time::Duration;

use crate::error::Error;
use crate::json;

/// A server's address in its normal form: scheme and host, no slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerAddress(String);

impl ServerAddress {
    /// Reads an address as people write it: without a scheme it is https; slashes at the end are dropped.
    ///
    /// # Errors
    /// [`Error::InvalidServer`] if it is no http address, holds a user name, query or fragment, or is plain http to
    /// another machine and `allow_insecure` is false: a token would be readable on the way.
    pub fn parse(text: &str, allow_insecure: bool) -> Result<Self, Error> {
        let invalid = |reason: &str| Error::InvalidServer { server: text.trim().into(), reason: reason.into() };
        let trimmed = text.trim().trim_end_matches('/');
        let with_scheme = if trimmed.contains("://") { trimmed.to_owned() } else { format!("https://{trimmed}") };
        let uri: http::Uri = with_scheme.parse().map_err(|_| invalid("it is not an address"))?;
        let authority = uri.authority().ok_or_else(|| invalid("it names no host"))?;
        if uri.query().is_some()
            || with_scheme.contains('#')
            || authority.as_str().contains('@')
            || authority.as_str().ends_with(':')
        {
            return Err(invalid("only scheme, host, port and path may be given"));
        }
        let host = authority.host();
        let loopback = is_loopback(host);
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if loopback || allow_insecure => {}
            Some("http") => return Err(invalid("plain http would show the token to others; use https")),
            _ => return Err(invalid("the scheme must be https")),
        }
        let scheme = uri.scheme_str().unwrap_or("https");
        Ok(Self(format!("{scheme}://{authority}{}", uri.path().trim_end_matches('/'))))
    }

    /// The address, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is this machine, so that a proxy is not the way to it.
    pub fn is_loopback(&self) -> bool {
        let uri = self.0.parse::<http::Uri>();
        uri.is_ok_and(|uri| uri.host().is_some_and(is_loopback))
    }
}

/// Whether a host is this machine. A name that only looks like an address is not.
fn is_loopback(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']).to_ascii_lowercase();
    host == "localhost"
        || host.ends_with(".localhost")
        || host.parse::<core::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// An access token. It is never shown: its `Debug` form hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Reads a token as users have it: bare, in quotes, behind `Bearer`, or the whole JSON document
    /// `{"token": "…"}`. `None` if it is empty.
    ///
    /// # Errors
    /// [`Error::InvalidToken`] if it is a JSON document without a token, or holds what cannot stand in a header.
    pub fn parse(text: &str) -> Result<Option<Self>, Error> {
        let text = text.trim();
        let bare = if text.starts_with('{') {
            let document = json::read(text.as_bytes()).map_err(|_| Error::InvalidToken)?;
            document.get("token").and_then(serde_json::Value::as_str).ok_or(Error::InvalidToken)?.to_owned()
        } else {
            text.trim_matches(['"', '\'']).to_owned()
        };
        let bare = bare.trim();
        let bare = bare.strip_prefix("Bearer ").unwrap_or(bare).trim();
        if bare.is_empty() {
            return Ok(None);
        }
        if !bare.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::InvalidToken);
        }
        Ok(Some(Self(bare.to_owned())))
    }

    /// The token's text: for whoever asked for their own token. Show it to nobody else.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub(crate) fn header(&self) -> String {
        format!("Bearer {}", self.0)
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// How a client behaves.
#[derive(Debug, Clone)]
pub struct ClientOptions {
    /// Where the server is.
    pub server: ServerAddress,
    /// `name:tag`. `None`: the server's only dataset, if it has one.
    pub dataset: Option<String>,
    /// `None` is anonymous: public datasets can be read.
    pub token: Option<Token>,
    /// How long nothing may come: until an answer's head is there, and then between its pieces. `None`: as long as the
    /// server wants.
    pub timeout: Option<Duration>,
    /// How often a request that only reads is sent again when a gateway answers 502, 503 or 504, or when no answer
    /// came. An answer that breaks off in its middle is not asked for again.
    pub retries: u32,
    /// Send Cypher that writes. Off: such a query is refused here, because the server would run it.
    pub allow_writes: bool,
    /// How many requests of one batched query may be on their way at the same time.
    pub concurrency: usize,
}

impl ClientOptions {
    /// Anonymous, no dataset chosen, no timeout, two retries, four requests at a time.
    pub fn new(server: ServerAddress) -> Self {
        Self { server, dataset: None, token: None, timeout: None, retries: 2, allow_writes: false, concurrency: 4 }
    }
}
