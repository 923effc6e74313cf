//! A table, row by row: CSV, Feather or Parquet.
//!
//! Whatever the format, a cell comes as the text that CSV has for it, so that the same table gives the same dataset.
//! An empty cell and a null are the same.

mod arrow;
mod csv;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::ImportError;
use super::cell::Kind;
use super::progress::Progress;
use super::report::Report;

/// The cells of one row, as texts.
#[derive(Debug, Default)]
pub(super) struct Fields {
    text: String,
    ends: Vec<usize>,
}

impl Fields {
    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// Ends a cell: what was added to [`Fields::text`] since the last one is its text.
    fn end(&mut self) {
        self.ends.push(self.text.len());
    }

    /// A cell, counted in the order in which the columns were asked for.
    pub(super) fn get(&self, at: usize) -> &str {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[from..self.ends[at]]
    }
}

/// A column as the file names it, and as it is stored if the format says so.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) name: String,
    /// `None` in CSV, where everything is text.
    pub(super) kind: Option<Kind>,
}

/// An open table.
pub(super) struct Table {
    /// The file's name, as messages have it.
    name: String,
    columns: Vec<Column>,
    source: Source,
}

enum Source {
    Csv(csv::Rows),
    Arrow(arrow::Rows),
}

impl Table {
    /// Opens a file whose format is told by the end of its name.
    pub(super) fn open(
        path: &Path,
        name: String,
        progress: &Rc<Progress>,
        report: &mut Report,
    ) -> Result<Self, ImportError> {
        let (columns, source) = match Format::of(&name) {
            Some(Format::Feather) => {
                let (columns, rows) = arrow::feather(path, &name, progress, report)?;
                (columns, Source::Arrow(rows))
            }
            Some(Format::Parquet) => {
                let (columns, rows) = arrow::parquet(path, &name, progress, report)?;
                (columns, Source::Arrow(rows))
            }
            Some(Format::Csv) | None => {
                let (columns, rows) = csv::open(path, progress)?;
                (columns, Source::Csv(rows))
            }
        };
        Ok(Self { name, columns, source })
    }

    /// The columns, in the order of the file.
    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Reads all rows, of each the `wanted` columns, with its line in a text or its number in another format. What
    /// `each` refuses is reported and left out. How many rows were not.
    pub(super) fn rows(
        self,
        wanted: &[usize],
        progress: &Rc<Progress>,
        report: &mut Report,
        mut each: impl FnMut(&Fields, u32, &mut Report) -> Result<(), String>,
    ) -> Result<u64, ImportError> {
        let mut rows = 0;
        let name = self.name;
        let take = |read: Result<&Fields, String>, line: u64| {
            let done = read.and_then(|fields| {
                progress.digest(fields.text.as_bytes());
                fields.ends.iter().for_each(|end| progress.digest(&end.to_le_bytes()));
                each(fields, u32::try_from(line).unwrap_or(u32::MAX), report)
            });
            match done {
                Ok(()) => rows += 1,
                Err(reason) => report.wrong(&name, line, &reason),
            }
        };
        match self.source {
            Source::Csv(reader) => reader.read(wanted, self.columns.len(), take)?,
            Source::Arrow(reader) => reader.read(wanted, take)?,
        }
        Ok(rows)
    }
}

/// The formats of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Format {
    /// Text, perhaps compressed with gzip.
    Csv,
    /// Feather of version 2, which is the file form of Arrow IPC.
    Feather,
    Parquet,
}

impl Format {
    const ENDS: [(&'static str, Self); 5] = [
        (".csv", Self::Csv),
        (".csv.gz", Self::Csv),
        (".feather", Self::Feather),
        (".arrow", Self::Feather),
        (".parquet", Self::Parquet),
    ];

    /// The format of a file of this name.
    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ENDS.iter().find(|(end, _)| name.ends_with(end)).map(|(_, format)| *format)
    }

    /// The name without what tells the format.
    pub(super) fn stem(name: &str) -> &str {
        Self::ENDS.iter().find_map(|(end, _)| name.strip_suffix(end)).unwrap_or(name)
    }
}

/// Reads these columns of a table, in any order; of each the names it may have. `each` gets a row's cells in the order
/// of `columns`, with its line. Other columns are reported once.
pub(super) fn read<const N: usize>(
    path: &Path,
    columns: [&[&str]; N],
    progress: &Rc<Progress>,
    report: &mut Report,
    mut each: impl FnMut([&str; N], u32) -> Result<(), String>,
) -> Result<(), ImportError> {
    let name = super::sources::file_name(path);
    let table = Table::open(path, name.clone(), progress, report)?;
    let wanted = columns.map(|names| place(path, table.columns(), names));
    let mut places = [0; N];
    for (place, found) in places.iter_mut().zip(wanted) {
        *place = found?;
    }
    for (_, other) in table.columns().iter().enumerate().filter(|(at, _)| !places.contains(at)) {
        report.left_out(format!("the column {} of {}", other.name, Format::stem(&name)));
    }
    let rows = table.rows(&places, progress, report, |fields, line, _| {
        let mut cells = [""; N];
        cells.iter_mut().enumerate().for_each(|(at, cell)| *cell = fields.get(at));
        each(cells, line)
    })?;
    report.read(format!("{name}: {rows} rows"));
    Ok(())
}

/// Where a column is.
pub(super) fn place(path: &Path, columns: &[Column], names: &[&str]) -> Result<usize, ImportError> {
    columns.iter().position(|column| names.contains(&column.name.as_str())).ok_or_else(|| {
        let known: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let reason = format!("there is no column {}; the columns are {}", names.join(" or "), known.join(", "));
        malformed(path, reason)
    })
}

fn malformed(path: &Path, reason: impl ToString) -> ImportError {
    ImportError::Malformed { path: PathBuf::from(path), reason: reason.to_string() }
}
