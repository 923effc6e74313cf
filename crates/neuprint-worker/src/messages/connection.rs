//! Which dataset is opened, and what is told of it.

use serde::{Deserialize, Serialize};

/// Where a dataset is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConnectTo {
    /// The dataset embedded in the page; its file is at this URL.
    Embedded {
        /// Absolute URL of the dataset file.
        url: String,
    },
    /// Files of the user: one dataset file, or SWC files, which become a dataset. Bulk: a `File` for each name.
    Files {
        /// Their names, with folders where these are known.
        names: Vec<String>,
    },
    /// A neuPrint server.
    Server {
        /// Address, with or without scheme.
        server: String,
        /// Bare, quoted or the whole JSON document; `None` is anonymous.
        token: Option<String>,
        /// `None`: the only one, if the server has one.
        dataset: Option<String>,
    },
}

/// What the page needs to know of the open dataset.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Connection {
    /// Shown to the user: the server's address, or "in this page".
    pub server: String,
    /// `name:tag`.
    pub dataset: String,
    /// The dataset's uuid, which changes with its contents; empty if the server does not say it.
    pub uuid: String,
    /// All datasets that the server lists for this user.
    pub datasets: Vec<String>,
    /// The server's version.
    pub version: String,
    /// Nanometres per voxel, per axis; `None` if the dataset does not say it.
    pub voxel_nanometres: Option<[f64; 3]>,
    /// ROIs to offer for the overlay, by name: those with a mesh where that is known, the primary ones of a server.
    pub rois: Vec<String>,
    /// What is partial or derived in this dataset; empty for a real server. Plain sentences.
    pub caveats: Vec<String>,
    /// What is here of it if the server cannot be reached; `None`: it was asked just now.
    pub kept: Option<KeptDataset>,
    /// Bodies known to have a skeleton; `None` if that is not known beforehand (a real server).
    pub bodies_with_skeleton: Option<Vec<u64>>,
}

impl Connection {
    /// Bodies whose skeletons can be had without asking anybody; `None` if that is not known.
    pub fn bodies_here(&self) -> Option<&[u64]> {
        self.bodies_with_skeleton.as_deref().or(self.kept.as_ref().map(|kept| &*kept.bodies))
    }
}

/// What was kept of a dataset.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptDataset {
    /// Since when all that is told of it is known, milliseconds since 1970.
    pub since: f64,
    /// The bodies whose skeletons were kept, in order.
    pub bodies: Vec<u64>,
}

/// A dataset's name without what file systems refuse: `hemibrain:v1.2.1` becomes `hemibrain-v1.2.1`.
pub fn file_stem(dataset: &str) -> String {
    dataset.chars().map(|c| if c.is_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' }).collect()
}
