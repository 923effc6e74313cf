//! What all routes share: limits, the places that they allow, and what is counted.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use http::Extensions;

use crate::limits::{Limits, Shares};
use crate::metrics::Metrics;

/// Limits and counters of one server.
#[derive(Debug, Clone)]
pub struct Shared {
    /// What clients may use.
    pub limits: Limits,
    /// What happened so far.
    pub metrics: Arc<Metrics>,
    /// Places for requests that are worked on.
    pub queries: Arc<Shares>,
}

impl Shared {
    /// Counters at zero, and all places free.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        let queries = Arc::new(Shares::new(limits.queries, limits.queries_per_client));
        Self { limits, metrics: Arc::default(), queries }
    }
}

impl Default for Shared {
    fn default() -> Self {
        Self::new(Limits::default())
    }
}

/// Who asks, as the connection knows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Client(pub(crate) IpAddr);

impl Client {
    /// The client of a request; one that came over no connection counts as from this machine.
    pub(crate) fn of(extensions: &Extensions) -> IpAddr {
        extensions.get::<Self>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |client| client.0)
    }
}
