//! What became of each skeleton, as a table in a file.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use neuprint::BodyId;

use crate::whole_file::{self, WriteError};

/// The table's file.
pub(super) const NAME: &str = "manifest.csv";
const HEAD: [&str; 6] = ["id", "type", "fragments", "bridges", "unit", "error"];

/// One row.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) body: BodyId,
    pub(super) neuron_type: Option<String>,
    pub(super) outcome: Outcome,
}

/// What became of a skeleton.
#[derive(Debug, Clone)]
pub(super) enum Outcome {
    Written(Written),
    /// It could not be had, for this reason.
    Failed(String),
}

/// What is in the file of a skeleton.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// Those that are left.
    pub(super) fragments: usize,
    /// Those that healing added.
    pub(super) bridges: usize,
    /// What the coordinates are measured in, as the file's header says it.
    pub(super) unit: String,
}

/// The table, and its file, to which each row is added at once.
#[derive(Debug)]
pub(super) struct Manifest {
    path: PathBuf,
    rows: BTreeMap<BodyId, Row>,
    file: File,
}

impl Manifest {
    /// Opens a table, or begins it; `None` if the file is another table. A last line that broke off is left out.
    pub(super) fn open(path: &Path) -> Result<Option<Self>, WriteError> {
        let wrong = |source| WriteError { path: path.to_owned(), source };
        let rows = match std::fs::read(path) {
            Ok(bytes) => match read(&bytes) {
                Some(rows) => rows,
                None => return Ok(None),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(wrong(error)),
        };
        whole_file::write(path, &written(rows.values()))?;
        let file = OpenOptions::new().append(true).open(path).map_err(wrong)?;
        Ok(Some(Self { path: path.to_owned(), rows, file }))
    }

    pub(super) fn outcome(&self, body: BodyId) -> Option<&Outcome> {
        self.rows.get(&body).map(|row| &row.outcome)
    }

    /// Adds a row, or replaces the body's former one.
    pub(super) fn record(&mut self, row: Row) -> Result<(), WriteError> {
        let added = self.file.write_all(&line(&fields(&row)));
        added.map_err(|source| WriteError { path: self.path.clone(), source })?;
        self.rows.insert(row.body, row);
        Ok(())
    }

    /// Writes the table anew, each body once and in order.
    pub(super) fn write(&self) -> Result<(), WriteError> {
        whole_file::write(&self.path, &written(self.rows.values()))
    }
}

fn written<'r>(rows: impl Iterator<Item = &'r Row>) -> Vec<u8> {
    let mut bytes = line(&HEAD.map(str::to_owned));
    rows.for_each(|row| bytes.extend(line(&fields(row))));
    bytes
}

fn fields(row: &Row) -> [String; 6] {
    let name = row.neuron_type.clone().unwrap_or_default();
    match &row.outcome {
        Outcome::Written(Written { fragments, bridges, unit }) => {
            [row.body.to_string(), name, fragments.to_string(), bridges.to_string(), unit.clone(), String::new()]
        }
        // A row is one line, so that one that broke off is known.
        Outcome::Failed(error) => {
            let error = error.replace(['\r', '\n'], " ");
            [row.body.to_string(), name, String::new(), String::new(), String::new(), error]
        }
    }
}

/// A row as CSV.
fn line(fields: &[String; 6]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(fields);
    writer.into_inner().unwrap_or_default()
}

/// The rows of a table, the last one of each body. What cannot be read is left out, so that its skeleton is fetched
/// again; `None` if it is another table.
fn read(bytes: &[u8]) -> Option<BTreeMap<BodyId, Row>> {
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(&bytes[..whole]);
    if reader.headers().ok()?.iter().ne(HEAD) {
        return None;
    }
    let rows = reader.records().filter_map(|record| row(&record.ok()?));
    Some(rows.map(|row| (row.body, row)).collect())
}

fn row(record: &csv::StringRecord) -> Option<Row> {
    let fields: [&str; 6] = record.iter().collect::<Vec<_>>().try_into().ok()?;
    let [id, name, fragments, bridges, unit, error] = fields;
    let outcome = if error.is_empty() {
        let (fragments, bridges) = (fragments.parse().ok()?, bridges.parse().ok()?);
        Outcome::Written(Written { fragments, bridges, unit: unit.to_owned() })
    } else {
        Outcome::Failed(error.to_owned())
    };
    let neuron_type = (!name.is_empty()).then(|| name.to_owned());
    Some(Row { body: id.parse().ok()?, neuron_type, outcome })
}
