//! From SWC text to columns.
//!
//! ```
//! use neuprint_skeleton::Skeleton;
//!
//! let skeleton = Skeleton::parse(b"# soma first\r\n1 1 0 0 0 5 -1\r\n2 0\t3 4 0 1 1 # a comment")?;
//! assert_eq!((skeleton.len(), skeleton.header()), (2, "# soma first"));
//!
//! let error = Skeleton::parse(b"1 0 0 0 zero 1 -1").unwrap_err();
//! assert_eq!((error.line, error.column), (1, 9));
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! What is accepted: LF, CRLF or CR line ends, spaces and tabs in any number, a byte order mark, comments on lines of
//! their own or after a node, no final newline, exponents, types over 127, identifiers over 2^31, columns past the
//! seventh (ignored). A parent that is no node's identifier makes its node a root, as in neuprint-python.
//! What is not: fewer than seven columns, text in a number's place, numbers that are not finite, an identifier used
//! twice or -1, a cycle of parents. neuprint-python drops a node that has a comment behind it; here it is kept.

mod number;
mod parents;

use crate::skeleton::Skeleton;

/// Why a text is not an SWC file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {kind}")]
pub struct ParseError {
    /// What is wrong.
    pub kind: ParseErrorKind,
    /// The line, counted from 1.
    pub line: usize,
    /// The byte within the line, counted from 1.
    pub column: usize,
}

/// What is wrong with a line of an SWC file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// A node's identifier is -1, which as a parent stands for none.
    #[error("no node can have the identifier -1: as a parent it stands for none")]
    ReservedId,
    /// A node has fewer than seven columns.
    #[error("a node needs 7 columns (id, type, x, y, z, radius, parent), this one has {found}")]
    MissingColumns {
        /// How many there are.
        found: usize,
    },
    /// A column that must hold an integer does not.
    #[error("the {what} must be an integer, not `{text}`")]
    NotAnInteger {
        /// Which column.
        what: &'static str,
        /// What stands there.
        text: String,
    },
    /// A column that must hold a number does not, or the number is not finite as a 32-bit float.
    #[error("the {what} must be a finite number, not `{text}`")]
    NotANumber {
        /// Which column.
        what: &'static str,
        /// What stands there.
        text: String,
    },
    /// Two nodes have one identifier.
    #[error("node {id} was already defined on line {first_line}")]
    DuplicateId {
        /// The identifier.
        id: i64,
        /// Where it was first used.
        first_line: usize,
    },
    /// A node is its own ancestor.
    #[error("node {id} is its own ancestor: the parents form a cycle")]
    Cycle {
        /// One of the nodes in the cycle.
        id: i64,
    },
    /// More nodes than an index can name.
    #[error("more than 4,294,967,294 nodes")]
    TooManyNodes,
}

/// The names of the columns, for messages.
const COLUMNS: [&str; 7] = ["id", "type", "x coordinate", "y coordinate", "z coordinate", "radius", "parent"];

impl Skeleton {
    /// Reads an SWC file.
    ///
    /// # Errors
    /// [`ParseError`] with line and column of the first thing that is wrong. The text need not be UTF-8.
    pub fn parse(text: &[u8]) -> Result<Self, ParseError> {
        let mut reader = Reader::new(text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text));
        while reader.line()? {}
        reader.finish()
    }
}

struct Reader<'t> {
    rest: &'t [u8],
    line: usize,
    /// The line on which each node stands, for errors that are found at the end.
    lines: Vec<u32>,
    /// The parents as the file names them.
    parent_ids: Vec<i64>,
    skeleton: Skeleton,
}

impl<'t> Reader<'t> {
    fn new(text: &'t [u8]) -> Self {
        // A line of a neuPrint skeleton has about 40 bytes.
        let guess = text.len() / 40;
        let floats = || Vec::with_capacity(guess);
        Self {
            rest: text,
            line: 0,
            lines: Vec::with_capacity(guess),
            parent_ids: Vec::with_capacity(guess),
            skeleton: Skeleton {
                header: String::new(),
                ids: Vec::with_capacity(guess),
                kinds: Vec::with_capacity(guess),
                x: floats(),
                y: floats(),
                z: floats(),
                radii: floats(),
                parents: Vec::new(),
            },
        }
    }

