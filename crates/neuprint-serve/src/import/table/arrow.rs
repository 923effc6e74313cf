//! Rows of Feather and Parquet files.

use std::fmt::Write;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_ipc::reader::FileReader;
use arrow_schema::{ArrowError, DataType, Schema};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::{Column, Fields, ImportError, malformed};
use crate::import::cell::{BETWEEN, Kind};
use crate::import::progress::Progress;
use crate::import::report::Report;

/// Whole numbers up to here are exact as floats.
const EXACT: f64 = 9_007_199_254_740_992.0;

type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>>>;

/// How much there is to read: what a format tells without being read.
#[derive(Debug, Clone, Copy)]
enum Whole {
    Rows(u64),
    Batches(u64),
}

/// All rows, in batches.
pub(super) struct Rows {
    path: PathBuf,
    name: String,
    batches: Batches,
    /// Where the columns that can be read are in a batch.
    places: Vec<usize>,
    whole: Whole,
    progress: Rc<Progress>,
}

/// Opens a Feather file.
pub(super) fn feather(
    path: &Path,
    name: &str,
    progress: &Rc<Progress>,
    report: &mut Report,
) -> Result<(Vec<Column>, Rows), ImportError> {
    let file = open(path)?;
    let reader = guarded(path, || FileReader::try_new_buffered(file, None))?.map_err(|error| malformed(path, error))?;
    let schema = reader.schema();
    let whole = Whole::Batches(reader.num_batches() as u64);
    Ok(rows(path, name, &schema, Box::new(reader), whole, progress, report))
}

/// Opens a Parquet file.
pub(super) fn parquet(
    path: &Path,
    name: &str,
    progress: &Rc<Progress>,
    report: &mut Report,
) -> Result<(Vec<Column>, Rows), ImportError> {
    let wrong = |error: parquet::errors::ParquetError| malformed(path, error);
    let file = open(path)?;
    let builder = guarded(path, || ParquetRecordBatchReaderBuilder::try_new(file))?.map_err(wrong)?;
    let whole = Whole::Rows(builder.metadata().file_metadata().num_rows().unsigned_abs());
    let schema = builder.schema().clone();
    let reader = builder.build().map_err(wrong)?;
    Ok(rows(path, name, &schema, Box::new(reader), whole, progress, report))
}

/// Runs a part of a reader that is known to panic over some damaged files: what a file holds must not end the program.
fn guarded<T>(path: &Path, part: impl FnOnce() -> T) -> Result<T, ImportError> {
    catch_unwind(AssertUnwindSafe(part)).map_err(|_| malformed(path, "the file is damaged: its reader gave up"))
}

fn open(path: &Path) -> Result<File, ImportError> {
    File::open(path).map_err(|source| ImportError::Io { path: path.to_owned(), source })
}

fn rows(
    path: &Path,
    name: &str,
    schema: &Schema,
    batches: Batches,
    whole: Whole,
    progress: &Rc<Progress>,
    report: &mut Report,
) -> (Vec<Column>, Rows) {
    let (mut columns, mut places) = (Vec::new(), Vec::new());
    for (at, field) in schema.fields().iter().enumerate() {
        match kind(field.data_type()) {
            Some(kind) => {
                columns.push(Column { name: field.name().trim().to_owned(), kind: Some(kind) });
                places.push(at);
            }
            None => report.left_out(format!("the column {} of {name}, of type {}", field.name(), field.data_type())),
        }
    }
    let rows =
        Rows { path: path.to_owned(), name: name.to_owned(), batches, places, whole, progress: progress.clone() };
    (columns, rows)
}

impl Rows {
    /// Gives every row, or why it is none, and its number.
    pub(super) fn read(
        mut self,
        wanted: &[usize],
        mut take: impl FnMut(Result<&Fields, String>, u64),
    ) -> Result<(), ImportError> {
        let mut fields = Fields::default();
        let (mut number, mut batches) = (0, 0);
        while let Some(batch) = guarded(&self.path, || self.batches.next())? {
            let batch = batch.map_err(|error| malformed(&self.path, error))?;
            let cells: Vec<Cells> = wanted.iter().map(|at| Cells::new(batch.column(self.places[*at]))).collect();
            for row in 0..batch.num_rows() {
                number += 1;
                fields.clear();
                let read = cells.iter().try_for_each(|cells| {
                    cells.write(row, &mut fields.text)?;
                    fields.end();
                    Ok(())
                });
                take(read.map(|()| &fields), number);
            }
            batches += 1;
            match self.whole {
                Whole::Rows(rows) => self.progress.advance(&self.name, number, rows),
                Whole::Batches(count) => self.progress.advance(&self.name, batches, count),
            }
        }
        Ok(())
    }
}

