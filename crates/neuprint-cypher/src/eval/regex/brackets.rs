//! Classes in brackets: `[a-z]`, their union `[a[b]]` and their intersection `[a&&b]`.

use super::class::Set;
use super::escapes::Escape;
use super::parse::{Parsed, Parser};
use super::syntax::invalid;
use super::text::Letter;

impl Parser {
    /// A class from behind its bracket on, or the right side of `&&`, which ends in front of the bracket.
    pub(super) fn class(&mut self, to_bracket: bool) -> Parsed<Set> {
        let mut negated = false;
        let mut all: Option<Set> = None;
        loop {
            let Some(letter) = self.peek() else { return invalid("Unclosed character class") };
            match letter.sign() {
                Some('^')
                    if all.is_none() && !negated && to_bracket && self.text.before().is_some_and(|l| l.c == '[') =>
                {
                    self.text.at += 1;
                    negated = true;
                    continue;
                }
                Some('[') => {
                    self.text.at += 1;
                    let inner = self.deeper(|parser| parser.class(true))?;
                    all = union(all, inner);
                    continue;
                }
                Some('&') if self.text.raw(1).and_then(Letter::sign) == Some('&') => {
                    self.text.at += 2;
                    let right = self.right_side()?;
                    all = match (all, right) {
                        (Some(left), Some(right)) => Some(left.and(right)),
                        (None, None) => return invalid("Bad class syntax"),
                        (left, right) => left.or(right),
                    };
                    continue;
                }
                Some(']') => {
                    // In front of all else it stands for itself.
                    if let Some(set) = all {
                        self.text.at += usize::from(to_bracket);
                        return Ok(if negated { set.not() } else { set });
                    }
                }
                _ => {}
            }
            let range = self.range()?;
            all = union(all, range);
        }
    }

    /// What stands behind `&&`.
    fn right_side(&mut self) -> Parsed<Option<Set>> {
        let mut right = None;
        loop {
            let Some(letter) = self.peek() else { return invalid("Unclosed character class") };
            match letter.sign() {
                Some(']' | '&') => return Ok(right),
                Some('[') => {
                    self.text.at += 1;
                    let inner = self.deeper(|parser| parser.class(true))?;
                    right = union(right, inner);
                }
                _ => {
                    let rest = self.deeper(|parser| parser.class(false))?;
                    right = union(right, rest);
                }
            }
        }
    }

    /// A character, from one to another, or an escaped class.
    fn range(&mut self) -> Parsed<Set> {
        let fold = self.flags.fold();
        let from = match self.end()? {
            Escape::Char(c) => c,
            Escape::Set(set) => return Ok(set),
        };
        if self.peek().and_then(Letter::sign) != Some('-') {
            return Ok(Set::one(from, fold));
        }
        match self.text.raw(1).and_then(Letter::sign) {
            Some('[' | ']') => Ok(Set::one(from, fold)),
            _ => {
                self.text.at += 1;
                match self.end()? {
                    Escape::Char(to) if from <= to => Ok(Set::Range(from, to, fold)),
                    _ => invalid("Illegal character range"),
                }
            }
        }
    }

    fn end(&mut self) -> Parsed<Escape> {
        let Some(letter) = self.peek() else { return invalid("Unclosed character class") };
        self.text.at += 1;
        if letter.sign() == Some('\\') { self.escape() } else { Ok(Escape::Char(letter.c)) }
    }
}

fn union(all: Option<Set>, new: Set) -> Option<Set> {
    Some(match all {
        Some(all) => all.or(new),
        None => new,
    })
}
