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
//! | `nodes.jsonl`, `edges.jsonl`, or what `apoc.export.json` writes | a whole property graph; its files may be named, too |
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
//! A property graph is taken as it is, or not at all (`neuprint_local::property_graph`): a program wrote it, so a line
//! that is wrong means that the file is. What lies beside it, which `--skeletons`, `--meshes` and `--keyvalues` name, is
//! kept as a server would have it.
//!
//! Nothing is half-written: the file gets its name when it is whole and was read back.

mod build;
mod cell;
mod connections;
mod folders;
mod graph;
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

use neuprint_local::property_graph::GraphError;
use neuprint_local::{About, Dataset, FormatError};

use crate::options::ImportOptions;
use crate::output;
use crate::whole_file::{self, WriteError};
use folders::{Files, Odd};
use loader::{Loaded, LoaderTable};
use progress::Progress;
use report::Report;
use sources::{Beside, Exports, Sources, Tables};

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
    /// A property graph cannot be taken.
    #[error("{0}")]
    Graph(GraphError),
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
    let Sources { tables, beside } = Sources::find(options, &mut report)?;
    let dataset = match tables {
        Tables::Graph(files) => of_graph(options, &files, &beside, &progress, &mut report)?,
        Tables::Exports(exports) => of_exports(options, &exports, &beside, &progress, &mut report)?,
        Tables::Loader(tables) => of_loader(options, &tables, &beside, &progress, &mut report)?,
    };
    progress.say("packing");
    let bytes = dataset.write().map_err(|error| ImportError::Output(error.to_string()))?;
    // What is read back would take as much memory once more.
    drop(dataset);
    Dataset::read(&bytes)?;
    whole_file::write(&options.output, &bytes)?;
    progress.clear();
    Ok(report.text(&options.output, bytes.len()))
}

/// The part of the name that labels have.
fn prefix(options: &ImportOptions) -> &str {
    options.name.split(':').next().unwrap_or(&options.name)
}

/// A dataset of tables of neurons and connections.
fn of_exports(
    options: &ImportOptions,
    exports: &Exports,
    beside: &Beside,
    progress: &Rc<Progress>,
    report: &mut Report,
) -> Result<Dataset, ImportError> {
    let mut meta = meta::read(beside.meta.as_deref(), progress, report)?;
    let neurons = neurons::read(&exports.neurons, progress, report)?;
    let connections = connections::read(exports, &neurons, progress, report)?;
    let known = |body| neurons.find(body).map(drop);
    let files = Files::read(beside, Odd::LeftOut, known, progress, report)?;
    let rois = connections.roi_names();
    meta.complete(&options.name, &rois, connections.apart, &progress.name(), report);
    let graph = build::graph(prefix(options), &meta, neurons, connections, report)?;
    Ok(files.with(meta.about(&options.name, report.caveats()), graph))
}

/// A dataset of the tables of neuPrint's loader.
fn of_loader(
    options: &ImportOptions,
    tables: &[LoaderTable],
    beside: &Beside,
    progress: &Rc<Progress>,
    report: &mut Report,
) -> Result<Dataset, ImportError> {
    let mut meta = meta::read(beside.meta.as_deref(), progress, report)?;
    let loaded = Loaded::read(tables, prefix(options), &mut meta, progress, report)?;
    let files = Files::read(beside, Odd::LeftOut, |body| loaded.find(body), progress, report)?;
    let rois: Vec<String> = loaded.rois.iter().cloned().collect();
    meta.complete(&options.name, &rois, false, &progress.name(), report);
    let graph = loaded.graph(prefix(options), &meta)?;
    Ok(files.with(meta.about(&options.name, report.caveats()), graph))
}

/// A dataset of a property graph, which has its own Meta node.
fn of_graph(
    options: &ImportOptions,
    files: &[PathBuf],
    beside: &Beside,
    progress: &Rc<Progress>,
    report: &mut Report,
) -> Result<Dataset, ImportError> {
    if let Some(meta) = &beside.meta {
        report.left_out(format!("{}: the graph has a Meta node of its own", meta.display()));
    }
    let graph = graph::read(files, prefix(options), progress, report)?;
    let files = Files::read(beside, Odd::Kept, |body| graph::find(&graph, body), progress, report)?;
    Ok(files.with(About::of_meta(&options.name, &graph, report.caveats()), graph))
}
