//! One connection per dataset, made when it is first needed.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::lock::Mutex;
use neuprint::api::dbmeta::Datasets;
use neuprint::{Client, ClientOptions, Error};

use super::listening::Listening;

thread_local! {
    /// The datasets that clients of this page saw, by server and token.
    static SEEN: RefCell<HashMap<Key, Arc<Datasets>>> = RefCell::default();
    /// The servers, tokens and datasets that clients of this page were made for.
    static KINDS: RefCell<Vec<(Key, Option<String>)>> = RefCell::default();
}

/// A server's address and a token.
type Key = (String, Option<String>);

/// The core's client: of one dataset.
pub(crate) type Connection = Client<Listening>;

/// The connections of one JavaScript client.
#[derive(Debug)]
pub(super) struct Connections {
    transport: Listening,
    options: ClientOptions,
    /// By the name that was asked for; the server's only dataset has none.
    open: RefCell<HashMap<Option<String>, Rc<Connection>>>,
    /// Whether the datasets that other clients saw may be taken for ours: not behind a `fetch` of the caller's own.
    shares: bool,
    /// Held while connecting, so that calls at the same time connect once.
    connecting: Mutex<()>,
}

impl Connections {
    /// None yet.
    pub(super) fn new(transport: Listening, options: ClientOptions, shares: bool) -> Self {
        Self { transport, options, shares, open: RefCell::default(), connecting: Mutex::new(()) }
    }

    /// The server's address.
    pub(super) fn server(&self) -> &str {
        self.options.server.as_str()
    }

    /// The name of the dataset that is asked when a call names none, if it is known yet.
    pub(super) fn dataset(&self) -> Option<String> {
        let connected = || self.known(&None).map(|connection| connection.dataset().to_owned());
        self.options.dataset.clone().or_else(connected)
    }

    /// Whether both speak to the same server and dataset with the same token.
    pub(super) fn equals(&self, other: &Self) -> bool {
        self.key() == other.key() && self.dataset() == other.dataset()
    }

    /// The same number for the same server, token and dataset, as they were asked for.
    pub(super) fn kind(&self) -> u32 {
        let kind = (self.key(), self.options.dataset.clone());
        KINDS.with_borrow_mut(|kinds| {
            let known = kinds.iter().position(|other| *other == kind);
            let at = known.unwrap_or_else(|| {
                kinds.push(kind);
                kinds.len() - 1
            });
            // A page makes no four billion kinds of clients.
            at as u32
        })
    }

    /// The connection to a dataset, or to the client's own.
    pub(super) async fn to(&self, dataset: Option<String>) -> Result<Rc<Connection>, Error> {
        let dataset = dataset.or_else(|| self.options.dataset.clone());
        if let Some(connection) = self.known(&dataset) {
            return Ok(connection);
        }
        let _connecting = self.connecting.lock().await;
        if let Some(connection) = self.known(&dataset) {
            return Ok(connection);
        }
        let options = ClientOptions { dataset: dataset.clone(), ..self.options.clone() };
        let known = self.known_datasets();
        let connection = Rc::new(Connection::connect_knowing(self.transport.clone(), options, known).await?);
        self.keep_datasets(connection.datasets());
        self.open.borrow_mut().insert(dataset, connection.clone());
        Ok(connection)
    }

    /// A connection for what is no matter of datasets: where none was chosen of several, to the first.
    pub(super) async fn to_server(&self) -> Result<Rc<Connection>, Error> {
        match self.to(None).await {
            Err(Error::UnknownDataset { available, .. }) if !available.is_empty() => {
                self.to(available.into_iter().next()).await
            }
            result => result,
        }
    }

    /// The datasets of this server and token, as a client last saw them.
    pub(super) fn known_datasets(&self) -> Arc<Datasets> {
        SEEN.with_borrow(|seen| seen.get(&self.key()).cloned()).filter(|_| self.shares).unwrap_or_default()
    }

    /// Keeps them for other clients.
    pub(super) fn keep_datasets(&self, datasets: Arc<Datasets>) {
        if self.shares {
            SEEN.with_borrow_mut(|seen| seen.insert(self.key(), datasets));
        }
    }

    fn key(&self) -> Key {
        (self.server().to_owned(), self.options.token.as_ref().map(|token| token.reveal().to_owned()))
    }

    fn known(&self, dataset: &Option<String>) -> Option<Rc<Connection>> {
        self.open.borrow().get(dataset).cloned()
    }
}
