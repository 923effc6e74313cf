//! The client: one method per thing a user asks for.

mod connections;
mod keyvalue;
mod options;
mod server;
mod transaction;

use std::future::Future;
use std::rc::Rc;

use js_sys::Promise;
use neuprint::Error;
use neuprint_skeleton::{HealOptions, heal};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::abort::{Work, promise};
use crate::arguments::{self, Options};
use crate::body_id::body_id;
use crate::error::{thrown, unsupported};
use crate::progress::Progress;
use crate::skeleton::{Heal, Skeleton};
use crate::table::Table;
use crate::{datasets, mesh};
pub(crate) use connections::Connection;
use connections::Connections;
pub use transaction::Transaction;

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
        let (transport, options) = options::read(options)?;
        Ok(Self { connections: Rc::new(Connections::new(transport, options)) })
    }

    /// A client that is connected: the server answers and has the dataset.
    #[wasm_bindgen(unchecked_return_type = "Promise<Client>")]
    pub fn connect(
        #[wasm_bindgen(unchecked_param_type = "ClientOptions & RequestOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let client = Self::new(options)?;
            let signal = Options::of(options, "options")?.signal()?;
            let work = async move {
                client.connections.to(None).await.map_err(|error| thrown(&error))?;
                Ok(client.into())
            };
            Ok((signal, Box::pin(work)))
        })
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

    /// Runs a Cypher query.
    ///
    /// Rejects with the codes `cypher-syntax` and `query-failed` (with line and column in `details`, where the server
    /// says them), `timeout`, and `write-refused` before anything is sent, if the query would write.
    #[wasm_bindgen(js_name = fetchCustom, unchecked_return_type = "Promise<Table>")]
    pub fn fetch_custom(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] cypher: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "QueryOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let cypher = arguments::text(cypher, "cypher")?;
            let options = Options::of(options, "options")?;
            let progress = Progress::of(&options)?;
            self.ask(&options, |connection| async move {
                let table = progress.until_it_throws(connection.custom(&cypher, |rows| progress.rows(rows))).await?;
                Ok(Table::new(table).into())
            })
        })
    }

    /// The datasets that this user may see, by name.
    #[wasm_bindgen(js_name = fetchDatasets, unchecked_return_type = "Promise<Record<string, DatasetInfo>>")]
    pub fn fetch_datasets(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: &JsValue,
    ) -> Promise {
        self.ask_server(options, |connection| async move {
            let found = connection.reload_datasets().await.map_err(|error| thrown(&error))?;
            datasets::datasets(&found)
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

    /// A neuron's skeleton, as the server has it or healed.
    ///
    /// Rejects with the codes `not-found` if there is none, `invalid-swc` if it is not valid, `unsupported` if healing
    /// in nanometres is wanted of a dataset that does not say how large a voxel is.
    #[wasm_bindgen(js_name = fetchSkeleton, unchecked_return_type = "Promise<Skeleton>")]
    pub fn fetch_skeleton(
        &self,
        #[wasm_bindgen(js_name = bodyId, unchecked_param_type = "BodyId")] body: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "SkeletonOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let body = body_id(body)?;
            let options = Options::of(options, "options")?;
            let wanted = Heal::of(&options)?;
            self.ask(&options, move |connection| async move {
                let how = heal_options(&connection, wanted).await?;
                let skeleton = connection.skeleton(body).await.map_err(|error| thrown(&error))?;
                let skeleton = if let Some(how) = how { heal(&skeleton, how).skeleton } else { skeleton };
                Ok(Skeleton::new(skeleton).into())
            })
        })
    }

    /// A brain region's surface. Rejects with the code `not-found` if there is none.
    #[wasm_bindgen(js_name = fetchRoiMesh, unchecked_return_type = "Promise<Mesh>")]
    pub fn fetch_roi_mesh(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] roi: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "DatasetOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let roi = arguments::text(roi, "roi")?;
            self.ask(&Options::of(options, "options")?, |connection| async move {
                let surface = connection.roi_mesh(&roi).await.map_err(|error| thrown(&error))?;
                Ok(mesh::to_js(&surface))
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
        let (connections, dataset) = (self.connections.clone(), options.text("dataset")?);
        let work = async move {
            let connection = connections.to(dataset).await.map_err(|error| thrown(&error))?;
            question(connection).await
        };
        Ok((options.signal()?, Box::pin(work)))
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
        promise(|| {
            let connections = self.connections.clone();
            let work = async move {
                let connection = connections.to_server().await.map_err(|error| thrown(&error))?;
                question(connection).await
            };
            Ok((Options::of(options, "options")?.signal()?, Box::pin(work)))
        })
    }
}

/// How a fetched skeleton is to be healed, if it is.
async fn heal_options(connection: &Connection, wanted: Heal) -> Result<Option<HealOptions>, JsValue> {
    Ok(match wanted {
        Heal::No => None,
        Heal::All => Some(HealOptions::default()),
        Heal::Voxels(distance) => Some(HealOptions { max_distance: Some(distance), ..HealOptions::default() }),
        Heal::Nanometres(distance) => {
            let meta = connection.meta().await.map_err(|error: Error| thrown(&error))?;
            let scale = meta.voxel_size().and_then(|voxel| voxel.nanometres()).ok_or_else(|| {
                unsupported(&format!(
                    "{} does not say how large a voxel is: give `maxDistance` in voxels",
                    connection.dataset()
                ))
            })?;
            Some(HealOptions { max_distance: Some(distance), scale })
        }
    })
}
