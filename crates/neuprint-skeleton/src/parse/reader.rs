//! From lines to columns: what can be told of each line by itself.

use super::columns::Columns;
use super::error::{ParseError, ParseErrorKind};
use super::problems::Problems;
use super::row::{self, Row};
use super::{names, number};
use crate::extra::ExtraColumn;
use crate::skeleton::NO_PARENT;

/// The names of the columns, for messages.
const COLUMNS: [&str; 7] = ["id", "type", "x coordinate", "y coordinate", "z coordinate", "radius", "parent"];

/// Reads whole lines, from one piece of text after another.
#[derive(Debug)]
pub(super) struct Reader {
    pub(super) columns: Columns,
    /// What was wrong so far, if reading goes on after it.
    pub(super) problems: Option<Problems>,
    /// Lines whose reading has begun.
    line: usize,
    /// Bytes of the pieces before this one, and how many all pieces together are expected to have.
    read: usize,
    expected: usize,
    state: State,
}

/// How far a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing but blank lines.
    Blank,
    /// Comments.
    Header,
    /// Nodes.
    Nodes,
}

impl Reader {
    /// The first thing that is wrong is an error; leniently, what is wrong is told and left out.
    pub(super) fn new(lenient: bool) -> Self {
        let problems = lenient.then(Problems::default);
        Self { columns: Columns::new(), problems, line: 0, read: 0, expected: 0, state: State::Blank }
    }

    /// How many bytes there will be.
    pub(super) fn expect(&mut self, bytes: usize) {
        self.expected = bytes;
    }

    /// Reads lines. The last of them need not have an end, if nothing comes after it.
    pub(super) fn read(&mut self, text: &[u8]) -> Result<(), ParseError> {
        let mut at = 0;
        while at < text.len() {
            // The first node says with the header above it what columns there are.
            let readable = self.state == State::Nodes && self.columns.len() < NO_PARENT as usize;
            let common = if readable { row::common(&text[at..]) } else { None };
            let end = common.map_or(0, |(_, length)| match text[at + length..] {
                [b'\n', ..] => length + 1,
                [b'\r', b'\n', ..] => length + 2,
                _ => 0,
            });
            match common {
                Some((row, _)) if end > 0 && self.columns.skeleton.extra.is_empty() => {
                    self.line += 1;
                    self.columns.push(row, self.line);
                    at += end;
                }
                common => at = self.line(text, at, common)?,
            }
            if self.columns.is_full() {
                let read = self.read + at;
                let ahead = self.expected.checked_sub(read).map(|ahead| ahead.max(text.len() - at));
                self.columns.store(ahead, read);
            }
        }
        self.read += text.len();
        Ok(())
    }

    /// Reads the line that starts here, of which the node may have been read already; gives where the next one starts.
    #[inline(never)]
    fn line(&mut self, text: &[u8], start: usize, common: Option<(Row, usize)>) -> Result<usize, ParseError> {
        self.line += 1;
        let (end, next) = line_end(text, start);
        let mut line = &text[start..end];
        if self.line == 1 {
            line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        }
        match (self.content(line, common), &mut self.problems) {
            (Err(error), Some(problems)) if !error.kind.is_final() => problems.push(error),
            (Err(error), _) => return Err(error),
            (Ok(()), _) => {}
        }
        Ok(next)
    }

    fn content(&mut self, line: &[u8], common: Option<(Row, usize)>) -> Result<(), ParseError> {
        let mut at = 0;
        skip_blanks(line, &mut at);
        if self.state == State::Blank && !line.trim_ascii().is_empty() {
            if let Some(what) = something_else(line.trim_ascii_start()) {
                return Err(ParseError { kind: ParseErrorKind::NotSwc { what }, line: 1, column: 1 });
            }
            self.state = State::Header;
        }
        match line.get(at) {
            None => return Ok(()),
            Some(b'#') => {
                if self.columns.len() == 0 {
                    let header = &mut self.columns.skeleton.header;
                    if !header.is_empty() {
                        header.push('\n');
                    }
                    header.push_str(&String::from_utf8_lossy(&line[at..]));
                }
                return Ok(());
            }
            Some(_) => {}
        }
        let row = match common {
            Some((row, length)) => {
                at = length;
                row
            }
            None => self.node(line, &mut at)?,
        };
        if self.columns.len() >= NO_PARENT as usize {
            return Err(self.error(0, ParseErrorKind::TooManyNodes));
        }
        if self.state != State::Nodes {
            self.state = State::Nodes;
            let names = names::past_the_seventh(&self.columns.skeleton.header);
            self.columns.skeleton.extra = names.into_iter().map(ExtraColumn::new).collect();
        }
        let node = self.columns.len() as u32;
        if !extra_values(&mut self.columns.skeleton.extra, node, line, &mut at) {
            return Err(self.error(at, ParseErrorKind::TooMuchText));
        }
        self.columns.push(row, self.line);
        Ok(())
    }

