//! The client: one method per thing a user asks for.

mod call;
mod keys;
mod keyvalue;
mod once;
mod retry;
mod server;
mod skeletons;
mod timebox;
mod transaction;

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use neuprint_table::{DecodeError, DecodeProblem, Table, TableDecoder};

use crate::api::{ApiRequest, custom, dbmeta, roimeshes};
use crate::connect::ClientOptions;
use crate::cypher::{self, TypographicQuote, WriteClause, typographic_quote, write_clause};
use crate::error::{self, Error};
use crate::mesh::Mesh;
use crate::meta::{self, Meta};
use crate::path;
use crate::transport::Transport;
use call::{Subject, unheard};
use once::Once;
pub use skeletons::{Found, Missing};
pub use transaction::Transaction;

/// A connection to one dataset of one server.
///
/// What does not change while a dataset is open (version, meta) is asked for once and kept. Dropping a future that a
/// method gave back cancels its request.
#[derive(Debug)]
pub struct Client<T> {
    transport: T,
    options: ClientOptions,
    dataset: String,
    datasets: Mutex<Arc<dbmeta::Datasets>>,
    version: Once<String>,
    meta: Once<Arc<Meta>>,
    neuron_keys: Once<Arc<[String]>>,
    synapse_nt_keys: Once<Arc<[String]>>,
}

impl<T: Transport> Client<T> {
    /// Connects: asks for the datasets and makes sure that the chosen one is among them, or among the hidden ones.
    /// Without a choice the server's only dataset is taken.
    ///
    /// # Errors
    /// [`Error::UnknownDataset`] with those there are; whatever the server refuses.
    pub async fn connect(transport: T, options: ClientOptions) -> Result<Self, Error> {
        Self::connect_knowing(transport, options, Arc::default()).await
    }

