//! From the bytes of a server's answer, as they come, to a table.
//!
//! The answer is `{"columns":[…],"data":[[…],…],"debug":…}`, its keys in any order. Bytes are kept only until the cell
//! that they belong to is complete, so that a large answer is never held as text. JSON is read as RFC 8259 has it;
//! a number keeps every digit. What is wrong is told with its byte, and the complete rows before it are not lost. A server
//! that fails while it sends rows can only say so at their end: `],"error":"…"` there is the answer's problem.

mod cell;
mod error;
mod json;
pub(crate) mod number;
mod scan;
mod words;

use crate::column::Column;
use crate::table::Table;
use crate::value::read_json;
pub(crate) use json::unescape;
pub(crate) use scan::ValueScan;

use cell::Read;
#[cfg(feature = "arrow")]
pub(crate) use cell::read_whole as read_json_cell;
pub use error::{DecodeError, DecodeProblem};

/// How much of a piece is looked at before what is used up is dropped.
const STRIDE: usize = 1 << 16;

/// Decodes one answer.
#[derive(Debug, Default)]
pub struct TableDecoder {
    /// What came and is not used up yet.
    buffer: Vec<u8>,
    /// Where in `buffer` reading goes on.
    at: usize,
    /// Bytes that were used up and dropped before `buffer`.
    dropped: usize,
    state: State,
    scan: Option<ValueScan>,
    /// A cell as it is without escapes and white space.
    scratch: String,
    names: Option<Vec<String>>,
    /// The complete rows; columns may hold cells of the row that is being read, too.
    table: Table,
    has_data: bool,
    /// Cells of the row that is being read.
    cells: usize,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the opening brace.
    #[default]
    Start,
    /// Before a key, or the closing brace of an empty object.
    FirstKey,
    /// Before a key.
    Key,
    /// After a key.
    Colon(Field),
    /// Within the value of a key.
    Value(Field),
    /// After `[` of the data.
    FirstRow,
    /// Before a row.
    Row,
    /// After `[` of a row.
    FirstCell,
    /// Before a cell.
    Cell,
    /// After a cell.
    AfterCell,
    /// After a row.
    AfterRow,
    /// After a value.
    AfterValue,
    /// After the closing brace.
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Columns,
    Data,
    /// What a server says that gives up in the middle of its answer.
    Error,
    Other,
}

impl TableDecoder {
    /// A decoder that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next piece; answers how many rows are complete so far.
    ///
    /// # Errors
    /// What is wrong with the answer, with the complete rows. The decoder is of no use after that.
    pub fn push(&mut self, bytes: &[u8]) -> Result<usize, DecodeError> {
        for part in bytes.chunks(STRIDE) {
            self.buffer.extend_from_slice(part);
            loop {
                match self.step() {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(problem) => {
                        let at = self.dropped + self.at;
                        return Err(DecodeError::new(at, problem, std::mem::take(self).into_partial()));
                    }
                }
            }
            // Dropping after every small piece would move the rest again and again.
            if self.at > STRIDE / 2 {
                self.buffer.drain(..self.at);
                self.dropped += self.at;
                self.at = 0;
            }
        }
        Ok(self.table.rows)
    }

    /// What was decoded so far, for whoever shows rows while more come. Storage of a column may still widen, which
    /// changes no cell's text. A row that is not complete is none of [`Table::rows`], but columns may hold its first
    /// cells: their own lengths and nulls may count one more. There are no columns before the first row.
    ///
    /// ```
    /// use neuprint_table::{Cell, TableDecoder};
    ///
    /// let mut decoder = TableDecoder::new();
    /// decoder.push(br#"{"columns":["bodyId","weight"],"data":[[1,2],[3,"#)?;
    /// assert_eq!((decoder.table().rows(), decoder.table().cell(0, 1)), (1, Cell::Int(2)));
    /// # Ok::<(), neuprint_table::DecodeError>(())
    /// ```
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Ends the answer.
    ///
    /// # Errors
    /// If it was cut off, or names no columns or no data; with the complete rows.
    pub fn finish(self) -> Result<Table, DecodeError> {
        let problem = match &self.names {
            _ if self.state != State::End => DecodeProblem::Truncated,
            None => not_a_table("it has no `columns`"),
            Some(_) if !self.has_data => not_a_table("it has no `data`"),
            Some(_) => return Ok(self.into_partial()),
        };
        Err(DecodeError::new(self.dropped + self.buffer.len(), problem, self.into_partial()))
    }

