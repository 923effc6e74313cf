//! The writer as whoever asks it knows it: in a browser across the border of two wasm modules, in tests directly.
//!
//! What is an error here is a module that failed or is of another build, as the end of a sentence.

/// The module.
pub trait Parquet {
    /// A file that is being written.
    type File: ParquetFile + 'static;

    /// Begins a file. `columns` is a table in transfer, whose names and types count; its rows do not. What is said
    /// `about` the rows are names and values for the file's metadata.
    ///
    /// # Errors
    /// Why it cannot be begun.
    fn begin(&self, columns: &[u8], about: &[(&str, &str)]) -> Result<Self::File, String>;
}

/// A file that is being written.
pub trait ParquetFile {
    /// Adds the rows of a table in transfer, which become a row group; the next piece of the file.
    ///
    /// # Errors
    /// Why they cannot be written.
    fn rows(&mut self, table: &[u8]) -> Result<Vec<u8>, String>;

    /// Ends the file; its last piece. After that it takes no rows.
    ///
    /// # Errors
    /// Why it cannot be ended.
    fn end(&mut self) -> Result<Vec<u8>, String>;
}
