//! How often: `*`, `+?`, `{2,3}+`.

use super::parse::{Parsed, Parser};
use super::syntax::{Node, invalid};
use super::text::Letter;

impl Parser {
    /// A node with the repetition that stands behind it.
    pub(super) fn repeated(&mut self, node: Node) -> Parsed<Node> {
        let (least, most) = match self.sign() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => {
                self.text.at += 1;
                self.counts()?
            }
            _ => return Ok(node),
        };
        self.text.at += 1;
        let (lazy, possessive) = match self.sign() {
            Some('?') => (true, false),
            Some('+') => (false, true),
            _ => (false, false),
        };
        self.text.at += usize::from(lazy || possessive);
        if !possessive {
            return Ok(Node::Repeat { node: Box::new(node), least, most, lazy });
        }
        // Neither the number of rounds nor a round is tried in another way.
        let round = Box::new(Node::Atomic(Box::new(node)));
        Ok(Node::Atomic(Box::new(Node::Repeat { node: round, least, most, lazy })))
    }

    /// The counts behind a `{`, up to its `}`.
    fn counts(&mut self) -> Parsed<(u32, Option<u32>)> {
        let Some(least) = self.count()? else { return invalid("Illegal repetition") };
        let most = if self.text.take(',') { self.count()? } else { Some(least) };
        if self.text.raw(0).and_then(Letter::sign) != Some('}') {
            return invalid("Unclosed counted closure");
        }
        if most.is_some_and(|most| most < least) {
            return invalid("Illegal repetition range");
        }
        Ok((least, most))
    }

    fn count(&mut self) -> Parsed<Option<u32>> {
        let mut count = None;
        while let Some(digit) = self.text.raw(0).and_then(Letter::sign).and_then(|c| c.to_digit(10)) {
            let value = u64::from(count.unwrap_or(0)) * 10 + u64::from(digit);
            match i32::try_from(value) {
                Ok(value) => count = Some(value.unsigned_abs()),
                Err(_) => return invalid("Illegal repetition range"),
            }
            self.text.at += 1;
        }
        Ok(count)
    }
}