    /// What was decoded so far: the complete rows, for when no more will come. Its columns have no names if the answer
    /// would have said them only later.
    pub fn into_partial(self) -> Table {
        let (Table { mut columns, rows }, names) = (self.table, self.names.unwrap_or_default());
        if rows == 0 {
            columns = names.iter().cloned().map(Column::new).collect();
        }
        for (at, column) in columns.iter_mut().enumerate() {
            column.truncate(rows);
            if let Some(name) = names.get(at) {
                column.rename(name);
            }
        }
        Table::new(columns, rows)
    }

    /// One step of reading; false if the next needs more bytes.
    fn step(&mut self) -> Result<bool, DecodeProblem> {
        let in_value = self.scan.is_some();
        if !in_value {
            while matches!(self.buffer.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
                self.at += 1;
            }
        }
        let Some(byte) = self.buffer.get(self.at).copied() else { return Ok(false) };
        match self.state {
            State::Start if byte == b'{' => self.advance(State::FirstKey),
            State::FirstKey if byte == b'}' => self.advance(State::End),
            State::FirstKey | State::Key if byte == b'"' => {
                let Some(text) = self.value() else { return Ok(false) };
                let mut key = String::new();
                unescape(&text, &mut key).map_err(not_json)?;
                self.state = State::Colon(match key.as_str() {
                    "columns" => Field::Columns,
                    "data" => Field::Data,
                    "error" => Field::Error,
                    _ => Field::Other,
                });
                Ok(true)
            }
            State::Colon(field) if byte == b':' => self.advance(State::Value(field)),
            State::Value(Field::Data) if byte == b'[' => {
                if std::mem::replace(&mut self.has_data, true) {
                    return Err(not_a_table("it has `data` twice"));
                }
                self.advance(State::FirstRow)
            }
            // Without rows some servers write null.
            State::Value(Field::Data) if byte == b'n' => {
                let Some(text) = self.value() else { return Ok(false) };
                if text != b"null" {
                    return Err(not_json("`null` is misspelt"));
                }
                self.has_data = true;
                self.state = State::AfterValue;
                Ok(true)
            }
            State::Value(Field::Data) => Err(not_a_table("its `data` is not a list")),
            State::Value(field) => {
                let Some(text) = self.value() else { return Ok(false) };
                if field == Field::Columns {
                    let names = names(&text).ok_or_else(|| not_a_table("its `columns` are not a list of texts"))?;
                    check_width(
                        0,
                        if self.table.rows > 0 { self.table.columns.len() } else { names.len() },
                        names.len(),
                    )?;
                    self.names = Some(names);
                } else {
                    let value = read_json(&text).map_err(|error| not_json(error.problem))?;
                    if let (Field::Error, Some(why)) = (field, value.as_str()) {
                        return Err(DecodeProblem::Refused(why.to_owned()));
                    }
                }
                self.state = State::AfterValue;
                Ok(true)
            }
            State::FirstRow if byte == b']' => self.advance(State::AfterValue),
            State::FirstRow | State::Row if byte == b'[' => {
                self.begin_rows();
                self.advance(State::FirstCell)
            }
            State::FirstRow | State::Row => Err(not_a_table("a row of its `data` is not a list")),
            State::FirstCell if byte == b']' => self.end_row(),
            State::FirstCell | State::Cell => self.cells(),
            State::AfterCell if byte == b',' => self.advance(State::Cell),
            State::AfterCell if byte == b']' => self.end_row(),
            State::AfterRow if byte == b',' => self.advance(State::Row),
            State::AfterRow if byte == b']' => self.advance(State::AfterValue),
            State::AfterValue if byte == b',' => self.advance(State::Key),
            State::AfterValue if byte == b'}' => self.advance(State::End),
            State::Start => Err(not_a_table("it does not begin with `{`")),
            _ => Err(DecodeProblem::NotJson(format!("`{}` is not expected here", byte.escape_ascii()))),
        }
    }

