//! Why not all skeletons are there.

use std::path::PathBuf;

use neuprint::{Error, HealLimitError};

use crate::remote::RemoteError;
use crate::whole_file::WriteError;

/// Why not all skeletons are there.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SkeletonsError {
    /// The server cannot be asked.
    #[error(transparent)]
    Server(#[from] RemoteError),
    /// The server refused a request that concerns all skeletons.
    #[error(transparent)]
    Refused(#[from] Error),
    /// The limit of healing means nothing for this dataset.
    #[error("--heal cannot be applied to {dataset}: {source}")]
    Heal {
        /// The dataset.
        dataset: String,
        /// Why not.
        source: HealLimitError,
    },
    /// The file with body IDs cannot be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The file with body IDs holds something else, or nothing.
    #[error("{}: {reason}", path.display())]
    Ids {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// There are no such neurons.
    #[error(
        "{dataset} has no neuron of the type {types} (letter case counts; a regular expression such as LC.* is taken as one)"
    )]
    NoNeurons {
        /// The dataset.
        dataset: String,
        /// What was asked for.
        types: String,
    },
    /// The folder holds something else.
    #[error("{} holds {there}, not {wanted}: choose another folder with -o", folder.display())]
    OtherFolder {
        /// The folder.
        folder: PathBuf,
        /// What is in it.
        there: String,
        /// What is to be put into it.
        wanted: String,
    },
    /// Two runs would get into each other's way.
    #[error("another run is downloading into {}: wait for it, or choose another folder with -o", folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// A file cannot be written.
    #[error(transparent)]
    Unwritable(#[from] WriteError),
    /// Nothing comes from the server any more.
    #[error(
        "the server does not answer any more: {source} Of {left} skeletons nothing is known yet: run the command again when it does"
    )]
    Silent {
        /// What happened last.
        source: Error,
        /// Of how many skeletons there is no row.
        left: usize,
    },
    /// Somebody pressed Ctrl-C.
    #[error("interrupted before {left} of {total} skeletons: the same command goes on from here")]
    Interrupted {
        /// Of how many skeletons there is no row.
        left: usize,
        /// How many were wanted.
        total: usize,
    },
    /// There are rows with errors.
    #[error(
        "{failed} of {total} skeletons could not be had, as {} says in its column `error`; the first: {first}",
        manifest.display()
    )]
    Failed {
        /// How many.
        failed: usize,
        /// Of how many.
        total: usize,
        /// Where each is told.
        manifest: PathBuf,
        /// The first body and its error.
        first: String,
    },
    /// What was done could not be printed.
    #[error("{0}")]
    Output(std::io::Error),
}
