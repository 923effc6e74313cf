//! Files of shown rows, written piece by piece.
//!
//! Whoever saves a file asks for the next piece when the last one is saved: neither here nor there is more of it in memory
//! than a piece, however slow the disk is. Between two pieces everything else has its turn.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use neuprint_parquet::{Parquet, ParquetFile};
use neuprint_table::{Edges, Selection, Table, file, transfer};

use super::tables::{column, count};
use super::{Answer, Bulk, failure};
use crate::host::Host;
use crate::messages::{ExportFormat, ExportHandle, Failure, Provenance, Response};

/// Rows of the first piece; from then on as many as make a piece of about [`PIECE`] bytes.
const FIRST: usize = 4096;
/// How large a piece should be, in bytes.
const PIECE: usize = 1 << 20;
/// Rows of a piece at least and at most.
const ROWS: Range<usize> = 256..(1 << 17);

/// The files that are being written.
pub(super) struct Exports<H: Host> {
    open: HashMap<ExportHandle, Export<H>>,
    last: ExportHandle,
}

/// What a file is made of, as it was when the file was begun.
pub(super) struct Plan {
    table: Rc<Table>,
    /// The rows that were shown; `None`: all, as the table has them.
    order: Option<Vec<u32>>,
    /// Which of them, counted as they were shown.
    rows: Range<usize>,
    columns: Vec<usize>,
    ids_as_text: bool,
}

/// A file that is being written.
pub(super) struct Export<H: Host> {
    plan: Plan,
    writer: Writer<<H::Parquet as Parquet>::File>,
    /// What stands before the rows and was not handed out yet.
    head: Vec<u8>,
    /// The first row of the next piece, counted as they were shown.
    next: usize,
    /// How many rows that piece has.
    step: usize,
}

/// Who writes. Columns are indices.
enum Writer<F> {
    Rows(ExportFormat),
    Parquet(F),
}

impl Plan {
    /// Some of a table's shown rows (the first, and the one behind the last), or all. The columns are there.
    pub(super) fn new(
        table: Rc<Table>,
        order: Option<Vec<u32>>,
        rows: Option<(u32, u32)>,
        columns: &[u32],
        ids_as_text: bool,
    ) -> Self {
        let all = order.as_ref().map_or(table.rows(), Vec::len);
        let (first, end) = rows.map_or((0, all), |(first, end)| (first as usize, (end as usize).min(all)));
        let columns = columns.iter().map(|at| *at as usize).collect();
        Self { table, order, rows: first.min(end)..end, columns, ids_as_text }
    }

    fn selection(&self) -> Selection<'_> {
        let all = Selection::new(&self.table, self.order.as_deref());
        let selection = all.clone().columns(&self.columns).unwrap_or(all).places(self.rows.clone());
        if self.ids_as_text { selection.ids_as_text() } else { selection }
    }

    /// The format with the table's own columns.
    fn format(&self, format: ExportFormat) -> Result<file::Format<'_>, Failure> {
        Ok(match format {
            ExportFormat::Csv => file::Format::Csv,
            ExportFormat::Tsv => file::Format::Tsv,
            ExportFormat::Json => file::Format::Json,
            // Parquet has a writer of its own, and an Arrow stream's schema.
            ExportFormat::Arrow | ExportFormat::Parquet => file::Format::Arrow,
            ExportFormat::GraphMl { source, target, weight } => {
                let weight = weight.map(|at| column(&self.table, at)).transpose()?;
                let (source, target) = (column(&self.table, source)?, column(&self.table, target)?);
                file::Format::GraphMl(Edges { source, target, weight })
            }
        })
    }
}

impl<H: Host> Export<H> {
    /// Begins a file.
    pub(super) async fn begin(host: &H, plan: Plan, format: ExportFormat, about: &Provenance) -> Result<Self, Failure> {
        let about = said(about);
        let (writer, head) = if format == ExportFormat::Parquet {
            let module = host.parquet().await.map_err(not_loaded)?;
            let columns = transfer::to_bytes(&plan.selection().places(0..0).to_table(), None);
            (Writer::Parquet(module.begin(&columns, &about).map_err(not_written)?), Vec::new())
        } else {
            (Writer::Rows(format), file::begin(plan.format(format)?, &plan.selection(), &about))
        };
        Ok(Self { next: plan.rows.start, step: FIRST, plan, writer, head })
    }

    /// The next piece of the file, and whether it is the last one.
    fn piece(&mut self) -> Result<(Vec<u8>, bool), Failure> {
        let rows = self.next..(self.next + self.step).min(self.plan.rows.end);
        let (first, last) = (rows.start == self.plan.rows.start, rows.end == self.plan.rows.end);
        let selection = self.plan.selection().places(rows.clone());
        let mut piece = std::mem::take(&mut self.head);
        match &mut self.writer {
            Writer::Rows(format) => {
                let format = self.plan.format(*format)?;
                piece.extend(file::rows(format, &selection, first));
                if last {
                    piece.extend(file::end(format));
                }
            }
            Writer::Parquet(file) => {
                // A group of no rows is one that some readers stumble over.
                if !rows.is_empty() {
                    let table = transfer::to_bytes(&selection.to_table(), None);
                    piece.extend(file.rows(&table).map_err(not_written)?);
                }
                if last {
                    piece.extend(file.end().map_err(not_written)?);
                }
            }
        }
        self.next = rows.end;
        let fitting = (rows.len() * PIECE).checked_div(piece.len()).unwrap_or(self.step);
        self.step = fitting.min(self.step * 4).clamp(ROWS.start, ROWS.end);
        Ok((piece, last))
    }
}

impl<H: Host> Exports<H> {
    /// No files.
    pub(super) fn new() -> Self {
        Self { open: HashMap::new(), last: 0 }
    }

    /// Keeps a file that was begun; its handle, and how many rows it will have.
    pub(super) fn add(&mut self, export: Export<H>) -> (ExportHandle, u32) {
        self.last += 1;
        let rows = count(export.plan.rows.len());
        self.open.insert(self.last, export);
        (self.last, rows)
    }

    /// The next piece of a file. With the last one, or if it fails, the file is forgotten.
    pub(super) fn piece(&mut self, handle: ExportHandle) -> Answer {
        let mut export = self.open.remove(&handle).ok_or_else(failure::no_export)?;
        let (bytes, last) = export.piece()?;
        let rows = count(export.next - export.plan.rows.start);
        if !last {
            self.open.insert(handle, export);
        }
        Ok((Response::Piece { rows, last }, vec![Bulk::Bytes(bytes)]))
    }

    /// Forgets a file.
    pub(super) fn close(&mut self, handle: ExportHandle) {
        self.open.remove(&handle);
    }
}

/// Names and values, without those that say nothing.
pub(super) fn said(about: &Provenance) -> Vec<(&str, &str)> {
    let Provenance { dataset, uuid, server, version, query, when, rows } = about;
    let all = [
        ("dataset", dataset),
        ("uuid", uuid),
        ("server", server),
        ("version", version),
        ("query", query),
        ("when", when),
        ("rows", rows),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, value.as_str())).collect()
}

fn not_loaded(why: String) -> Failure {
    failure::plain(
        "internal",
        format!("The part of the app that writes Parquet could not be loaded. Try again, or choose Arrow. ({why})"),
    )
}

fn not_written(why: String) -> Failure {
    failure::plain("internal", format!("The Parquet file could not be written: {why}. Choose another format."))
}
