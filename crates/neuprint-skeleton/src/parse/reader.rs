//! From lines to columns: what can be told of each line by itself.

use super::error::{ParseError, ParseErrorKind};
use super::{number, parents};
use crate::skeleton::{NO_PARENT, Skeleton};

/// The names of the columns, for messages.
const COLUMNS: [&str; 7] = ["id", "type", "x coordinate", "y coordinate", "z coordinate", "radius", "parent"];

/// Goes through a text line by line.
pub(super) struct Reader<'t> {
    rest: &'t [u8],
    line: usize,
    /// The line on which each node stands, for errors that are found at the end.
    lines: Vec<u32>,
    /// The parents as the file names them.
    parent_ids: Vec<i64>,
    skeleton: Skeleton,
}

impl<'t> Reader<'t> {
    /// At the beginning of a text that may be SWC.
    pub(super) fn new(text: &'t [u8]) -> Result<Self, ParseError> {
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        if let Some(what) = something_else(text) {
            return Err(ParseError { kind: ParseErrorKind::NotSwc { what }, line: 1, column: 1 });
        }
        // A line of a neuPrint skeleton has about 40 bytes.
        let guess = text.len() / 40;
        let floats = || Vec::with_capacity(guess);
        Ok(Self {
            rest: text,
            line: 0,
            lines: Vec::with_capacity(guess),
            parent_ids: Vec::with_capacity(guess),
            skeleton: Skeleton {
                ids: Vec::with_capacity(guess),
                kinds: Vec::with_capacity(guess),
                x: floats(),
                y: floats(),
                z: floats(),
                radii: floats(),
                ..Skeleton::default()
            },
        })
    }

    /// Reads one line; false at the end of the text. After an error the next line can be read.
    // Once for both parsers: it is most of their code.
    #[inline(never)]
    pub(super) fn line(&mut self) -> Result<bool, ParseError> {
        if self.rest.is_empty() {
            return Ok(false);
        }
        self.line += 1;
        let text = self.rest;
        let mut at = 0;
        skip_blanks(text, &mut at);
        let mut problem = None;
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
            Some(_) => problem = self.node(&mut at).err(),
        }
        let end = line_end(text, at);
        let next = match text.get(end) {
            Some(b'\r') if text.get(end + 1) == Some(&b'\n') => end + 2,
            Some(_) => end + 1,
            None => end,
        };
        self.rest = &text[next..];
        problem.map_or(Ok(true), Err)
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
        if self.skeleton.ids.len() >= NO_PARENT as usize {
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
            let text = excerpt(field);
            self.error(start, ParseErrorKind::NotAnInteger { what: COLUMNS[column], text })
        })
    }

    fn float(&self, column: usize, at: &mut usize) -> Result<f32, ParseError> {
        let (start, field) = self.field(column, at)?;
        number::float(field).ok_or_else(|| {
            let text = excerpt(field);
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

    /// The skeleton, if its nodes are a forest.
    pub(super) fn finish(mut self) -> Result<Skeleton, ParseError> {
        self.skeleton.parents = match parents::resolve(&self.skeleton.ids, &self.parent_ids) {
            Ok(parents) => parents,
            Err(parents::Bad::Duplicate { node, first }) => return Err(self.duplicate(node, first)),
            Err(parents::Bad::Cycle { node }) => return Err(self.cycle(node)),
        };
        Ok(self.skeleton)
    }

    /// The skeleton, made a forest where it is none, and what was wrong.
    pub(super) fn finish_leniently(mut self) -> (Skeleton, Vec<ParseError>) {
        let mut problems = Vec::new();
        let repeated = parents::repeated(&self.skeleton.ids);
        for (node, first) in &repeated {
            problems.push(self.duplicate(*node, *first));
        }
        self.keep_all_but(&repeated);

        let ids = &self.skeleton.ids;
        let mut parents = parents::find(ids, &self.parent_ids);
        for (node, parent) in self.parent_ids.iter().enumerate() {
            if parents[node] == NO_PARENT && *parent != -1 {
                problems.push(self.on_line(node, ParseErrorKind::MissingParent { id: ids[node], parent: *parent }));
            }
        }
        for node in parents::cycles(&parents) {
            problems.push(self.cycle(node));
            parents[node] = NO_PARENT;
        }
        self.skeleton.parents = parents;
        (self.skeleton, problems)
    }

    /// Takes out the first node of each pair; they come in ascending order.
    fn keep_all_but(&mut self, repeated: &[(usize, usize)]) {
        let mut gone = repeated.iter().map(|(node, _)| *node as u32).peekable();
        let kept: Vec<u32> = (0..self.lines.len() as u32).filter(|node| gone.next_if_eq(node).is_none()).collect();
        // Whose parent is whose is not known yet.
        self.skeleton.parents = vec![NO_PARENT; self.lines.len()];
        self.skeleton = self.skeleton.picked(&kept);
        self.parent_ids = kept.iter().map(|node| self.parent_ids[*node as usize]).collect();
        self.lines = kept.iter().map(|node| self.lines[*node as usize]).collect();
    }

    fn on_line(&self, node: usize, kind: ParseErrorKind) -> ParseError {
        ParseError { kind, line: self.lines[node] as usize, column: 1 }
    }

    fn duplicate(&self, node: usize, first: usize) -> ParseError {
        let (id, first_line) = (self.skeleton.ids[node], self.lines[first] as usize);
        self.on_line(node, ParseErrorKind::DuplicateId { id, first_line })
    }

    fn cycle(&self, node: usize) -> ParseError {
        let id = self.skeleton.ids[node];
        let alone = self.parent_ids[node] == id;
        self.on_line(node, if alone { ParseErrorKind::SelfParent { id } } else { ParseErrorKind::Cycle { id } })
    }
}

/// What a text is that certainly is no SWC.
fn something_else(text: &[u8]) -> Option<&'static str> {
    match text.trim_ascii_start() {
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

fn skip_blanks(text: &[u8], at: &mut usize) {
    while matches!(text.get(*at), Some(b' ' | b'\t')) {
        *at += 1;
    }
}

fn line_end(text: &[u8], from: usize) -> usize {
    text[from..].iter().position(|b| matches!(b, b'\n' | b'\r')).map_or(text.len(), |n| from + n)
}