    fn node(&self, line: &[u8], at: &mut usize) -> Result<Row, ParseError> {
        let start = *at;
        let id = self.integer(0, line, at)?;
        // As somebody's parent it would be lost in writing, where -1 marks the roots.
        if id == -1 {
            return Err(self.error(start, ParseErrorKind::ReservedId));
        }
        let mut kind_at = *at;
        let kind = self.integer(1, line, at)?;
        let kind = i32::try_from(kind).map_err(|_| {
            skip_blanks(line, &mut kind_at);
            self.error(kind_at, ParseErrorKind::NotAnInteger { what: COLUMNS[1], text: kind.to_string() })
        })?;
        let (x, y, z) = (self.float(2, line, at)?, self.float(3, line, at)?, self.float(4, line, at)?);
        let radius = self.float(5, line, at)?;
        let parent = self.integer(6, line, at)?;
        Ok(Row { id, parent, kind, x, y, z, radius })
    }

    fn integer(&self, column: usize, line: &[u8], at: &mut usize) -> Result<i64, ParseError> {
        let (start, field) = self.field(column, line, at)?;
        number::integer(field).ok_or_else(|| {
            let text = excerpt(field);
            self.error(start, ParseErrorKind::NotAnInteger { what: COLUMNS[column], text })
        })
    }

    fn float(&self, column: usize, line: &[u8], at: &mut usize) -> Result<f32, ParseError> {
        let (start, field) = self.field(column, line, at)?;
        number::float(field).ok_or_else(|| {
            let text = excerpt(field);
            self.error(start, ParseErrorKind::NotANumber { what: COLUMNS[column], text })
        })
    }

    /// The next field of the line, and where it starts.
    fn field<'t>(&self, column: usize, line: &'t [u8], at: &mut usize) -> Result<(usize, &'t [u8]), ParseError> {
        let field = next_field(line, at);
        if field.is_empty() {
            return Err(self.error(*at, ParseErrorKind::MissingColumns { found: column }));
        }
        Ok((*at - field.len(), field))
    }

    fn error(&self, at: usize, kind: ParseErrorKind) -> ParseError {
        ParseError { kind, line: self.line, column: at + 1 }
    }
}

/// A node's values in the columns past the seventh; false if one has no room for it.
fn extra_values(columns: &mut [ExtraColumn], node: u32, line: &[u8], at: &mut usize) -> bool {
    for column in columns {
        let value = next_field(line, at);
        // Behind the last value there is no further one.
        if value.is_empty() {
            break;
        }
        if !column.push(node, &String::from_utf8_lossy(value)) {
            return false;
        }
    }
    true
}

/// What a text is that certainly is no SWC.
fn something_else(text: &[u8]) -> Option<&'static str> {
    match text {
        [b'<', ..] => Some("a page of HTML or XML"),
        [b'{' | b'[' | b'"', ..] => Some("an answer in JSON"),
        [0x1f, 0x8b, ..] => Some("a gzip file"),
        _ => None,
    }
}

/// The beginning of a field, for messages: enough to find it by.
fn excerpt(field: &[u8]) -> String {
    const MOST: usize = 40;
    let text = String::from_utf8_lossy(&field[..field.len().min(MOST)]);
    if field.len() > MOST { format!("{text}…") } else { text.into_owned() }
}

/// What stands before the next blank or comment; empty at the end of a line.
fn next_field<'t>(line: &'t [u8], at: &mut usize) -> &'t [u8] {
    skip_blanks(line, at);
    let start = *at;
    while line.get(*at).is_some_and(|b| !matches!(b, b' ' | b'\t' | b'#')) {
        *at += 1;
    }
    &line[start..*at]
}

fn skip_blanks(line: &[u8], at: &mut usize) {
    while matches!(line.get(*at), Some(b' ' | b'\t')) {
        *at += 1;
    }
}

/// Where a line ends, and where the next one starts.
fn line_end(text: &[u8], from: usize) -> (usize, usize) {
    let end = text[from..].iter().position(|b| matches!(b, b'\n' | b'\r')).map_or(text.len(), |n| from + n);
    match text.get(end..) {
        Some([b'\r', b'\n', ..]) => (end, end + 2),
        Some([_, ..]) => (end, end + 1),
        _ => (end, end),
    }
}
