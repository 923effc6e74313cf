//! One connection per dataset, made when it is first needed.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use futures_util::lock::Mutex;
use neuprint::{Client, ClientOptions, Error};
use neuprint_fetch::FetchTransport;

/// The core's client: of one dataset.
pub(crate) type Connection = Client<FetchTransport>;

/// The connections of one JavaScript client.
#[derive(Debug)]
pub(super) struct Connections {
    transport: FetchTransport,
    options: ClientOptions,
    /// By the name that was asked for; the server's only dataset has none.
    open: RefCell<HashMap<Option<String>, Rc<Connection>>>,
    /// Held while connecting, so that calls at the same time connect once.
    connecting: Mutex<()>,
}

impl Connections {
    /// None yet.
    pub(super) fn new(transport: FetchTransport, options: ClientOptions) -> Self {
        Self { transport, options, open: RefCell::default(), connecting: Mutex::new(()) }
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
        let connection = Rc::new(Connection::connect(self.transport.clone(), options).await?);
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

    fn known(&self, dataset: &Option<String>) -> Option<Rc<Connection>> {
        self.open.borrow().get(dataset).cloned()
    }
}
