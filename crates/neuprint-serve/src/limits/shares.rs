//! Places that clients take and give back: so many in all, and so many for one of them.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Clients that are remembered before those without a place are forgotten.
const REMEMBERED: usize = 256;

/// A number of places, and how many of them one client may have.
#[derive(Debug)]
pub struct Shares {
    all: Arc<Semaphore>,
    of_one: usize,
    clients: Mutex<HashMap<IpAddr, Arc<Semaphore>>>,
}

/// A place; it is given back when this is dropped.
#[derive(Debug)]
pub struct Share {
    _of_client: OwnedSemaphorePermit,
    _of_all: OwnedSemaphorePermit,
}

/// Why there is no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Busy {
    /// This client has all that one may have.
    Client,
    /// All places are taken.
    Everybody,
}

impl Shares {
    /// `all` places, of which one client may have `of_one`.
    #[must_use]
    pub fn new(all: usize, of_one: usize) -> Self {
        let all = Arc::new(Semaphore::new(all.min(Semaphore::MAX_PERMITS)));
        Self { all, of_one: of_one.min(Semaphore::MAX_PERMITS), clients: Mutex::default() }
    }

    /// A place, if there is one now.
    ///
    /// # Errors
    /// If the client has its share, or all places are taken.
    pub fn take(&self, client: IpAddr) -> Result<Share, Busy> {
        let of_client = self.client(client).try_acquire_owned().map_err(|_| Busy::Client)?;
        let of_all = self.all.clone().try_acquire_owned().map_err(|_| Busy::Everybody)?;
        Ok(Share { _of_client: of_client, _of_all: of_all })
    }

    /// A place, waiting `patience` for it. A client waits in its own line first, so that many requests of one do not
    /// stand before the single one of another.
    ///
    /// # Errors
    /// If none became free in time.
    pub async fn wait(&self, client: IpAddr, patience: Duration) -> Result<Share, Busy> {
        let mut why = Busy::Client;
        let waiting = async {
            let of_client = self.client(client).acquire_owned().await.ok()?;
            why = Busy::Everybody;
            let of_all = self.all.clone().acquire_owned().await.ok()?;
            Some(Share { _of_client: of_client, _of_all: of_all })
        };
        match tokio::time::timeout(patience, waiting).await {
            Ok(Some(share)) => Ok(share),
            Ok(None) | Err(_) => Err(why),
        }
    }

    fn client(&self, client: IpAddr) -> Arc<Semaphore> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if clients.len() >= REMEMBERED {
            // Whoever holds or awaits a place holds the semaphore too.
            clients.retain(|_, places| Arc::strong_count(places) > 1);
        }
        clients.entry(network(client)).or_insert_with(|| Arc::new(Semaphore::new(self.of_one))).clone()
    }
}

/// What counts as one client.
fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 => v4,
    }
}
