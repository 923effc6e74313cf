//! The name under which this server is asked.
//!
//! A page of somebody else can make its own name lead to this machine (DNS rebinding), and its requests then count as
//! of the same origin in a browser. They still carry that name, which is none of this server's. An address in numbers
//! cannot be made to lead elsewhere, so it is let in.

use std::net::IpAddr;

use axum::extract::Request;
use http::Version;
use http::header::{CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use http::uri::Authority;

/// What a request says about the server it is for.
pub(super) enum Asked {
    /// One of this server's names, with the port if it was given; in lower case.
    Known(String),
    /// Another name.
    Unknown,
    /// Nothing clear; the text says what is wrong.
    Malformed(&'static str),
}

pub(super) fn asked(request: &Request, names: &[String]) -> Asked {
    let headers = request.headers();
    if headers.contains_key(TRANSFER_ENCODING)
        && (headers.contains_key(CONTENT_LENGTH) || request.version() != Version::HTTP_11)
    {
        return Asked::Malformed("a request has one length, in one header");
    }
    if request.uri().authority().is_some() || request.uri().scheme().is_some() {
        return Asked::Malformed("this is no proxy: ask for a path, not for a whole address");
    }
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return Asked::Malformed("a request names its host once");
    };
    let Ok(host) = host.to_str() else { return Asked::Malformed("this is no name of a host") };
    let host = host.to_ascii_lowercase();
    let Ok(authority) = host.parse::<Authority>() else { return Asked::Malformed("this is no name of a host") };
    // The end of a name may be marked by a dot.
    let bare = authority.host();
    let name = bare.strip_suffix('.').unwrap_or(bare);
    let port = authority.as_str().strip_prefix(bare).unwrap_or_default();
    let odd_port = !port.is_empty() && port.strip_prefix(':').is_none_or(|port| port.parse::<u16>().is_err());
    if authority.as_str().contains('@') || name.is_empty() || odd_port {
        return Asked::Malformed("this is no name of a host");
    }
    let number = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok();
    if number || name == "localhost" || names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        Asked::Known(host)
    } else {
        Asked::Unknown
    }
}