/// What cells of a type are; `None` if they are nothing that a property can be.
fn kind(data_type: &DataType) -> Option<Kind> {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => Some(Kind::Text),
        DataType::Boolean => Some(Kind::Boolean),
        whole if whole.is_integer() => Some(Kind::Integer),
        DataType::Float16 | DataType::Float32 | DataType::Float64 => Some(Kind::Float),
        DataType::Dictionary(_, values) => kind(values),
        DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _) => {
            match kind(item.data_type())? {
                Kind::List(_) => None,
                item => Some(Kind::List(Box::new(item))),
            }
        }
        _ => None,
    }
}

/// A column of a batch. Of a dictionary the keys are looked up once.
struct Cells {
    values: ArrayRef,
    keys: Option<(ArrayRef, Vec<usize>)>,
}

impl Cells {
    fn new(array: &ArrayRef) -> Self {
        match array.as_any_dictionary_opt() {
            // An empty dictionary has no key that could be looked up.
            Some(dictionary) if !dictionary.values().is_empty() => {
                let keys = dictionary.normalized_keys();
                Self { values: dictionary.values().clone(), keys: Some((array.clone(), keys)) }
            }
            _ => Self { values: array.clone(), keys: None },
        }
    }

    fn write(&self, row: usize, out: &mut String) -> Result<(), String> {
        match &self.keys {
            Some((array, _)) if array.is_null(row) => Ok(()),
            Some((_, keys)) => write(&self.values, keys[row], out),
            None => write(&self.values, row, out),
        }
    }
}

/// Writes a cell as CSV has it.
fn write(array: &ArrayRef, row: usize, out: &mut String) -> Result<(), String> {
    if array.is_null(row) {
        return Ok(());
    }
    macro_rules! number {
        ($kind:ty) => {
            write!(out, "{}", array.as_primitive::<$kind>().value(row))
        };
    }
    // Writing to memory cannot fail.
    let _ = match array.data_type() {
        DataType::Utf8 => out.write_str(array.as_string::<i32>().value(row).trim()),
        DataType::LargeUtf8 => out.write_str(array.as_string::<i64>().value(row).trim()),
        DataType::Utf8View => out.write_str(array.as_string_view().value(row).trim()),
        DataType::Boolean => write!(out, "{}", array.as_boolean().value(row)),
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        DataType::Float16 => {
            float(out, f64::from(array.as_primitive::<Float16Type>().value(row).to_f32()), None);
            Ok(())
        }
        DataType::Float32 => {
            let value = array.as_primitive::<Float32Type>().value(row);
            float(out, f64::from(value), Some(value));
            Ok(())
        }
        DataType::Float64 => {
            float(out, array.as_primitive::<Float64Type>().value(row), None);
            Ok(())
        }
        DataType::List(_) => return list(&array.as_list::<i32>().value(row), out),
        DataType::LargeList(_) => return list(&array.as_list::<i64>().value(row), out),
        DataType::FixedSizeList(_, _) => return list(&array.as_fixed_size_list().value(row), out),
        _ => Ok(()),
    };
    Ok(())
}

/// Pandas has no other null for floats than NaN, and makes whole numbers floats where one is missing.
fn float(out: &mut String, value: f64, single: Option<f32>) {
    if value.is_nan() {
        return;
    }
    let _ = match single {
        // Beyond this a float is no longer known to be the whole number that it once was.
        _ if value.abs() >= EXACT => write!(out, "{value:e}"),
        Some(single) => write!(out, "{single}"),
        None => write!(out, "{value}"),
    };
}

fn list(items: &ArrayRef, out: &mut String) -> Result<(), String> {
    for row in 0..items.len() {
        if row > 0 {
            out.push(BETWEEN);
        }
        let from = out.len();
        Cells::new(items).write(row, out)?;
        if out[from..].contains(BETWEEN) {
            return Err(format!("`{}` in a list holds a {BETWEEN}, which stands between its items", &out[from..]));
        }
    }
    Ok(())
}