    /// Reads one line; false at the end of the text.
    fn line(&mut self) -> Result<bool, ParseError> {
        if self.rest.is_empty() {
            return Ok(false);
        }
        self.line += 1;
        let text = self.rest;
        let mut at = 0;
        skip_blanks(text, &mut at);
        match text.get(at) {
            None | Some(b'\n' | b'\r') => {}
            Some(b'#') => {
                let end = line_end(text, at);
                if self.skeleton.ids.is_empty() {
                    let header = &mut self.skeleton.header;
                    if !header.is_empty() {
                        header.push('\n');
                    }
                    header.push_str(String::from_utf8_lossy(&text[at..end]).trim_end());
                }
                at = end;
            }
            Some(_) => self.node(&mut at)?,
        }
        let end = line_end(text, at);
        let next = match text.get(end) {
            Some(b'\r') if text.get(end + 1) == Some(&b'\n') => end + 2,
            Some(_) => end + 1,
            None => end,
        };
        self.rest = &text[next..];
        Ok(true)
    }

    fn node(&mut self, at: &mut usize) -> Result<(), ParseError> {
        let start = *at;
        let id = self.integer(0, at)?;
        // As somebody's parent it would be lost in writing, where -1 marks the roots.
        if id == -1 {
            return Err(self.error(start, ParseErrorKind::ReservedId));
        }
        let kind_at = *at;
        let kind = self.integer(1, at)?;
        let kind = i32::try_from(kind).map_err(|_| {
            let mut start = kind_at;
            skip_blanks(self.rest, &mut start);
            self.error(start, ParseErrorKind::NotAnInteger { what: COLUMNS[1], text: kind.to_string() })
        })?;
        let (x, y, z) = (self.float(2, at)?, self.float(3, at)?, self.float(4, at)?);
        let radius = self.float(5, at)?;
        let parent = self.integer(6, at)?;
        if self.skeleton.ids.len() >= crate::NO_PARENT as usize {
            return Err(self.error(0, ParseErrorKind::TooManyNodes));
        }
        let s = &mut self.skeleton;
        s.ids.push(id);
        s.kinds.push(kind);
        s.x.push(x);
        s.y.push(y);
        s.z.push(z);
        s.radii.push(radius);
        self.parent_ids.push(parent);
        self.lines.push(u32::try_from(self.line).unwrap_or(u32::MAX));
        Ok(())
    }

    fn integer(&self, column: usize, at: &mut usize) -> Result<i64, ParseError> {
        let (start, field) = self.field(column, at)?;
        number::integer(field).ok_or_else(|| {
            let text = String::from_utf8_lossy(field).into_owned();
            self.error(start, ParseErrorKind::NotAnInteger { what: COLUMNS[column], text })
        })
    }

    fn float(&self, column: usize, at: &mut usize) -> Result<f32, ParseError> {
        let (start, field) = self.field(column, at)?;
        number::float(field).ok_or_else(|| {
            let text = String::from_utf8_lossy(field).into_owned();
            self.error(start, ParseErrorKind::NotANumber { what: COLUMNS[column], text })
        })
    }

    /// The next field of the line, and where it starts.
    fn field(&self, column: usize, at: &mut usize) -> Result<(usize, &'t [u8]), ParseError> {
        let text = self.rest;
        skip_blanks(text, at);
        let start = *at;
        while text.get(*at).is_some_and(|b| !matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'#')) {
            *at += 1;
        }
        if *at == start {
            return Err(self.error(start, ParseErrorKind::MissingColumns { found: column }));
        }
        Ok((start, &text[start..*at]))
    }

    fn error(&self, at: usize, kind: ParseErrorKind) -> ParseError {
        ParseError { kind, line: self.line, column: at + 1 }
    }

    fn finish(mut self) -> Result<Skeleton, ParseError> {
        let on_line = |node: usize, kind| ParseError { kind, line: self.lines[node] as usize, column: 1 };
        self.skeleton.parents = match parents::resolve(&self.skeleton.ids, &self.parent_ids) {
            Ok(parents) => parents,
            Err(parents::Bad::Duplicate { node, first }) => {
                let id = self.skeleton.ids[node];
                return Err(on_line(node, ParseErrorKind::DuplicateId { id, first_line: self.lines[first] as usize }));
            }
            Err(parents::Bad::Cycle { node }) => {
                return Err(on_line(node, ParseErrorKind::Cycle { id: self.skeleton.ids[node] }));
            }
        };
        Ok(self.skeleton)
    }
}

fn skip_blanks(text: &[u8], at: &mut usize) {
    while matches!(text.get(*at), Some(b' ' | b'\t')) {
        *at += 1;
    }
}

fn line_end(text: &[u8], from: usize) -> usize {
    text[from..].iter().position(|b| matches!(b, b'\n' | b'\r')).map_or(text.len(), |n| from + n)
}
