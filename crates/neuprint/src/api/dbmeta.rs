//! `GET /api/dbmeta/…`: what the server's database holds.

use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;

use super::fields::{Fields, FromJson};
use super::{ApiRequest, ByName};

/// `GET /api/dbmeta/datasets`: the datasets that this user may see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DatasetsRequest {
    /// Hidden ones too.
    pub hidden: bool,
}

impl ApiRequest for DatasetsRequest {
    fn to_http(&self) -> http::Request<Bytes> {
        super::get(if self.hidden { "/api/dbmeta/datasets?hidden=true" } else { "/api/dbmeta/datasets" })
    }
}

/// The datasets, by `name:tag`.
pub type Datasets = ByName<DatasetInfo>;

/// What is said of one dataset. Servers of different ages send different fields; what is missing is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DatasetInfo {
    /// When the database was last edited, as the server writes it.
    #[serde(rename = "last-mod")]
    pub last_mod: String,
    /// The version's identifier.
    pub uuid: String,
    /// Names of all ROIs, in no order.
    #[serde(rename = "ROIs")]
    pub rois: Vec<String>,
    /// Names of the ROIs at the top of the hierarchy.
    #[serde(rename = "superLevelROIs")]
    pub super_level_rois: Vec<String>,
    /// A link to more.
    pub info: String,
    /// Whether it is left out of lists.
    pub hidden: bool,
    /// A link to a picture.
    pub logo: String,
    /// What it is.
    pub description: String,
}

/// `GET /api/dbmeta/database`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DatabaseRequest;

impl ApiRequest for DatabaseRequest {
    fn to_http(&self) -> http::Request<Bytes> {
        super::get("/api/dbmeta/database")
    }
}

/// Where the database is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Database {
    /// Its address, as seen from the server.
    pub location: String,
    /// Its kind.
    pub description: String,
}

/// `GET /api/dbmeta/instances`: the stores beside the graph (skeletons, meshes, key-value pairs).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InstancesRequest;

impl ApiRequest for InstancesRequest {
    fn to_http(&self) -> http::Request<Bytes> {
        super::get("/api/dbmeta/instances")
    }
}

/// The stores, by what they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Instances(pub ByName<Vec<Instance>>);

/// One store.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Instance {
    /// Its name; empty if it needs none.
    pub instance: String,
    /// Whose data it holds.
    pub datasets: Vec<String>,
}

impl FromJson for DatasetInfo {
    fn from_json(json: &Value) -> Result<Self, String> {
        let fields = Fields::of(json, "a dataset")?;
        Ok(Self {
            last_mod: fields.text_or_empty("last-mod")?,
            uuid: fields.text_or_empty("uuid")?,
            rois: fields.texts("ROIs")?,
            super_level_rois: fields.texts("superLevelROIs")?,
            info: fields.text_or_empty("info")?,
            hidden: fields.flag("hidden")?,
            logo: fields.text_or_empty("logo")?,
            description: fields.text_or_empty("description")?,
        })
    }
}

impl FromJson for Database {
    fn from_json(json: &Value) -> Result<Self, String> {
        let fields = Fields::of(json, "the database")?;
        Ok(Self { location: fields.text_or_empty("Location")?, description: fields.text_or_empty("Description")? })
    }
}

impl FromJson for Instances {
    fn from_json(json: &Value) -> Result<Self, String> {
        if json.is_null() { Ok(Self::default()) } else { ByName::from_json(json).map(Self) }
    }
}

impl FromJson for Instance {
    fn from_json(json: &Value) -> Result<Self, String> {
        let fields = Fields::of(json, "a store")?;
        Ok(Self { instance: fields.text_or_empty("instance")?, datasets: fields.texts("datasets")? })
    }
}
