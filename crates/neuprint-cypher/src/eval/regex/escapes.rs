//! What a backslash begins.

use super::class::{Class, Set};
use super::parse::{Parsed, Parser};
use super::properties;
use super::syntax::{Fold, Node, Place, Refusal, invalid};
use super::text::Letter;

/// What may stand within a class as well as outside.
pub(super) enum Escape {
    Char(char),
    Set(Set),
}

impl Parser {
    /// What an escape outside of classes says, from behind its backslash on.
    pub(super) fn escaped(&mut self) -> Parsed<Node> {
        let sign = self.text.raw(0).map(|letter| letter.c);
        let place = match sign {
            Some('A' | 'G') => Place::Start,
            Some('z') => Place::End,
            Some('Z') => Place::FinalLine(self.flags.lines),
            Some('B') => Place::NoWord,
            Some('b') if [1, 2].map(|on| self.text.raw(on).and_then(Letter::sign)) == [Some('{'), Some('g')] => {
                return Err(Refusal::Unsupported("boundaries of grapheme clusters, \\b{g}".into()));
            }
            Some('b') => Place::Word,
            Some('R') => {
                self.text.at += 1;
                return Ok(line_break());
            }
            Some('X') => return Err(Refusal::Unsupported("grapheme clusters, \\X".into())),
            Some('k') => {
                self.text.at += 1;
                return self.named_reference();
            }
            Some('1'..='9') => return Ok(self.numbered_reference()),
            _ => {
                return Ok(Node::Class(Class::new(match self.escape()? {
                    Escape::Char(c) => Set::one(c, self.flags.fold()),
                    Escape::Set(set) => set,
                })));
            }
        };
        self.text.at += 1;
        Ok(Node::Place(place))
    }

    fn named_reference(&mut self) -> Parsed<Node> {
        if !self.text.take('<') {
            return invalid("\\k is not followed by '<' for named capturing group");
        }
        let name = self.group_name()?;
        match self.names.get(&name) {
            Some(group) => Ok(Node::BackReference { group: *group, fold: self.flags.fold() }),
            None => invalid(format!("named capturing group <{name}> does not exist")),
        }
    }

    /// A number has more than one digit if there are that many groups in front of it.
    fn numbered_reference(&mut self) -> Node {
        let mut group = 0;
        while let Some(digit) = self.text.raw(0).and_then(Letter::sign).and_then(|c| c.to_digit(10)) {
            let longer = group * 10 + digit as usize;
            if group > 0 && longer > self.groups {
                break;
            }
            group = longer;
            self.text.at += 1;
        }
        Node::BackReference { group, fold: self.flags.fold() }
    }

    /// An escape that may stand within a class as well as outside, from behind its backslash on.
    pub(super) fn escape(&mut self) -> Parsed<Escape> {
        let Some(Letter { c, .. }) = self.text.raw(0) else { return invalid("Unexpected internal error") };
        self.text.at += 1;
        let negated = c.is_ascii_uppercase();
        let set = match c.to_ascii_lowercase() {
            _ if !c.is_ascii_alphanumeric() => return Ok(Escape::Char(c)),
            'd' => Set::Property(|c| c.is_ascii_digit()),
            'w' => Set::Property(|c| c.is_ascii_alphanumeric() || c == '_'),
            's' => Set::Property(|c| matches!(c, ' ' | '\t'..='\r')),
            'h' => Set::Property(|c| {
                matches!(c, ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{180e}' | '\u{2000}'..='\u{200a}' | '\u{202f}')
                    || matches!(c, '\u{205f}' | '\u{3000}')
            }),
            'v' => Set::Property(|c| matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')),
            'p' => self.property()?,
            _ => return self.control(c).map(Escape::Char),
        };
        Ok(Escape::Set(if negated { set.not() } else { set }))
    }

    fn property(&mut self) -> Parsed<Set> {
        let name = match self.text.raw(0) {
            Some(letter) if letter.sign() == Some('{') => {
                self.text.at += 1;
                let Some(name) = self.text.until('}') else { return invalid("Unclosed character family") };
                name
            }
            Some(letter) => {
                self.text.at += 1;
                letter.c.to_string()
            }
            None => return invalid("Unexpected internal error"),
        };
        properties::named(&name, self.flags.fold())
    }

    fn control(&mut self, letter: char) -> Parsed<char> {
        let code = match letter {
            'a' => 7,
            'e' => 0x1b,
            'f' => 0xc,
            'n' => 0xa,
            'r' => 0xd,
            't' => 9,
            'c' => match self.text.raw(0) {
                Some(letter) => {
                    self.text.at += 1;
                    u32::from(letter.c) ^ 64
                }
                None => return invalid("Illegal control escape sequence"),
            },
            '0' => match self.octal() {
                Some(code) => code,
                None => return invalid("Illegal octal escape sequence"),
            },
            'x' if self.text.take('{') => {
                let digits = self.text.until('}').unwrap_or_default();
                match u32::from_str_radix(&digits, 16) {
                    Ok(code) if !digits.starts_with('+') => code,
                    _ => return invalid("Illegal hexadecimal escape sequence"),
                }
            }
            'x' => match self.hexadecimal(2) {
                Some(code) => code,
                None => return invalid("Illegal hexadecimal escape sequence"),
            },
            'u' => match self.hexadecimal(4) {
                Some(code) => return self.utf16(code),
                None => return invalid("Illegal Unicode escape sequence"),
            },
            'N' => return Err(Refusal::Unsupported("names of characters, \\N".into())),
            _ => return invalid("Illegal/unsupported escape sequence"),
        };
        char::from_u32(code).map_or_else(|| invalid("Illegal code point"), Ok)
    }

    /// A character that may be written as the two halves of a pair.
    fn utf16(&mut self, first: u32) -> Parsed<char> {
        if let Some(c) = char::from_u32(first) {
            return Ok(c);
        }
        let start = self.text.at;
        if self.text.take('\\')
            && self.text.take('u')
            && let Some(second) = self.hexadecimal(4)
            && let Some(Ok(c)) = char::decode_utf16([first as u16, second as u16]).next()
        {
            return Ok(c);
        }
        self.text.at = start;
        Err(Refusal::Unsupported("half of a surrogate pair".into()))
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<u32> {
        let mut code = 0;
        for _ in 0..digits {
            code = code * 16 + self.text.raw(0)?.c.to_digit(16)?;
            self.text.at += 1;
        }
        Some(code)
    }

    /// One to three digits, 377 at most.
    fn octal(&mut self) -> Option<u32> {
        let mut code = None;
        for _ in 0..3 {
            let Some(digit) = self.text.raw(0).and_then(|letter| letter.c.to_digit(8)) else { break };
            let longer = code.unwrap_or(0) * 8 + digit;
            if longer > 0o377 {
                break;
            }
            code = Some(longer);
            self.text.at += 1;
        }
        code
    }
}

/// `\R`
fn line_break() -> Node {
    let one = |c| Node::Class(Class::new(Set::one(c, Fold::Not)));
    let any = Set::Property(|c| matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}'));
    Node::Either(vec![Node::Sequence(vec![one('\r'), one('\n')]), Node::Class(Class::new(any))])
}
