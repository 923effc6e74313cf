//! One dataset: a property graph, skeletons, ROI meshes, keys with their bytes, and what is to be known about them.
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
    key_values: KeyValues,
}

/// Bytes by instance and key: what neuPrint keeps in stores beside the graph.
pub type KeyValues = BTreeMap<(String, String), Bytes>;

impl Dataset {
    /// A dataset from its parts: SWC texts by body, OBJ texts by ROI.
    pub fn new(about: About, graph: Graph, skeletons: BTreeMap<u64, Bytes>, meshes: BTreeMap<String, Bytes>) -> Self {
        Self { about, graph: Arc::new(graph), skeletons, meshes, key_values: KeyValues::new() }
    }

    /// With keys and their bytes. An instance's name has no `/`.
    #[must_use]
    pub fn with_key_values(mut self, key_values: KeyValues) -> Self {
        self.key_values = key_values;
        self
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
        // Files without keys have no such section.
        let key_values = match sections.remove(KEY_VALUES) {
            Some(bytes) => key_values(named::read(KEY_VALUES, bytes)?)?,
            None => KeyValues::new(),
        };
        Ok(Self { about, graph: Arc::new(format::graph::read(graph)?), skeletons, meshes, key_values })
    }

    /// The dataset as a file. The same dataset always gives the same bytes.
    ///
    /// # Errors
    /// If what the dataset says of itself cannot be written as JSON.
    pub fn write(&self) -> Result<Vec<u8>, serde_json::Error> {
        let about = serde_json::to_vec(&self.about)?;
        let skeletons = self.skeletons.iter().map(|(body, swc)| (body.to_string(), swc));
        let meshes = self.meshes.iter().map(|(roi, obj)| (roi.clone(), obj));
        let mut sections = vec![
            ("about", Stored::of(|out| out.raw(&about))),
            (format::graph::SECTION, Stored::of(|out| format::graph::write(out, &self.graph))),
            ("skeleton", Stored::of(|out| named::write(out, skeletons))),
            ("mesh", Stored::of(|out| named::write(out, meshes))),
        ];
        if !self.key_values.is_empty() {
            let keys = self.key_values.iter().map(|((instance, key), bytes)| (format!("{instance}/{key}"), bytes));
            sections.push((KEY_VALUES, Stored::of(|out| named::write(out, keys))));
        }
        Ok(format::write_sections(&sections))
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

    /// The bytes under a key.
    pub fn key_value(&self, instance: &str, key: &str) -> Option<&Bytes> {
        self.key_values.get(&(instance.to_owned(), key.to_owned()))
    }

    /// The stores that hold keys, sorted.
    pub fn key_value_instances(&self) -> impl Iterator<Item = &str> {
        let mut before = None;
        self.key_values
            .keys()
            .map(|(instance, _)| instance.as_str())
            .filter(move |name| before.replace(*name) != Some(*name))
    }
}

/// The section of keys and their bytes.
const KEY_VALUES: &str = "keyvalue";

/// Instances and keys, which stand together in a file.
fn key_values(named: BTreeMap<String, Bytes>) -> Result<KeyValues, FormatError> {
    let split = |(name, bytes): (String, Bytes)| match name.split_once('/') {
        Some((instance, key)) => Ok(((instance.to_owned(), key.to_owned()), bytes)),
        None => Err(FormatError::malformed(KEY_VALUES, format!("`{name}` is no key of an instance"))),
    };
    named.into_iter().map(split).collect()
}
