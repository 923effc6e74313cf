//! Dataset files on the disk.
//!
//! ```
//! use neuprint_serve::dataset_file;
//!
//! let error = dataset_file::open("nowhere.npdata".as_ref()).unwrap_err();
//! assert!(error.to_string().starts_with("nowhere.npdata cannot be read: "));
//! ```

use std::path::{Path, PathBuf};

use neuprint_local::{Dataset, FormatError};

/// Why there is no dataset.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// The file is not there, or may not be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The file holds no dataset.
    #[error("{}: {source}", path.display())]
    NoDataset {
        /// The file.
        path: PathBuf,
        /// What is wrong with its bytes.
        source: FormatError,
    },
}

/// A dataset, and how large its file is.
#[derive(Debug)]
pub struct DatasetFile {
    /// What is in the file.
    pub dataset: Dataset,
    /// The file's size in bytes.
    pub bytes: usize,
}

/// Reads a dataset file whole.
///
/// # Errors
/// If it cannot be read, or is none.
pub fn open(path: &Path) -> Result<DatasetFile, FileError> {
    let bytes = std::fs::read(path).map_err(|source| FileError::Unreadable { path: path.to_owned(), source })?;
    let dataset = Dataset::read(&bytes).map_err(|source| FileError::NoDataset { path: path.to_owned(), source })?;
    Ok(DatasetFile { dataset, bytes: bytes.len() })
}
