//! From the text of a search to its terms.

use super::{NamedField, SearchError, Term, Test};
use crate::body_id::BodyId;
use crate::cypher::condition::condition_length;

/// A search and how far it has been read.
pub(super) struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// The properties that were named so far.
    pub(super) fields: Vec<NamedField>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, fields: Vec::new() }
    }

    /// All terms, with `|` between them.
    pub(super) fn terms(&mut self) -> Result<Vec<Term>, SearchError> {
        let mut terms = Vec::new();
        loop {
            terms.push(self.term()?);
            self.skip_blanks();
            if self.rest().is_empty() {
                return Ok(terms);
            }
            if !self.take("|") {
                return self.refused(self.at, "a `|` is missing before the next term");
            }
        }
    }

    fn term(&mut self) -> Result<Term, SearchError> {
        self.skip_blanks();
        let start = self.at;
        if self.rest().is_empty() || self.rest().starts_with('|') {
            return self.refused(start, "a search term is missing");
        }
        if self.take("/") {
            let field = self.field()?;
            self.keep(field.as_deref(), start + 1);
            return Ok(Term::Property(field, Test::Fits(self.pattern()?)));
        }
        let field = match self.field()? {
            Some(field) if field.eq_ignore_ascii_case("where") => return self.condition(),
            field => field,
        };
        self.keep(field.as_deref(), start);
        self.skip_blanks();
        let value = self.at;
        let test = match self.rest().chars().next() {
            Some('/') => {
                self.at += 1;
                Test::Fits(self.pattern()?)
            }
            Some(quote @ ('\'' | '"')) => Test::Is(self.quoted(quote)?),
            _ => Test::Bare(self.bare()),
        };
        match (field, test) {
            (_, Test::Bare(text)) if text.is_empty() => self.refused(value, "a value is missing"),
            (Some(field), Test::Bare(text)) if field == "bodyId" && text != "*" => self.bodies(&text, value),
            (None, Test::Bare(text)) if text.starts_with(|c: char| c.is_ascii_digit()) => {
                let is_list = |c: char| c.is_ascii_digit() || c == ',' || c.is_whitespace();
                if text.chars().all(is_list) || is_rounded(&text) {
                    self.bodies(&text, value)
                } else {
                    Ok(Term::Property(None, Test::Bare(text)))
                }
            }
            (None, Test::Bare(text)) if matches!(text.as_str(), "*" | "null" | "true" | "false") => {
                self.refused(value, "name a property before this: `type:*`")
            }
            (field, test) => Ok(Term::Property(field, test)),
        }
    }

    fn keep(&mut self, field: Option<&str>, start: usize) {
        if let Some(name) = field {
            self.fields.push(NamedField { name: name.into(), position: self.position(start) });
        }
    }

    /// A property's name and the colon behind it, if they are next. In backticks it may be any name.
    fn field(&mut self) -> Result<Option<String>, SearchError> {
        let rest = self.rest();
        if let Some(quoted) = rest.strip_prefix('`') {
            let Some(end) = quoted.find('`') else { return self.refused(self.at, "this backtick is never closed") };
            let name = &quoted[..end];
            let behind = &quoted[end + 1..];
            if name.is_empty() || !behind.starts_with(':') {
                return self.refused(self.at, "backticks are for a property's name, with a colon behind it");
            }
            self.at += end + 3;
            return Ok(Some(name.into()));
        }
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let is_name = length > 0 && !rest.starts_with(|c: char| c.is_ascii_digit());
        if !is_name || !rest[length..].starts_with(':') {
            return Ok(None);
        }
        self.at += length + 1;
        Ok(Some(rest[..length].into()))
    }

    /// A regular expression behind its first slash. The next slash ends it if a `|` or nothing follows; without one, a
    /// `|` outside of brackets does.
    fn pattern(&mut self) -> Result<String, SearchError> {
        let (start, rest) = (self.at, self.rest());
        let (mut depth, mut open_end, mut slash) = (0_u32, None, None);
        let mut escaped = false;
        for (at, c) in rest.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '/' => {
                    slash = Some(at);
                    break;
                }
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                '|' if depth == 0 && open_end.is_none() => open_end = Some(at),
                _ => {}
            }
        }
        let closes = |at: &usize| {
            let behind = rest[at + 1..].trim_start();
            behind.is_empty() || behind.starts_with('|')
        };
        let pattern = if let Some(at) = slash.filter(closes) {
            self.at += at + 1;
            &rest[..at]
        } else {
            let end = open_end.unwrap_or(rest.len());
            if let Some(at) = slash.filter(|at| *at < end) {
                return self.refused(start + at, "within a regular expression a slash is written `\\/`");
            }
            self.at += end;
            rest[..end].trim_end()
        };
        if pattern.is_empty() {
            return self.refused(start, "a regular expression is missing");
        }
        Ok(unescaped(pattern, |c| c == '/'))
    }

    /// A text in quotation marks.
    fn quoted(&mut self, quote: char) -> Result<String, SearchError> {
        let rest = self.rest();
        let mut escaped = false;
        for (at, c) in rest.char_indices().skip(1) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                c if c == quote => {
                    self.at += at + 1;
                    return Ok(unescaped(&rest[1..at], |c| matches!(c, '\\' | '\'' | '"')));
                }
                _ => {}
            }
        }
        self.refused(self.at, "this quotation mark is never closed")
    }

    /// What stands there up to the next `|`, without blanks around it.
    fn bare(&mut self) -> String {
        let rest = self.rest();
        let length = rest.find('|').unwrap_or(rest.len());
        self.at += length;
        rest[..length].trim().into()
    }

    fn condition(&mut self) -> Result<Term, SearchError> {
        match condition_length(self.rest()) {
            Ok(length) => {
                let condition = self.rest()[..length].trim().into();
                self.at += length;
                Ok(Term::Where(condition))
            }
            Err(refused) => self.refused(self.at + refused.at, &refused.reason),
        }
    }

    /// bodyIds with commas or blanks between; `start` is where they stand.
    fn bodies(&self, text: &str, start: usize) -> Result<Term, SearchError> {
        let mut bodies = Vec::new();
        for word in text.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty()) {
            if is_rounded(word) {
                return self.refused(start, "this number was rounded (by a spreadsheet?): its last digits are lost");
            }
            match word.parse::<BodyId>() {
                Ok(body) => bodies.push(body),
                Err(error) => return self.refused(start, &error.to_string()),
            }
        }
        if bodies.is_empty() {
            return self.refused(start, "a bodyId is missing");
        }
        Ok(Term::Bodies(bodies))
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        self.at += if found { text.len() } else { 0 };
        found
    }

    fn refused<R>(&self, at: usize, reason: &str) -> Result<R, SearchError> {
        Err(SearchError { reason: reason.into(), position: self.position(at) })
    }

    /// A byte's place, counted from 1, in characters.
    fn position(&self, at: usize) -> usize {
        self.text.get(..at).unwrap_or(self.text).chars().count() + 1
    }
}

/// Whether a text is a number such as `7.20576E+17`.
fn is_rounded(text: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    text.split_once(['e', 'E'])
        .is_some_and(|(digits, exponent)| exponent.strip_prefix('+').is_some_and(is_digits) && is_digits(digits))
}

/// The text without the backslashes before those characters.
fn unescaped(text: &str, is_escaped: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, chars.clone().next()) {
            ('\\', Some(next)) => {
                if !is_escaped(next) {
                    out.push('\\');
                }
                out.push(next);
                chars.next();
            }
            (c, _) => out.push(c),
        }
    }
    out
}
