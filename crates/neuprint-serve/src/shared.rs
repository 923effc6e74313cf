//! What all routes share: limits, the places that they allow, and what is counted.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use http::Extensions;
use tokio::sync::Semaphore;

use crate::limits::{Limits, Shares};
use crate::metrics::Metrics;

/// So many bodies of the largest size are held at a time.
const LARGEST: usize = 16;

/// Limits and counters of one server.
#[derive(Debug, Clone)]
pub struct Shared {
    /// What clients may use.
    pub limits: Limits,
    /// What happened so far.
    pub metrics: Arc<Metrics>,
    /// Places for requests that are worked on.
    pub queries: Arc<Shares>,
    /// Room for the bodies that are held, a permit a KiB.
    pub(crate) room: Arc<Semaphore>,
}

impl Shared {
    /// Counters at zero, and all places free.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        let queries = Arc::new(Shares::new(limits.queries, limits.queries_per_client));
        let room = usize::try_from(limits.body / 1024).unwrap_or(usize::MAX).saturating_mul(LARGEST);
        let room = Arc::new(Semaphore::new(room.clamp(1024, Semaphore::MAX_PERMITS)));
        Self { limits, metrics: Arc::default(), queries, room }
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
