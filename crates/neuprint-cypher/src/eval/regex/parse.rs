//! From a pattern to what it says: groups, alternatives and flags, as Java reads them.

use std::collections::HashMap;

use super::class::{Class, Set};
use super::syntax::{Fold, Lines, Node, Place, Refusal, invalid};
use super::text::{Letter, Text};

/// How deep groups and classes may be nested.
const DEEPEST: usize = 200;

pub(super) type Parsed<T> = Result<T, Refusal>;

/// What `(?…)` switches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flags {
    ignore_case: bool,
    unicode_case: bool,
    pub(super) comments: bool,
    dot_all: bool,
    multiline: bool,
    pub(super) lines: Lines,
}

impl Flags {
    pub(super) fn fold(self) -> Fold {
        match (self.ignore_case, self.unicode_case) {
            (false, _) => Fold::Not,
            (true, false) => Fold::Ascii,
            (true, true) => Fold::Unicode,
        }
    }
}

/// Reads one pattern.
pub(super) struct Parser {
    pub(super) text: Text,
    pub(super) flags: Flags,
    /// Groups that were begun.
    pub(super) groups: usize,
    pub(super) names: HashMap<String, usize>,
    pub(super) depth: usize,
}

/// What a pattern says, and how many groups it has.
pub(super) fn parse(pattern: &str) -> Parsed<(Node, usize)> {
    let flags = Flags {
        ignore_case: false,
        unicode_case: false,
        comments: false,
        dot_all: false,
        multiline: false,
        lines: Lines::Any,
    };
    let mut parser = Parser { text: Text::new(pattern), flags, groups: 0, names: HashMap::new(), depth: 0 };
    let node = parser.alternatives()?;
    match parser.peek() {
        None => Ok((node, parser.groups)),
        Some(_) => invalid("Unmatched closing ')'"),
    }
}

impl Parser {
    /// The next letter that counts.
    pub(super) fn peek(&mut self) -> Option<Letter> {
        if self.flags.comments {
            self.text.pass_comments(self.flags.lines);
        }
        self.text.raw(0)
    }

    pub(super) fn sign(&mut self) -> Option<char> {
        self.peek().and_then(Letter::sign)
    }

    pub(super) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == DEEPEST {
            return Err(Refusal::TooLarge);
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn alternatives(&mut self) -> Parsed<Node> {
        let mut all = vec![self.sequence()?];
        while self.sign() == Some('|') {
            self.text.at += 1;
            all.push(self.sequence()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Node::Either(all) })
    }

    fn sequence(&mut self) -> Parsed<Node> {
        let mut parts = Vec::new();
        while let Some(letter) = self.peek() {
            let node = match letter.sign() {
                Some('|' | ')') => break,
                Some(sign @ ('*' | '+' | '?')) => return invalid(format!("Dangling meta character '{sign}'")),
                Some('(') => match self.deeper(Self::group)? {
                    Some(group) => group,
                    None => continue,
                },
                // What can be repeated is missing: nothing is.
                Some('{') => Node::Sequence(Vec::new()),
                sign => {
                    self.text.at += 1;
                    match sign {
                        Some('[') => Node::Class(Class::new(self.deeper(|parser| parser.class(true))?)),
                        Some('\\') => self.escaped()?,
                        Some('.') if self.flags.dot_all => Node::Class(Class::new(Set::Property(|_| true))),
                        Some('.') => Node::Class(Class::new(Set::Dot(self.flags.lines))),
                        Some('^') if self.flags.multiline => Node::Place(Place::LineStart(self.flags.lines)),
                        Some('^') => Node::Place(Place::Start),
                        Some('$') if self.flags.multiline => Node::Place(Place::LineEnd(self.flags.lines)),
                        Some('$') => Node::Place(Place::FinalLine(self.flags.lines)),
                        _ => Node::Class(Class::new(Set::one(letter.c, self.flags.fold()))),
                    }
                }
            };
            parts.push(self.repeated(node)?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Node::Sequence(parts) })
    }

    /// A group, from its bracket on; none if it only switches flags.
    fn group(&mut self) -> Parsed<Option<Node>> {
        self.text.at += 1;
        let outside = self.flags;
        let mut number = None;
        let (mut look, mut atomic) = (None, false);
        if self.text.take('?') {
            let sign = self.text.raw(0).and_then(Letter::sign);
            self.text.at += 1;
            match sign {
                Some(':') => {}
                Some('=') => look = Some((false, false)),
                Some('!') => look = Some((false, true)),
                Some('>') => atomic = true,
                Some('<') if self.text.take('=') => look = Some((true, false)),
                Some('<') if self.text.take('!') => look = Some((true, true)),
                Some('<') => {
                    let name = self.group_name()?;
                    number = Some(self.new_group());
                    if self.names.insert(name.clone(), self.groups).is_some() {
                        return invalid(format!("Named capturing group <{name}> is already defined"));
                    }
                }
                _ => {
                    self.text.at -= 1;
                    if !self.switch()? {
                        return Ok(None);
                    }
                }
            }
        } else {
            number = Some(self.new_group());
        }
        let node = self.alternatives()?;
        if self.sign() != Some(')') {
            return invalid("Unclosed group");
        }
        self.text.at += 1;
        self.flags = outside;
        if let Some((behind, negated)) = look {
            let behind = match (behind, node.most(0)) {
                (false, _) => None,
                (true, Some(most)) => Some((node.least(), usize::try_from(most).unwrap_or(usize::MAX))),
                (true, None) => return invalid("Look-behind group does not have an obvious maximum length"),
            };
            return Ok(Some(Node::Look { node: Box::new(node), behind, negated }));
        }
        Ok(Some(match number {
            Some(number) => Node::Group(number, Box::new(node)),
            None if atomic => Node::Atomic(Box::new(node)),
            None => node,
        }))
    }

    fn new_group(&mut self) -> usize {
        self.groups += 1;
        self.groups
    }

    pub(super) fn group_name(&mut self) -> Parsed<String> {
        let Some(name) = self.text.until('>') else {
            return invalid("named capturing group is missing trailing '>'");
        };
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return invalid("capturing group name does not start with a Latin letter");
        }
        match name.chars().all(|c| c.is_ascii_alphanumeric()) {
            true => Ok(name),
            false => invalid("named capturing group is missing trailing '>'"),
        }
    }

    /// Reads `i-s)`, whose flags hold until the group around ends, or `i-s:`, whose group follows.
    fn switch(&mut self) -> Parsed<bool> {
        let mut on = true;
        loop {
            let sign = self.text.raw(0).and_then(Letter::sign);
            self.text.at += 1;
            match sign {
                Some('i') => self.flags.ignore_case = on,
                Some('u') => self.flags.unicode_case = on,
                Some('x') => self.flags.comments = on,
                Some('s') => self.flags.dot_all = on,
                Some('m') => self.flags.multiline = on,
                Some('d') => self.flags.lines = if on { Lines::Unix } else { Lines::Any },
                Some('U') if on => return Err(Refusal::Unsupported("Unicode's own classes, (?U)".into())),
                Some('c') if on => return Err(Refusal::Unsupported("canonical equivalence, (?c)".into())),
                Some('U' | 'c') => {}
                Some('-') if on => on = false,
                Some(')') => return Ok(false),
                Some(':') => return Ok(true),
                _ => return invalid("Unknown inline modifier"),
            }
        }
    }
}
