//! Where the names of upstreams may lead.
//!
//! Whoever answers for a name in the DNS decides which machine is asked, and could name one that only this machine
//! reaches: itself, its neighbours, or a cloud's own service for secrets. So an answer with a private address counts as
//! none, unless the upstream is configured to be private. An address in numbers is not looked up, and taken as written.

use std::future::Future;
use std::io::{Error, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper_util::client::legacy::connect::dns::{GaiResolver, Name};
use tower::Service;

/// Looks names up, and drops what is private if it must.
#[derive(Debug, Clone)]
pub(super) struct Resolver {
    system: GaiResolver,
    private: bool,
}

impl Resolver {
    /// A resolver whose answers may be private addresses or not.
    pub(super) fn new(private: bool) -> Self {
        Self { system: GaiResolver::new(), private }
    }
}

impl Service<Name> for Resolver {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.system.poll_ready(cx)
    }

    fn call(&mut self, name: Name) -> Self::Future {
        // A user's own machine is meant by its own name.
        let private = self.private || name.as_str().eq_ignore_ascii_case("localhost");
        let found = self.system.call(name.clone());
        Box::pin(async move {
            let found: Vec<SocketAddr> = found.await?.filter(|found| private || is_public(found.ip())).collect();
            if found.is_empty() {
                let text = format!(
                    "{name} leads to no public address; with a name, `--upstream NAME=URL --private-upstream NAME`, it may be private"
                );
                return Err(Error::new(ErrorKind::PermissionDenied, text));
            }
            Ok(found.into_iter())
        })
    }
}

/// Whether an address is one that the whole internet means the same machine by.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        // "This network", shared addresses of providers, protocol assignments, benchmarks, and what is reserved.
        || a == 0
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19))
        || a >= 240;
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        // An IPv4 address behind a translator (64:ff9b::/96) or a tunnel (2002::/16).
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            is_public_v4(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)))
        }
        // Documentation, and tunnels that hide an address (Teredo), with the other protocol assignments.
        [0x2001, 0xdb8 | 0..0x200, ..] => false,
        // Only 2000::/3 is given out; the rest is loopback, local, multicast or reserved.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_form_of_a_private_address_is_public() {
        for private in [
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::101:101", "2001:4860::8888"]
        {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }
}
