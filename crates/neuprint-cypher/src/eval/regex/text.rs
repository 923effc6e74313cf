//! A pattern as it is read: with `\Q…\E` resolved, and without the white space and comments of `(?x)`.

use super::syntax::Lines;

/// A character of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) c: char,
    /// Within `\Q…\E`: it stands for itself.
    quoted: bool,
}

impl Letter {
    /// The character, if it may mean something else than itself.
    pub(super) fn sign(self) -> Option<char> {
        (!self.quoted).then_some(self.c)
    }
}

/// A pattern, and how far it has been read.
#[derive(Debug)]
pub(super) struct Text {
    letters: Vec<Letter>,
    pub(super) at: usize,
}

impl Text {
    pub(super) fn new(pattern: &str) -> Self {
        let mut letters = Vec::new();
        let (mut quoted, mut rest) = (false, pattern);
        while let Some(c) = rest.chars().next() {
            if rest.starts_with(if quoted { r"\E" } else { r"\Q" }) {
                (quoted, rest) = (!quoted, &rest[2..]);
                continue;
            }
            // An escaped backslash begins no quotation.
            let length = if !quoted && rest.starts_with(r"\\") { 2 } else { c.len_utf8() };
            letters.extend(rest[..length].chars().map(|c| Letter { c, quoted }));
            rest = &rest[length..];
        }
        Self { letters, at: 0 }
    }

    /// The letter so many places on, whatever it is.
    pub(super) fn raw(&self, on: usize) -> Option<Letter> {
        self.letters.get(self.at + on).copied()
    }

    /// The letter in front of the next one.
    pub(super) fn before(&self) -> Option<Letter> {
        self.letters.get(self.at.checked_sub(1)?).copied()
    }

    /// Passes over white space and comments.
    pub(super) fn pass_comments(&mut self, lines: Lines) {
        while let Some(c) = self.raw(0).and_then(Letter::sign) {
            match c {
                ' ' | '\t'..='\r' => self.at += 1,
                '#' => {
                    while self.raw(0).is_some_and(|letter| !lines.breaks(letter.c)) {
                        self.at += 1;
                    }
                }
                _ => return,
            }
        }
    }

    /// Passes over a sign that is next.
    pub(super) fn take(&mut self, sign: char) -> bool {
        let next = self.raw(0).and_then(Letter::sign) == Some(sign);
        self.at += usize::from(next);
        next
    }

    /// What stands in front of a sign, which is passed over too.
    pub(super) fn until(&mut self, sign: char) -> Option<String> {
        let length = self.letters[self.at.min(self.letters.len())..].iter().position(|l| l.c == sign)?;
        let text = self.letters[self.at..self.at + length].iter().map(|letter| letter.c).collect();
        self.at += length + 1;
        Some(text)
    }
}
