//! Feather and Parquet files from CSV texts.

use std::io::Cursor;
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::types::Int64Type;
use arrow_array::{
    ArrayRef, BooleanArray, DictionaryArray, FixedSizeListArray, Float64Array, Int32Array, Int64Array, RecordBatch,
    StringArray,
};
use arrow_ipc::CompressionType;
use arrow_ipc::writer::{FileWriter, IpcWriteOptions};
use arrow_schema::Schema;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

/// How a column is stored.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cells {
    /// 64 bits.
    Whole,
    /// 32 bits.
    Small,
    /// As pandas stores whole numbers of which one is missing.
    Float,
    /// 32 bits.
    Single,
    Text,
    /// Lists of texts, which CSV has with `;` between them.
    Texts,
    /// A dictionary, as pandas stores categories.
    Words,
    Truth,
}

/// A column with a nullable cell where the text has nothing.
fn column(cells: Cells, texts: Vec<Option<String>>) -> ArrayRef {
    let texts = texts.into_iter();
    match cells {
        Cells::Whole => {
            Arc::new(texts.map(|text| text.map(|text| text.parse::<i64>().unwrap())).collect::<Int64Array>())
        }
        Cells::Small => {
            Arc::new(texts.map(|text| text.map(|text| text.parse::<i32>().unwrap())).collect::<Int32Array>())
        }
        Cells::Float => {
            // Pandas writes NaN for nothing.
            let values = texts.map(|text| text.map_or(f64::NAN, |text| text.parse().unwrap()));
            Arc::new(values.map(Some).collect::<Float64Array>())
        }
        Cells::Single => Arc::new(
            texts.map(|text| text.map(|text| text.parse::<f32>().unwrap())).collect::<arrow_array::Float32Array>(),
        ),
        Cells::Texts => {
            let mut lists = ListBuilder::new(StringBuilder::new());
            texts.for_each(|text| lists.append_option(text.as_deref().map(|text| text.split(';').map(Some))));
            Arc::new(lists.finish())
        }
        Cells::Text => Arc::new(texts.collect::<StringArray>()),
        Cells::Words => {
            let texts: Vec<Option<String>> = texts.collect();
            Arc::new(texts.iter().map(Option::as_deref).collect::<DictionaryArray<arrow_array::types::Int8Type>>())
        }
        Cells::Truth => Arc::new(texts.map(|text| text.map(|text| text == "true")).collect::<BooleanArray>()),
    }
}

fn columns(csv: &str, cells: &[Cells]) -> Vec<(String, ArrayRef)> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let texts = |at: usize| rows.iter().map(|row| Some(row[at].to_owned()).filter(|text| !text.is_empty())).collect();
    names.into_iter().zip(cells).enumerate().map(|(at, (name, cells))| (name, column(*cells, texts(at)))).collect()
}

/// In several batches, so that none is all there is.
fn batches(columns: Vec<(String, ArrayRef)>) -> (Arc<Schema>, Vec<RecordBatch>) {
    let batch = RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true)));
    let batch = batch.unwrap();
    let half = batch.num_rows() / 2;
    (batch.schema(), vec![batch.slice(0, half), batch.slice(half, batch.num_rows() - half)])
}

fn write_feather(columns: Vec<(String, ArrayRef)>, compression: Option<CompressionType>) -> Vec<u8> {
    let (schema, batches) = batches(columns);
    let options = IpcWriteOptions::default().try_with_compression(compression).unwrap();
    let mut writer = FileWriter::try_new_with_options(Cursor::new(Vec::new()), &schema, options).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.finish().unwrap();
    writer.into_inner().unwrap().into_inner()
}

/// A Feather file of version 2.
pub(crate) fn feather(csv: &str, cells: &[Cells], compression: Option<CompressionType>) -> Vec<u8> {
    write_feather(columns(csv, cells), compression)
}

/// A Feather file in which one column holds triples instead.
pub(crate) fn lists(csv: &str, cells: &[Cells], name: &str, triples: &[Option<[i64; 3]>]) -> Vec<u8> {
    let triples = triples.iter().map(|triple| triple.map(|triple| triple.map(Some)));
    let array: ArrayRef = Arc::new(FixedSizeListArray::from_iter_primitive::<Int64Type, _, _>(triples, 3));
    let mut columns = columns(csv, cells);
    columns.iter_mut().filter(|(known, _)| known == name).for_each(|(_, column)| *column = array.clone());
    write_feather(columns, None)
}

/// A Parquet file.
pub(crate) fn parquet(csv: &str, cells: &[Cells], compression: Compression) -> Vec<u8> {
    let (schema, batches) = batches(columns(csv, cells));
    let properties = WriterProperties::builder().set_compression(compression).build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, schema, Some(properties)).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.close().unwrap();
    bytes
}
