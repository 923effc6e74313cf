//! `GET /api/dbmeta/…`: what the server's database holds.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::ApiRequest;

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
pub type Datasets = BTreeMap<String, DatasetInfo>;

/// What is said of one dataset. Servers of different ages send different fields; what is missing is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DatasetInfo {
    /// When the database was last edited, as the server writes it.
    #[serde(rename = "last-mod")]
    pub last_mod: String,
    /// The version's identifier.
    pub uuid: String,
    /// Names of all ROIs, in no order.
    #[serde(rename = "ROIs", deserialize_with = "super::null_is_empty")]
    pub rois: Vec<String>,
    /// Names of the ROIs at the top of the hierarchy.
    #[serde(rename = "superLevelROIs", deserialize_with = "super::null_is_empty")]
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instances(#[serde(deserialize_with = "super::null_is_empty")] pub BTreeMap<String, Vec<Instance>>);

/// One store.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Instance {
    /// Its name; empty if it needs none.
    pub instance: String,
    /// Whose data it holds.
    #[serde(deserialize_with = "super::null_is_empty")]
    pub datasets: Vec<String>,
}
