//! The writer in the same process: for tests, and behind the exports.

use neuprint_table::{Table, transfer};

use crate::border::{Parquet, ParquetFile};
use crate::writer::ParquetWriter;

/// The module.
#[derive(Debug, Clone, Copy, Default)]
pub struct InProcess;

/// A file that is being written.
pub struct OpenFile(ParquetWriter);

impl Parquet for InProcess {
    type File = OpenFile;

    fn begin(&self, columns: &[u8], about: &[(&str, &str)]) -> Result<OpenFile, String> {
        ParquetWriter::new(&read(columns)?, about).map(OpenFile).map_err(|error| error.to_string())
    }
}

impl ParquetFile for OpenFile {
    fn rows(&mut self, table: &[u8]) -> Result<Vec<u8>, String> {
        self.0.rows(&read(table)?).map_err(|error| error.to_string())
    }

    fn end(&mut self) -> Result<Vec<u8>, String> {
        self.0.end().map_err(|error| error.to_string())
    }
}

fn read(table: &[u8]) -> Result<Table, String> {
    transfer::of_bytes(table).ok_or_else(|| "the table came from another build".to_owned())
}
