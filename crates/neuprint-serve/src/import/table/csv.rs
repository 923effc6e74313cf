//! Rows of a CSV text.

use std::cell::Cell;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::{Column, Fields, ImportError, malformed};
use crate::import::progress::Progress;
use crate::import::sources::open as open_file;

/// No row of these tables is that long: a quotation mark was not closed.
const LONGEST_ROW: u64 = 16 * 1024 * 1024;

/// Stops a row that never ends before it fills the memory.
struct Bounded<R> {
    inner: R,
    since_row: Rc<Cell<u64>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.since_row.get() > LONGEST_ROW {
            let reason = "a row has more than 16 MiB: a quotation mark before it was not closed";
            return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, reason));
        }
        let read = self.inner.read(buffer)?;
        self.since_row.set(self.since_row.get() + read as u64);
        Ok(read)
    }
}

/// What follows the header.
pub(super) struct Rows {
    path: PathBuf,
    reader: Reader<Bounded<Box<dyn Read>>>,
    since_row: Rc<Cell<u64>>,
}

/// The header, and the rest.
pub(super) fn open(path: &Path, progress: &Rc<Progress>) -> Result<(Vec<Column>, Rows), ImportError> {
    let since_row = Rc::new(Cell::new(0));
    let bounded = Bounded { inner: open_file(path, progress)?, since_row: since_row.clone() };
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(bounded);
    let header = reader.byte_headers().map_err(|error| malformed(path, error))?;
    let columns = header
        .iter()
        .enumerate()
        .map(|(at, field)| {
            // Excel and some exporters put a byte order mark before the first name.
            let field = if at == 0 { field.strip_prefix(b"\xef\xbb\xbf").unwrap_or(field) } else { field };
            Column { name: String::from_utf8_lossy(field).trim().to_owned(), kind: None }
        })
        .collect();
    Ok((columns, Rows { path: path.to_owned(), reader, since_row }))
}

impl Rows {
    /// Gives every row, or why it is none, and its line.
    pub(super) fn read(
        mut self,
        wanted: &[usize],
        width: usize,
        mut take: impl FnMut(Result<&Fields, String>, u64),
    ) -> Result<(), ImportError> {
        let mut record = ByteRecord::new();
        let mut fields = Fields::default();
        while self.reader.read_byte_record(&mut record).map_err(|error| malformed(&self.path, error))? {
            self.since_row.set(0);
            let line = record.position().map_or(0, csv::Position::line);
            let lines = self.reader.position().line().saturating_sub(line);
            let read = fill(&mut fields, &record, width, wanted, lines);
            take(read.map(|()| &fields), line);
        }
        Ok(())
    }
}

fn fill(fields: &mut Fields, record: &ByteRecord, width: usize, wanted: &[usize], lines: u64) -> Result<(), String> {
    if record.len() != width {
        let long = if lines > 1 {
            format!("; it runs over {lines} lines, so a quotation mark may not be closed")
        } else {
            String::new()
        };
        return Err(format!("the row has {} fields, but the header {width}{long}", record.len()));
    }
    fields.clear();
    for place in wanted {
        let bytes = record.get(*place).unwrap_or_default();
        fields.text.push_str(std::str::from_utf8(bytes).map_err(|_| "a field is not UTF-8".to_owned())?.trim());
        fields.end();
    }
    Ok(())
}
