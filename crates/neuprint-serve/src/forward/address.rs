//! The addresses of upstream servers, and their names.

use std::fmt;
use std::str::FromStr;

use http::Uri;
use http::uri::{Authority, Scheme};
use serde::Deserialize;

/// The server that is forwarded: scheme, host, and a path before all paths, if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    scheme: Scheme,
    authority: Authority,
    prefix: String,
}

/// A text that is no address of a server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not the address of a neuPrint server; it looks like \
         https://neuprint.example.org, with a name lab=https://neuprint.example.org"
)]
pub struct NotAnAddress(String);

impl FromStr for Upstream {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let wrong = || NotAnAddress(text.to_owned());
        let full = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let uri: Uri = full.parse().map_err(|_| wrong())?;
        let scheme = uri.scheme().filter(|scheme| [Scheme::HTTP, Scheme::HTTPS].contains(scheme));
        // Credentials belong into the page, a query to a request.
        let authority = uri.authority().filter(|authority| !authority.as_str().contains('@'));
        let (Some(scheme), Some(authority), None) = (scheme, authority, uri.query()) else { return Err(wrong()) };
        Ok(Self {
            scheme: scheme.clone(),
            authority: authority.clone(),
            prefix: uri.path().trim_end_matches('/').to_owned(),
        })
    }
}

impl fmt::Display for Upstream {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}://{}{}", self.scheme, self.authority, self.prefix)
    }
}

impl Upstream {
    /// Whether it is spoken to over TLS.
    pub(super) fn is_secure(&self) -> bool {
        self.scheme == Scheme::HTTPS
    }

    /// Where a request to `path` (with its query) goes; the path's bytes are kept as they are.
    pub(super) fn address(&self, path: &str) -> Option<Uri> {
        Uri::builder()
            .scheme(self.scheme.clone())
            .authority(self.authority.clone())
            .path_and_query(format!("{}{path}", self.prefix))
            .build()
            .ok()
    }

    /// The path that a `Location` means, without what stands before all paths here; `None` if it leads elsewhere.
    pub(super) fn path_of(&self, location: &str) -> Option<String> {
        let location: Uri = location.parse().ok()?;
        let here = match (location.scheme(), location.authority()) {
            (Some(scheme), Some(authority)) => *scheme == self.scheme && *authority == self.authority,
            (None, None) => true,
            _ => false,
        };
        let path = location.path_and_query()?.as_str().strip_prefix(&self.prefix)?;
        // What begins with two slashes would name another host.
        (here && path.starts_with('/') && !path.starts_with("//")).then(|| path.to_owned())
    }
}

/// An upstream as it is configured: with the name under which it answers, or without one.
///
/// ```
/// use neuprint_serve::forward::NamedUpstream;
///
/// let lab: NamedUpstream = "lab=http://10.1.2.3:11000".parse()?;
/// assert_eq!(lab.name.as_deref(), Some("lab"));
/// # Ok::<(), neuprint_serve::forward::NotAnAddress>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct NamedUpstream {
    /// Letters, digits, `-`, `_` and `.`; it is a part of the path.
    pub name: Option<String>,
    /// The server.
    pub upstream: Upstream,
}

impl FromStr for NamedUpstream {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let (name, address) = match text.split_once('=') {
            Some((name, address)) => (Some(name), address),
            None => (None, text),
        };
        let plain = |name: &str| {
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
            !name.is_empty() && !name.starts_with('.') && name.bytes().all(allowed)
        };
        if !name.is_none_or(plain) {
            return Err(NotAnAddress(text.to_owned()));
        }
        Ok(Self { name: name.map(str::to_owned), upstream: address.parse()? })
    }
}

impl TryFrom<String> for NamedUpstream {
    type Error = NotAnAddress;

    fn try_from(text: String) -> Result<Self, NotAnAddress> {
        text.parse()
    }
}
