//! From tables to a Parquet file, a row group per table.
//!
//! Integers, floats, booleans and texts become the types that Parquet has for them, all optional; unsigned integers are
//! marked as such. Lists, maps and columns of several kinds become texts: their JSON. A column of nulls is of the type
//! `Unknown`, as Arrow's own writers have it. Columns are compressed with Snappy, which every reader of Parquet knows.
//!
//! What is said about the rows stands in the file's key-value metadata. There, too, stands under `ARROW:schema` the same
//! schema that an Arrow stream of the table has (`neuprint_table::file`): pyarrow and others take types and metadata from it.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use neuprint_table::{Selection, Table, file};
use parquet::basic::Compression;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use crate::column;

/// Where readers that know Arrow find its schema.
const ARROW_SCHEMA: &str = "ARROW:schema";

/// A file that is being written.
pub struct ParquetWriter {
    /// What is written and not taken yet is in its vector.
    file: SerializedFileWriter<Vec<u8>>,
}

impl ParquetWriter {
    /// Begins a file with the columns of a table, and with what is said `about` its rows.
    ///
    /// # Errors
    /// None that depends on the table; the crate's own checks.
    pub fn new(columns: &Table, about: &[(&str, &str)]) -> Result<Self> {
        let fields = columns.columns().iter().map(|column| column::field(column).map(Arc::new));
        let schema = Type::group_type_builder("schema").with_fields(fields.collect::<Result<_>>()?).build()?;
        let stream = file::begin(file::Format::Arrow, &Selection::new(columns, None), about);
        let mut metadata: Vec<KeyValue> =
            about.iter().map(|(name, value)| KeyValue::new((*name).to_owned(), (*value).to_owned())).collect();
        metadata.push(KeyValue::new(ARROW_SCHEMA.to_owned(), STANDARD.encode(stream)));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_key_value_metadata(Some(metadata))
            .build();
        Ok(Self { file: SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))? })
    }

    /// Adds the rows of a table with the same columns, as a row group; the next piece of the file.
    ///
    /// # Errors
    /// The table has other columns, or the file has ended.
    pub fn rows(&mut self, table: &Table) -> Result<Vec<u8>> {
        let mut group = self.file.next_row_group()?;
        for column in table.columns() {
            let Some(mut writer) = group.next_column()? else {
                return Err(ParquetError::General("the table has more columns than the file".to_owned()));
            };
            column::write(column, writer.untyped())?;
            writer.close()?;
        }
        group.close()?;
        self.taken()
    }

    /// Ends the file; its last piece.
    ///
    /// # Errors
    /// It has ended already.
    pub fn end(&mut self) -> Result<Vec<u8>> {
        self.file.finish()?;
        self.taken()
    }

    fn taken(&mut self) -> Result<Vec<u8>> {
        self.file.flush()?;
        Ok(std::mem::take(self.file.inner_mut()))
    }
}
