//! The client: one method per thing a user asks for.

mod connections;
mod keyvalue;
mod listening;
mod options;
mod rois;
mod server;
mod skeletons;
mod transaction;

use std::future::Future;
use std::rc::Rc;

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::abort::{Work, promise};
use crate::arguments::{self, Options};
use crate::datasets;
use crate::error::thrown;
use crate::progress::Progress;
use crate::table::Table;
pub(crate) use connections::Connection;
use connections::Connections;
pub use transaction::Transaction;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export interface Client {
  /** Resolves with the client once it is connected: the server answers and has the dataset. */
  readonly ready: Promise<Client>;
  /** Frees the client's memory and takes it off the list of clients. It cannot be used any more. */
  close(): void;
  /**
   * Runs a Cypher query.
   *
   * Rejects with the codes `cypher-syntax` and `query-failed` (with line and column in `details`, where the server says
   * them), `timeout`, and `write-refused` before anything is sent, if the query would write.
   */
  fetchCustom(cypher: string, options?: QueryOptions & { format?: "table" | undefined }): Promise<Table>;
  fetchCustom(cypher: string, options: QueryOptions & { format: "json" }): Promise<QueryJson>;
}

/** A query's answer as plain data. Integers are `number` where that is exact and `bigint` beyond. */
export interface QueryJson {
  /** The columns' names. */
  readonly columns: string[];
  /** The rows. */
  readonly data: CellValue<number | bigint>[][];
}
export namespace Client {
  /** A client that is connected: the server answers and has the dataset. */
  function connect(options: ClientOptions & RequestOptions): Promise<Client>;
}
"#;

/// A neuPrint server, and one of its datasets.
///
/// Every method that asks the server returns a promise and takes a `signal`. What fails, throws or rejects with a
/// `NeuprintError`.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Client {
    connections: Rc<Connections>,
}

