//! The client: one method per thing a user asks for.

mod call;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use futures_util::StreamExt;
use neuprint_skeleton::Skeleton;
use neuprint_table::{Table, TableDecoder};

use crate::api::{custom, dbmeta, roimeshes, serverinfo, skeletons, version};
use crate::body_id::BodyId;
use crate::connect::ClientOptions;
use crate::cypher::{WriteClause, write_clause};
use crate::error::Error;
use crate::mesh::Mesh;
use crate::meta::{self, Meta};
use crate::transport::Transport;
use call::Subject;

/// A connection to one dataset of one server.
///
/// What does not change while a dataset is open (datasets, version, meta) is asked for once and kept.
#[derive(Debug)]
pub struct Client<T> {
    transport: T,
    options: ClientOptions,
    dataset: String,
    datasets: Mutex<Arc<dbmeta::Datasets>>,
    version: OnceLock<String>,
    meta: OnceLock<Arc<Meta>>,
}

impl<T: Transport> Client<T> {
    /// Connects: asks for the datasets and makes sure that the chosen one is among them. Without a choice the server's
    /// only dataset is taken.
    ///
    /// # Errors
    /// [`Error::UnknownDataset`] with those there are; whatever the server refuses.
    pub async fn connect(transport: T, options: ClientOptions) -> Result<Self, Error> {
        let mut client = Self {
            transport,
            dataset: options.dataset.clone().unwrap_or_default(),
            options,
            datasets: Mutex::default(),
            version: OnceLock::new(),
            meta: OnceLock::new(),
        };
        let datasets = client.reload_datasets().await?;
        client.dataset = match &client.options.dataset {
            // Another letter case is accepted by the server and answers with no rows: only the exact name will do.
            Some(name) if datasets.contains_key(name) => name.clone(),
            None if datasets.len() == 1 => datasets.keys().next().cloned().unwrap_or_default(),
            chosen => {
                let available = datasets.keys().cloned().collect();
                return Err(Error::UnknownDataset { dataset: chosen.clone(), available });
            }
        };
        Ok(client)
    }

    /// The dataset that queries go to, `name:tag`.
    pub fn dataset(&self) -> &str {
        &self.dataset
    }

    /// The server's address.
    pub fn server(&self) -> &str {
        self.options.server.as_str()
    }

    /// The datasets that this user may see, as they were when last asked for.
    pub fn datasets(&self) -> Arc<dbmeta::Datasets> {
        self.datasets.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The datasets, asked for again.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn reload_datasets(&self) -> Result<Arc<dbmeta::Datasets>, Error> {
        let datasets: Arc<dbmeta::Datasets> =
            Arc::new(self.fetch_json(&dbmeta::DatasetsRequest { hidden: false }).await?);
        *self.datasets.lock().unwrap_or_else(PoisonError::into_inner) = datasets.clone();
        Ok(datasets)
    }

    /// The server's version. Asked for once.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn version(&self) -> Result<&str, Error> {
        if let Some(version) = self.version.get() {
            return Ok(version);
        }
        let answer: version::Version = self.fetch_json(&version::Request::Server).await?;
        Ok(self.version.get_or_init(|| answer.version))
    }

    /// What the server says of itself.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn server_info(&self) -> Result<serverinfo::ServerInfo, Error> {
        self.fetch_json(&serverinfo::Request).await
    }

    /// The dataset's Meta node. Asked for once.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn meta(&self) -> Result<Arc<Meta>, Error> {
        if let Some(meta) = self.meta.get() {
            return Ok(meta.clone());
        }
        let meta = Arc::new(Meta::of_table(&self.custom(meta::QUERY, |_| {}).await?)?);
        Ok(self.meta.get_or_init(|| meta).clone())
    }

    /// Runs a query. `progress` is called with the number of rows decoded so far, whenever more have come.
    ///
    /// # Errors
    /// [`Error::WriteRefused`] before anything is sent; [`Error::Cypher`] with the place in this text; whatever else
    /// the server refuses.
    pub async fn custom(&self, cypher: &str, mut progress: impl FnMut(usize)) -> Result<Table, Error> {
        if !self.options.allow_writes
            && let Some(WriteClause { keyword, line, column }) = write_clause(cypher)
        {
            return Err(Error::WriteRefused { keyword, line, column });
        }
        let request = custom::Request { cypher: cypher.into(), dataset: self.dataset.clone(), version: None };
        let mut body = self.open(&request, &Subject { cypher: Some(cypher), what: None }).await?;
        let mut decoder = TableDecoder::new();
        let mut seen = 0;
        while let Some(piece) = body.next().await {
            let rows = decoder.push(&piece?)?;
            if rows > seen {
                seen = rows;
                progress(rows);
            }
        }
        Ok(decoder.finish()?)
    }

    /// A neuron's skeleton, as the server has it.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none; [`Error::InvalidSkeleton`] if it is not SWC.
    pub async fn skeleton(&self, body: BodyId) -> Result<Skeleton, Error> {
        let request = skeletons::Request { dataset: self.dataset.clone(), body };
        let subject = Subject { cypher: None, what: Some(format!("the skeleton of {body}")) };
        let swc = self.fetch(&request, &subject).await?;
        Skeleton::parse(&swc).map_err(|source| Error::InvalidSkeleton { body: body.get(), source })
    }

    /// A brain region's surface.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none; [`Error::InvalidMesh`] if it is not OBJ.
    pub async fn roi_mesh(&self, roi: &str) -> Result<Mesh, Error> {
        let request = roimeshes::Request { dataset: self.dataset.clone(), roi: roi.into() };
        let subject = Subject { cypher: None, what: Some(format!("the mesh of {roi}")) };
        let obj = self.fetch(&request, &subject).await?;
        Mesh::parse(&obj).map_err(|source| Error::InvalidMesh { roi: roi.into(), source })
    }
}
