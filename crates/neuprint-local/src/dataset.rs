//! One dataset: a property graph, skeletons, ROI meshes, and what is to be known about them.
//!
//! ```
//! use neuprint_local::{Dataset, FormatError};
//!
//! assert_eq!(Dataset::read(b"not a dataset").unwrap_err(), FormatError::NotADataset);
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use neuprint_cypher::Graph;
use serde::{Deserialize, Serialize};

use crate::format::cursor::Put;
use crate::format::section::Stored;
use crate::format::{self, FormatError, named};

/// What a dataset says of itself, beyond its Meta node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// The dataset's name with its version, as requests name it: `hemibrain-sample:v1.2.1`.
    pub name: String,
    /// One sentence.
    pub description: String,
    /// Where to read more.
    pub info: String,
    /// The licence of the data, as an SPDX identifier.
    pub licence: String,
    /// Whom to cite.
    pub citation: String,
    /// What a reader of results must know: one plain sentence each.
    pub caveats: Vec<String>,
}

/// A dataset in memory.
#[derive(Debug)]
pub struct Dataset {
    about: About,
    graph: Arc<Graph>,
    skeletons: BTreeMap<u64, Bytes>,
    meshes: BTreeMap<String, Bytes>,
}

impl Dataset {
    /// A dataset from its parts: SWC texts by body, OBJ texts by ROI.
    pub fn new(about: About, graph: Graph, skeletons: BTreeMap<u64, Bytes>, meshes: BTreeMap<String, Bytes>) -> Self {
        Self { about, graph: Arc::new(graph), skeletons, meshes }
    }

    /// Reads a dataset file. Its format is in the module [`format`](mod@crate::format).
    ///
    /// # Errors
    /// What is wrong with the bytes, and where.
    pub fn read(file: &[u8]) -> Result<Self, FormatError> {
        let mut sections: BTreeMap<String, Vec<u8>> = format::read_sections(file)?.into_iter().collect();
        let mut section =
            |name: &'static str| sections.remove(name).ok_or(FormatError::MissingSection { section: name });
        let graph = section(format::graph::SECTION)?;
        let about = serde_json::from_slice(&section("about")?).map_err(|e| FormatError::malformed("about", e))?;
        let skeletons = named::read("skeleton", section("skeleton")?)?
            .into_iter()
            .map(|(body, swc)| {
                let body =
                    body.parse().map_err(|_| FormatError::malformed("skeleton", format!("`{body}` is no body")))?;
                Ok((body, swc))
            })
            .collect::<Result<_, FormatError>>()?;
        let meshes = named::read("mesh", section("mesh")?)?;
        Ok(Self { about, graph: Arc::new(format::graph::read(graph)?), skeletons, meshes })
    }

    /// The dataset as a file. The same dataset always gives the same bytes.
    ///
    /// # Errors
    /// If what the dataset says of itself cannot be written as JSON.
    pub fn write(&self) -> Result<Vec<u8>, serde_json::Error> {
        let about = serde_json::to_vec(&self.about)?;
        let skeletons = self.skeletons.iter().map(|(body, swc)| (body.to_string(), swc));
        let meshes = self.meshes.iter().map(|(roi, obj)| (roi.clone(), obj));
        Ok(format::write_sections(&[
            ("about", Stored::of(|out| out.raw(&about))),
            (format::graph::SECTION, Stored::of(|out| format::graph::write(out, &self.graph))),
            ("skeleton", Stored::of(|out| named::write(out, skeletons))),
            ("mesh", Stored::of(|out| named::write(out, meshes))),
        ]))
    }

    /// What the dataset says of itself.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// The name with the version, as requests name it.
    pub fn name(&self) -> &str {
        &self.about.name
    }

    /// Neurons, synapses and the Meta node.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The graph, for those who work on while the dataset may be dropped: an execution of a query holds it.
    pub fn shared_graph(&self) -> Arc<Graph> {
        self.graph.clone()
    }

    /// A body's skeleton as SWC text.
    pub fn skeleton(&self, body: u64) -> Option<&Bytes> {
        self.skeletons.get(&body)
    }

    /// The bodies that have a skeleton, ascending.
    pub fn bodies_with_skeleton(&self) -> impl ExactSizeIterator<Item = u64> + '_ {
        self.skeletons.keys().copied()
    }

    /// An ROI's surface as OBJ text, coordinates in voxels.
    pub fn roi_mesh(&self, roi: &str) -> Option<&Bytes> {
        self.meshes.get(roi)
    }

    /// The ROIs that have a mesh, sorted.
    pub fn rois_with_mesh(&self) -> impl ExactSizeIterator<Item = &str> + '_ {
        self.meshes.keys().map(String::as_str)
    }
}