#[wasm_bindgen]
impl Client {
    /// A client that connects when it is first asked for something. Use `Client.connect` to know at once whether server,
    /// dataset and token are good.
    ///
    /// Throws a `NeuprintError` with the code `invalid-argument` if the server's address or the token cannot be used.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "ClientOptions")] options: &JsValue) -> Result<Client, JsValue> {
        let (transport, options, shares) = options::read(options)?;
        Ok(Self { connections: Rc::new(Connections::new(transport, options, shares)) })
    }

    /// Asks the server for its datasets, if that has not happened yet, and makes sure that ours is among them.
    #[wasm_bindgen(skip_typescript)]
    pub fn open(&self, options: &JsValue) -> Promise {
        promise(|| {
            let signal = Options::of(options, "options")?.signal()?;
            let connections = self.connections.clone();
            let work = async move {
                connections.to(None).await.map_err(|error| thrown(&error))?;
                Ok(JsValue::UNDEFINED)
            };
            Ok((signal, Box::pin(work)))
        })
    }

    /// A number that is the same for clients of the same server, dataset and token.
    #[wasm_bindgen(skip_typescript)]
    pub fn kind(&self) -> u32 {
        self.connections.kind()
    }

    /// Whether the other client speaks to the same server and dataset with the same token.
    pub fn equals(&self, other: &Client) -> bool {
        self.connections.equals(&other.connections)
    }

    /// The server's address, with its scheme.
    #[wasm_bindgen(getter)]
    pub fn server(&self) -> String {
        self.connections.server().to_owned()
    }

    /// The dataset, `name:tag`. Undefined if none was named and the client has not connected yet.
    #[wasm_bindgen(getter)]
    pub fn dataset(&self) -> Option<String> {
        self.connections.dataset()
    }

    /// Runs a Cypher query. The types are written above.
    #[wasm_bindgen(js_name = fetchCustom, skip_typescript)]
    pub fn fetch_custom(&self, cypher: &JsValue, options: &JsValue) -> Promise {
        promise(|| {
            let cypher = arguments::text(cypher, "cypher")?;
            let options = Options::of(options, "options")?;
            let progress = Progress::of(&options)?;
            self.ask(&options, |connection| async move {
                let asked = connection.custom(&cypher, progress.rows());
                let table = progress.until_it_throws(Box::pin(asked)).await?;
                Ok(Table::new(table).into())
            })
        })
    }

    /// A query's answer as an Arrow stream; a table, if there is none because there are no rows. For the package's own
    /// `fetchCustom`, which has the stream read in another module.
    #[wasm_bindgen(js_name = fetchArrow, skip_typescript)]
    pub fn fetch_arrow(&self, cypher: &JsValue, options: &JsValue) -> Promise {
        promise(|| {
            let cypher = arguments::text(cypher, "cypher")?;
            self.ask(&Options::of(options, "options")?, |connection| async move {
                match connection.custom_arrow(&cypher).await {
                    Ok(stream) => Ok(Uint8Array::from(stream.as_slice()).into()),
                    // Measured: so the server answers when there are no rows. JSON tells.
                    Err(neuprint::Error::Server { status: 500, .. }) => {
                        let table = connection.query(&cypher).await.map_err(|error| thrown(&error))?;
                        Ok(Table::new(table).into())
                    }
                    Err(error) => Err(thrown(&error)),
                }
            })
        })
    }

    /// The datasets that this user may see, by name.
    #[wasm_bindgen(js_name = fetchDatasets, unchecked_return_type = "Promise<Record<string, DatasetInfo>>")]
    pub fn fetch_datasets(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DatasetListOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let given = Options::of(options, "options")?;
            let (connections, reload) = (self.connections.clone(), given.flag("reloadCache")?);
            let work = async move {
                let connection = connections.to_server().await.map_err(|error| thrown(&error))?;
                if !reload {
                    return datasets::datasets(&connection.datasets());
                }
                let found = connection.reload_datasets().await.map_err(|error| thrown(&error))?;
                connections.keep_datasets(found.clone());
                datasets::datasets(&found)
            };
            Ok((given.signal()?, Box::pin(work)))
        })
    }

    /// The server's version, such as `1.9.2`. Asked for at most once.
    #[wasm_bindgen(js_name = fetchVersion, unchecked_return_type = "Promise<string>")]
    pub fn fetch_version(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: &JsValue,
    ) -> Promise {
        self.ask_server(options, |connection| async move {
            connection.version().await.map(JsValue::from).map_err(|error| thrown(&error))
        })
    }

    /// Whether public datasets can be read without a token, and the server's version.
    #[wasm_bindgen(js_name = fetchServerInfo, unchecked_return_type = "Promise<ServerInfo>")]
    pub fn fetch_server_info(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: &JsValue,
    ) -> Promise {
        self.ask_server(options, |connection| async move {
            let info = connection.server_info().await.map_err(|error| thrown(&error))?;
            Ok(datasets::server_info(&info))
        })
    }

    /// What the dataset says of itself: ROIs, voxel size. Asked for at most once per dataset.
    #[wasm_bindgen(js_name = fetchMeta, unchecked_return_type = "Promise<Meta>")]
    pub fn fetch_meta(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DatasetOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            self.ask(&Options::of(options, "options")?, |connection| async move {
                let meta = connection.meta().await.map_err(|error| thrown(&error))?;
                Ok(datasets::meta(&meta))
            })
        })
    }
}

impl Client {
    /// Prepares a question to the dataset of the options, or to the client's own.
    pub(crate) fn ask<A>(
        &self,
        options: &Options<'_>,
        question: impl FnOnce(Rc<Connection>) -> A + 'static,
    ) -> Result<(Option<AbortSignal>, Work), JsValue>
    where
        A: Future<Output = Result<JsValue, JsValue>> + 'static,
    {
        let dataset = options.text("dataset")?;
        Ok((options.signal()?, self.connected(Some(dataset), Box::new(|connection| Box::pin(question(connection))))))
    }

    /// Asks the server for something that is no matter of datasets.
    pub(crate) fn ask_server<A>(
        &self,
        options: &JsValue,
        question: impl FnOnce(Rc<Connection>) -> A + 'static,
    ) -> Promise
    where
        A: Future<Output = Result<JsValue, JsValue>> + 'static,
    {
        let work = self.connected(None, Box::new(|connection| Box::pin(question(connection))));
        promise(|| Ok((Options::of(options, "options")?.signal()?, work)))
    }

    /// Connects, to a dataset or to the server, and then asks. Questions are boxed, so that the code of connecting is there
    /// once and not in each of them.
    fn connected(&self, dataset: Option<Option<String>>, question: Question) -> Work {
        let connections = self.connections.clone();
        Box::pin(async move {
            let connection = match dataset {
                Some(dataset) => connections.to(dataset).await,
                None => connections.to_server().await,
            };
            question(connection.map_err(|error| thrown(&error))?).await
        })
    }
}

/// What is asked once there is a connection.
type Question = Box<dyn FnOnce(Rc<Connection>) -> Work>;
