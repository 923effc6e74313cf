//! What a server says of itself, of its user, and of whole datasets.

use neuprint_table::{Table, TableDecoder};

use super::Client;
use super::call::Subject;
use crate::api::cached::dailytype::{self, DailyType};
use crate::api::cached::{roicompleteness, roiconnectivity};
use crate::api::{ApiRequest, available, dataset_access, dbmeta, help, profile, serverinfo, token, version};
use crate::connect::Token;
use crate::error::Error;
use crate::transport::Transport;

impl<T: Transport> Client<T> {
    /// The server's version. Asked for at most once.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn version(&self) -> Result<&str, Error> {
        let ask = async {
            let answer: version::Version = self.fetch_json(&version::Request::Server).await?;
            Ok(answer.version)
        };
        Ok(self.version.get_or_ask(ask).await?.as_str())
    }

    /// Whether the server can answer queries in Arrow's format: from version 1.7.3 on.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn arrow_endpoint(&self) -> Result<bool, Error> {
        let version = self.version().await?;
        let mut numbers = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
        let mut next = || numbers.next().unwrap_or(0);
        Ok((next(), next(), next()) >= (1, 7, 3))
    }

    /// The server's description of its routes, as YAML text.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn help(&self) -> Result<String, Error> {
        let yaml = self.fetch(help::Request.to_http(), &Subject::default()).await?;
        Ok(String::from_utf8_lossy(&yaml).into_owned())
    }

    /// The cell type of the day.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the dataset has none; whatever else the server refuses.
    pub async fn daily_type(&self) -> Result<DailyType, Error> {
        let request = dailytype::Request { dataset: self.dataset.clone() };
        let answer = self.fetch(request.to_http(), &Subject::named("a cell type of the day".into())).await?;
        DailyType::read(&answer, request.to_http().uri().path())
    }

    /// The data model's version.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn data_model_version(&self) -> Result<String, Error> {
        let answer: version::Version = self.fetch_json(&version::Request::DataModel).await?;
        Ok(answer.version)
    }

    /// Whether public datasets can be read without a token, and the version.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn server_info(&self) -> Result<serverinfo::ServerInfo, Error> {
        self.fetch_json(&serverinfo::Request).await
    }

    /// The routes that the server has.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn available(&self) -> Result<Vec<available::Route>, Error> {
        self.fetch_json(&available::Request).await
    }

    /// Where the database is.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn database(&self) -> Result<dbmeta::Database, Error> {
        self.fetch_json(&dbmeta::DatabaseRequest).await
    }

    /// The stores beside the graph.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn instances(&self) -> Result<dbmeta::Instances, Error> {
        self.fetch_json(&dbmeta::InstancesRequest).await
    }

    /// Who the token belongs to.
    ///
    /// # Errors
    /// [`Error::Unauthorized`] without a token; whatever else the server refuses.
    pub async fn profile(&self) -> Result<profile::Profile, Error> {
        self.fetch_json(&profile::Request).await
    }

    /// The token of whoever is signed in; `None` if the server has none for them.
    ///
    /// # Errors
    /// [`Error::Unauthorized`] without a token; whatever else the server refuses.
    pub async fn token(&self) -> Result<Option<Token>, Error> {
        let answer: token::Answer = self.fetch_json(&token::Request).await?;
        Token::parse(&answer.token)
    }

    /// What this user may do with the dataset. Makes the server look again whether its terms of service were accepted.
    ///
    /// # Errors
    /// [`Error::Unauthorized`] without a token; whatever else the server refuses.
    pub async fn dataset_access(&self) -> Result<dataset_access::DatasetAccess, Error> {
        self.fetch_json(&dataset_access::Request { dataset: self.dataset.clone() }).await
    }

    /// How much of each ROI belongs to reconstructed neurons: `roi`, `roipre`, `roipost`, `totalpre`, `totalpost`.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn roi_completeness(&self) -> Result<Table, Error> {
        let request = roicompleteness::Request { dataset: self.dataset.clone() };
        let body = self.fetch(request.to_http(), &Subject::default()).await?;
        let mut decoder = TableDecoder::new();
        decoder.push(&body)?;
        Ok(decoder.finish()?)
    }

    /// How strongly neurons link each pair of ROIs.
    ///
    /// # Errors
    /// Whatever the server refuses.
    pub async fn roi_connectivity(&self) -> Result<roiconnectivity::RoiConnectivity, Error> {
        self.fetch_json(&roiconnectivity::Request { dataset: self.dataset.clone() }).await
    }
}