    fn advance(&mut self, state: State) -> Result<bool, DecodeProblem> {
        self.at += 1;
        self.state = state;
        Ok(true)
    }

    /// The text of the value that begins here, if it is complete; what was scanned of it before is not scanned again.
    fn value(&mut self) -> Option<Vec<u8>> {
        let mut scan = self.scan.take().unwrap_or_default();
        let Some(length) = scan.find_end(&self.buffer[self.at..]) else {
            self.scan = Some(scan);
            return None;
        };
        let text = self.buffer[self.at..self.at + length].to_vec();
        self.at += length;
        Some(text)
    }

    /// Makes the columns, if their names came before the rows; otherwise the first row makes them.
    fn begin_rows(&mut self) {
        if self.table.rows == 0
            && let Some(names) = &self.names
        {
            self.table.columns = names.iter().cloned().map(Column::new).collect();
        }
    }

    /// Reads cells, and rows, as long as they follow each other without white space; false if the next one needs more
    /// bytes.
    fn cells(&mut self) -> Result<bool, DecodeProblem> {
        loop {
            if self.table.rows == 0 && self.names.is_none() && self.cells == self.table.columns.len() {
                self.table.columns.push(Column::new(String::new()));
            }
            // A row that is too long is found so at its end.
            let column = self.table.columns.get_mut(self.cells);
            let bytes = &self.buffer[self.at..];
            if let Some((value, length)) = number::short_integer(bytes) {
                column.into_iter().for_each(|column| column.push_int(value));
                self.at += length;
            } else {
                match cell::read(bytes, &mut self.scan, &mut self.scratch) {
                    Ok(Some((read, length))) => {
                        if let Some(column) = column {
                            match read {
                                // All is known of a text that was there before.
                                Read::Plain(text) if column.push_text_again(text) => {}
                                Read::Plain(text) => column.push(cell::as_text(text).map_err(not_json)?),
                                Read::Cell(cell) => column.push(cell),
                            }
                        }
                        self.at += length;
                    }
                    Ok(None) => {
                        self.state = State::Cell;
                        return Ok(false);
                    }
                    Err(problem) => return Err(not_json(problem)),
                }
            }
            self.cells += 1;
            match &self.buffer[self.at..] {
                [b',', next, ..] if !next.is_ascii_whitespace() => self.at += 1,
                [b']', b',', b'[', next, ..] if *next != b']' && !next.is_ascii_whitespace() => {
                    self.end_row()?;
                    self.at += 2;
                }
                [b']', ..] => return self.end_row(),
                _ => {
                    self.state = State::AfterCell;
                    return Ok(true);
                }
            }
        }
    }

    fn end_row(&mut self) -> Result<bool, DecodeProblem> {
        check_width(self.table.rows, self.cells, self.table.columns.len())?;
        self.table.rows += 1;
        self.cells = 0;
        self.advance(State::AfterRow)
    }
}

fn check_width(row: usize, found: usize, expected: usize) -> Result<(), DecodeProblem> {
    if found == expected { Ok(()) } else { Err(DecodeProblem::Width { row, found, expected }) }
}

fn not_json(problem: &str) -> DecodeProblem {
    DecodeProblem::NotJson(problem.into())
}

/// A list of texts.
fn names(text: &[u8]) -> Option<Vec<String>> {
    let names = read_json(text).ok()?;
    names.as_array()?.iter().map(|name| name.as_str().map(str::to_owned)).collect()
}

fn not_a_table(problem: &str) -> DecodeProblem {
    DecodeProblem::NotATable(problem.into())
}
