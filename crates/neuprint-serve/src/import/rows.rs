//! A CSV table, row by row.

use std::cell::Cell;
use std::io::Read;
use std::path::Path;
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder};

use super::ImportError;
use super::progress::Progress;
use super::report::Report;
use super::sources::{file_name, open};

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

/// Reads a table with these columns, in any order. `each` gets a row's fields, in the order of `columns`, with its line;
/// what it refuses is reported and left out. Other columns are reported once.
pub(super) fn read<const N: usize>(
    path: &Path,
    columns: [&'static str; N],
    progress: &Rc<Progress>,
    report: &mut Report,
    mut each: impl FnMut([&str; N], u32) -> Result<(), String>,
) -> Result<(), ImportError> {
    let name = file_name(path);
    let broken = |error: csv::Error| ImportError::Malformed { path: path.to_owned(), reason: error.to_string() };
    let since_row = Rc::new(Cell::new(0));
    let bounded = Bounded { inner: open(path, progress)?, since_row: since_row.clone() };
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(bounded);
    let header: Vec<String> = reader
        .byte_headers()
        .map_err(broken)?
        .iter()
        .map(|field| String::from_utf8_lossy(field).trim().to_owned())
        .collect();
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        *place = header.iter().position(|known| known == column).ok_or_else(|| ImportError::Malformed {
            path: path.to_owned(),
            reason: format!("there is no column {column}; the columns are {}", header.join(", ")),
        })?;
    }
    for other in header.iter().filter(|known| !columns.contains(&known.as_str())) {
        report.left_out(format!("the column {other} of {name}"));
    }
    let mut record = ByteRecord::new();
    let mut rows = 0_u64;
    while reader.read_byte_record(&mut record).map_err(broken)? {
        since_row.set(0);
        let line = record.position().map_or(0, csv::Position::line);
        let lines = reader.position().line().saturating_sub(line);
        let done = fields(&record, header.len(), &places, lines)
            .and_then(|fields| each(fields, u32::try_from(line).unwrap_or(u32::MAX)));
        match done {
            Ok(()) => rows += 1,
            Err(reason) => report.wrong(&name, line, &reason),
        }
    }
    report.read(format!("{name}: {rows} rows"));
    Ok(())
}

fn fields<'r, const N: usize>(
    record: &'r ByteRecord,
    width: usize,
    places: &[usize; N],
    lines: u64,
) -> Result<[&'r str; N], String> {
    if record.len() != width {
        let long = if lines > 1 {
            format!("; it runs over {lines} lines, so a quotation mark may not be closed")
        } else {
            String::new()
        };
        return Err(format!("the row has {} fields, but the header {width}{long}", record.len()));
    }
    let mut fields = [""; N];
    for (field, place) in fields.iter_mut().zip(places) {
        let bytes = record.get(*place).unwrap_or_default();
        *field = std::str::from_utf8(bytes).map_err(|_| "a field is not UTF-8".to_owned())?.trim();
    }
    Ok(fields)
}

/// A whole number above zero: a body id, a weight.
pub(super) fn positive(text: &str, what: &str) -> Result<i64, String> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("{what} `{}` is no whole number above 0 that 64 bits hold", shortened(text))),
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