    /// [`Client::connect`] with the datasets that another client of the same server and token has seen: they are asked
    /// for again only if the chosen one is not among them.
    ///
    /// # Errors
    /// Those of [`Client::connect`].
    pub async fn connect_knowing(
        transport: T,
        options: ClientOptions,
        known: Arc<dbmeta::Datasets>,
    ) -> Result<Self, Error> {
        let mut client = Self {
            transport,
            dataset: options.dataset.clone().unwrap_or_default(),
            options,
            datasets: Mutex::new(known),
            version: Once::new(),
            meta: Once::new(),
            neuron_keys: Once::new(),
            synapse_nt_keys: Once::new(),
        };
        let mut datasets = client.datasets();
        if !client.options.dataset.as_ref().map_or(datasets.len() == 1, |name| datasets.contains_key(name)) {
            datasets = client.reload_datasets().await?;
        }
        client.dataset = match &client.options.dataset {
            // Another letter case is accepted by the server and answers with no rows: only the exact name will do.
            Some(name) if datasets.contains_key(name) || client.is_hidden(name).await? => name.clone(),
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

    /// How many requests of one query may be on their way at the same time.
    pub(crate) fn concurrency(&self) -> usize {
        self.options.concurrency.max(1)
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
        let datasets: dbmeta::Datasets = self.fetch_json(&dbmeta::DatasetsRequest { hidden: false }).await?;
        let datasets = Arc::new(datasets);
        *self.datasets.lock().unwrap_or_else(PoisonError::into_inner) = datasets.clone();
        Ok(datasets)
    }

    async fn is_hidden(&self, dataset: &str) -> Result<bool, Error> {
        let all: dbmeta::Datasets = self.fetch_json(&dbmeta::DatasetsRequest { hidden: true }).await?;
        Ok(all.contains_key(dataset))
    }

    /// The dataset's Meta node. Asked for at most once.
    ///
    /// # Errors
    /// Whatever the server refuses; [`Error::InvalidAnswer`] if the dataset has no Meta node.
    pub async fn meta(&self) -> Result<Arc<Meta>, Error> {
        let ask = async { Ok(Arc::new(Meta::of_table(&self.query(meta::QUERY).await?)?)) };
        Ok(self.meta.get_or_ask(ask).await?.clone())
    }

    /// Runs a query: [`Client::custom`] for who does not want to hear how far it is.
    ///
    /// # Errors
    /// Those of [`Client::custom`].
    pub async fn query(&self, cypher: &str) -> Result<Table, Error> {
        self.custom::<fn(usize)>(cypher, unheard).await
    }

    /// Runs a query. `progress` is called with the number of rows decoded so far, whenever more have come.
    ///
    /// # Errors
    /// [`Error::TypographicQuote`] before anything is sent; [`Error::WriteRefused`], too, unless [`ClientOptions::allow_writes`] is set;
    /// [`Error::Cypher`] with the place in this text; [`Error::QueryTimeout`] if the query says itself within what time it may
    /// give rows (`apoc.cypher.runTimeboxed`), and there are none after it; whatever else the server refuses, be it in the
    /// middle of its answer.
    pub async fn custom<P: FnMut(usize)>(&self, cypher: &str, mut progress: P) -> Result<Table, Error> {
        let mut decoder = TableDecoder::new();
        let mut seen = 0;
        let decode = |piece: &[u8]| {
            let rows = decoder.push(piece)?;
            if rows > seen {
                seen = rows;
                progress(rows);
            }
            Ok(())
        };
        self.custom_pieces(cypher, decode).await?;
        Ok(decoder.finish()?)
    }

    /// Runs a query and hands its answer to `decode` piece by piece, as it comes: for whoever keeps the decoder, to look
    /// at the rows while there are more on their way, or to keep them when the rest is lost.
    ///
    /// ```text
    /// let mut decoder = TableDecoder::new();
    /// client.custom_pieces(cypher, |piece| decoder.push(piece).map(drop)).await?;   // decoder.table() meanwhile
    /// let table = decoder.finish()?;
    /// ```
    ///
    /// # Errors
    /// Those of [`Client::custom`]; those of `decode`, which end it.
    pub async fn custom_pieces<D>(&self, cypher: &str, mut decode: D) -> Result<(), Error>
    where
        D: FnMut(&[u8]) -> Result<(), DecodeError>,
    {
        let mut answer = timebox::Answer::default();
        let asking = async {
            let mut body = self.open_query(cypher, custom::Request::to_http).await?;
            while let Some(piece) = self.next_piece(&mut body).await? {
                answer.hear(&piece);
                decode(&piece).map_err(|error| self.late_refusal(cypher, error))?;
            }
            Ok(())
        };
        let Some(time) = cypher::timebox(cypher) else { return asking.await };
        let over = self.outlasts(time, asking).await?;
        if over && answer.has_no_rows() { Err(timebox::run_out(time)) } else { Ok(()) }
    }

    /// What it means that an answer is no table: the server may have given up in the middle of it, and said why.
    fn late_refusal(&self, cypher: &str, error: DecodeError) -> Error {
        match error.problem() {
            DecodeProblem::Refused(why) => error::of_handler(
                400,
                why.clone(),
                &error::Asked { path: custom::PATH, dataset: &self.dataset, cypher: Some(cypher), what: None },
            ),
            _ => error.into(),
        }
    }

    /// Runs a query whose answer is an Arrow stream, as the server sends it. What is not exact in it, and why JSON is what
    /// [`Client::custom`] asks for, is written at `read_arrow_answer` of [`neuprint_table`]'s feature `arrow`, which reads it
    /// and says where something may be lost: integers in columns that begin with one stay and fractions below them are
    /// cut, lists are texts. The server answers 500 if there are no rows.
    ///
    /// # Errors
    /// Those of [`Client::custom`].
    pub async fn custom_arrow(&self, cypher: &str) -> Result<Vec<u8>, Error> {
        let body = self.open_query(cypher, custom::Request::to_arrow_http).await?;
        self.collect(body, unheard as fn(usize)).await
    }

    /// The body of a query's answer. The query is looked at before it is sent.
    async fn open_query(
        &self,
        cypher: &str,
        to_http: fn(&custom::Request) -> http::Request<Bytes>,
    ) -> Result<T::Body, Error> {
        // Such a mark quotes nothing, so what is a clause behind it is not known.
        if let Some(TypographicQuote { quote, line, column }) = typographic_quote(cypher) {
            return Err(Error::TypographicQuote { quote, line, column });
        }
        let write = write_clause(cypher);
        let reads = write.is_none();
        if let Some(WriteClause { keyword, line, column }) = write
            && !self.options.allow_writes
        {
            return Err(Error::WriteRefused { keyword, line, column });
        }
        let request = custom::Request { cypher: cypher.into(), dataset: self.dataset.clone(), version: None };
        let subject = Subject { cypher: Some(cypher), what: None, reads };
        match self.open(to_http(&request), &subject).await {
            // The dataset was there when the client connected: say what there is now.
            Err(Error::UnknownDataset { dataset, .. }) => {
                let available = self.reload_datasets().await?.keys().cloned().collect();
                Err(Error::UnknownDataset { dataset, available })
            }
            answer => answer,
        }
    }

    /// A brain region's surface.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none; [`Error::InvalidMesh`] if it is not OBJ.
    pub async fn roi_mesh(&self, roi: &str) -> Result<Mesh, Error> {
        Mesh::parse(&self.roi_obj(roi).await?).map_err(|source| Error::InvalidMesh { roi: roi.into(), source })
    }

    /// A brain region's surface in the server's own OBJ text.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none; [`Error::SlashInName`] if there cannot be one.
    pub async fn roi_obj(&self, roi: &str) -> Result<Vec<u8>, Error> {
        let request = roimeshes::Request { dataset: self.dataset.clone(), roi: path::segment(roi)?.into() };
        self.fetch(request.to_http(), &Subject::named(format!("the mesh of {roi}"))).await
    }
}
