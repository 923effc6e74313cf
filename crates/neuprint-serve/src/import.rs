//! `neuprint import`: a dataset file from the exports of a neuPrint dataset.
//!
//! ```text
//! neuprint import exported-traced-adjacencies-v1.2 --name hemibrain:v1.2 -o hemibrain.npdata
//! ```
//!
//! | in the folder | holds |
//! |---|---|
//! | `traced-neurons.csv` | `bodyId,type,instance` |
//! | `traced-total-connections.csv` | `bodyId_pre,bodyId_post,weight` |
//! | `traced-roi-connections.csv` | `bodyId_pre,bodyId_post,roi,weight` |
//! | `body-annotations-….feather` | `bodyId` and what is known of a body, with types |
//! | `connectome-weights-….feather` | `body_pre,body_post,weight` |
//! | `Neuprint_*.csv`, `Neuprint_*/` | what neuPrint's exporters write for neo4j-admin |
//! | `*.swc`, `*.obj`, `*.obj.gz` | skeletons by body, ROI surfaces by name, here or one folder below |
//! | `meta.json` | properties of the Meta node |
//!
//! Of the two tables of connections one is enough. Every table may be `.csv`, `.csv.gz`, `.feather` or `.parquet`, carry
//! a version in its name (`traced-neurons-v1.2.csv`) and go without `traced-`; the same table gives the same dataset in
//! every format. Rows are read one at a time, or one batch at a time: what is held is the dataset, not the text. A row
//! that is wrong is left out and told with its file, line and reason. A value without a source is absent; what is
//! derived from several is named, in the report and in the dataset's caveats.
//!
//! Two things are there even where nothing is known, because neuprint-python reads them of every neuron and every
//! dataset: `roiInfo`, which is `{}` then, and the Meta node's `primaryRois`, which is empty then.
//!
//! Nothing is half-written: the file gets its name when it is whole and was read back.

mod build;
mod cell;
mod connections;
mod folders;
mod gather;
mod header;
mod loader;
mod meta;
mod neurons;
mod progress;
mod report;
mod sources;
mod table;

use std::path::PathBuf;
use std::rc::Rc;

use neuprint_local::{About, Dataset, FormatError};
use serde_json::Value as Json;

use crate::options::ImportOptions;
use crate::output;
use crate::whole_file::{self, WriteError};
use loader::Loaded;
use progress::Progress;
use report::Report;
use sources::{Sources, Tables};

/// What a section of the format can hold.
const LARGEST_SECTION: u64 = u32::MAX as u64;

/// Why there is no dataset.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The name cannot be a dataset's.
    #[error("`{0}` is no name of a dataset; it looks like hemibrain:v1.2.1")]
    Name(String),
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// What has to be in the folder is not.
    #[error("{} holds no {what}", folder.display())]
    Missing {
        /// The folder.
        folder: PathBuf,
        /// What is looked for.
        what: &'static str,
    },
    /// Two files could be meant.
    #[error("{} and {} are both {what}: leave one of them in the folder", first.display(), second.display())]
    Ambiguous {
        /// What either is.
        what: &'static str,
        /// One file.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// A table is another one than its name says, or a file is no JSON.
    #[error("{}: {reason}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// There is more than the format can hold.
    #[error("{what} take {bytes} bytes, but a dataset file holds at most 4 GiB of them: import a part")]
    TooLarge {
        /// Skeletons or meshes.
        what: &'static str,
        /// How much there is.
        bytes: u64,
    },
    /// There are more nodes, relationships or names than a graph can number.
    #[error("the tables hold more than a dataset file can number: {0}")]
    TooMany(&'static str),
    /// The file that was written could not be read back.
    #[error("the dataset could not be read back, so no file was left: {0}")]
    ReadBack(#[from] FormatError),
    /// The dataset could not be written as JSON, or the report not be printed.
    #[error("{0}")]
    Output(String),
}

impl From<WriteError> for ImportError {
    fn from(WriteError { path, source }: WriteError) -> Self {
        Self::Io { path, source }
    }
}

/// Runs the command, and prints its report.
///
/// # Errors
/// If there is no dataset to make; nothing is written then.
pub fn run(options: &ImportOptions) -> Result<(), ImportError> {
    let report = import(options)?;
    output::print(&report).map_err(|error| ImportError::Output(error.to_string()))
}

/// Makes the dataset file; the report of what was read, derived and left out.
///
/// # Errors
/// If there is no dataset to make; nothing is written then.
pub fn import(options: &ImportOptions) -> Result<String, ImportError> {
    let named = |name: &str| name.split(':').all(|part| !part.is_empty()) && !name.chars().any(char::is_control);
    if !named(&options.name) {
        return Err(ImportError::Name(options.name.clone()));
    }
    whole_file::check(&options.output)?;
    let progress = Rc::new(Progress::new());
    let mut report = Report::default();
    let Sources { tables, meta, skeletons, meshes } = Sources::find(&options.folder, &mut report)?;
    let prefix = options.name.split(':').next().unwrap_or(&options.name);
    let mut meta = meta::read(meta.as_deref(), &progress, &mut report)?;
    let (graph, skeletons, meshes) = match tables {
        Tables::Exports(exports) => {
            let neurons = neurons::read(&exports.neurons, &progress, &mut report)?;
            let connections = connections::read(&exports, &neurons, &progress, &mut report)?;
            let known = |body| neurons.find(body).map(drop);
            let skeletons = folders::skeletons(&skeletons, known, &progress, &mut report)?;
            let meshes = folders::meshes(&meshes, &progress, &mut report)?;
            let rois = connections.roi_names();
            meta.complete(&options.name, &rois, connections.apart, &progress.name(), &mut report);
            (build::graph(prefix, &meta, neurons, connections, &mut report)?, skeletons, meshes)
        }
        Tables::Loader(tables) => {
            let loaded = Loaded::read(&tables, prefix, &mut meta, &progress, &mut report)?;
            let known = |body| loaded.find(body);
            let skeletons = folders::skeletons(&skeletons, known, &progress, &mut report)?;
            let meshes = folders::meshes(&meshes, &progress, &mut report)?;
            let rois: Vec<String> = loaded.rois.iter().cloned().collect();
            meta.complete(&options.name, &rois, false, &progress.name(), &mut report);
            (loaded.graph(prefix, &meta)?, skeletons, meshes)
        }
    };
    let text = |name: &str| meta.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
    let about = About {
        name: options.name.clone(),
        description: text("description"),
        info: text("info"),
        licence: if text("licence").is_empty() { text("license") } else { text("licence") },
        citation: text("citation"),
        caveats: report.caveats(),
    };
    let dataset = Dataset::new(about, graph, skeletons, meshes);
    progress.say("packing");
    let bytes = dataset.write().map_err(|error| ImportError::Output(error.to_string()))?;
    // What is read back would take as much memory once more.
    drop(dataset);
    Dataset::read(&bytes)?;
    whole_file::write(&options.output, &bytes)?;
    progress.clear();
    Ok(report.text(&options.output, bytes.len()))
}
