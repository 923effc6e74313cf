//! Line breaks within strings, which Cypher allows and the parser library does not.
//!
//! ```text
//! CALL apoc.cypher.runTimeboxed("MATCH (n)
//!                                RETURN n", {}, 1000)
//! ```
//!
//! Before the text is parsed, each is replaced by a control character that the query has nowhere, of the same length, so
//! that all places stay where they are; in what was parsed it becomes a line break again.

use std::borrow::Cow;

use super::guard;

/// What stands for a line feed and for a carriage return; the same as they if there is nothing to replace.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LineBreaks {
    stand_ins: [char; 2],
}

const BREAKS: [char; 2] = ['\n', '\r'];

impl LineBreaks {
    /// The text without line breaks in its strings, and what stands for them.
    pub(super) fn hidden(text: &str) -> (Cow<'_, str>, Self) {
        let strings = guard::strings(text);
        // What no one types: all but tabulators, line breaks and the like.
        let mut free = ('\u{1}'..'\u{8}').filter(|c| !text.contains(*c));
        let (true, Some(feed), Some(turn)) =
            (strings.iter().any(|range| text[range.clone()].contains(BREAKS)), free.next(), free.next())
        else {
            return (Cow::Borrowed(text), Self { stand_ins: BREAKS });
        };
        let mut hidden = String::with_capacity(text.len());
        let mut end = 0;
        for range in strings {
            hidden.push_str(&text[end..range.start]);
            let replaced = text[range.clone()].chars().map(|c| match c {
                '\n' => feed,
                '\r' => turn,
                other => other,
            });
            hidden.extend(replaced);
            end = range.end;
        }
        hidden.push_str(&text[end..]);
        (Cow::Owned(hidden), Self { stand_ins: [feed, turn] })
    }

    /// A string that was parsed, with its line breaks.
    pub(super) fn shown<'s>(&self, string: &'s str) -> Cow<'s, str> {
        if self.stand_ins == BREAKS || !string.contains(self.stand_ins) {
            return Cow::Borrowed(string);
        }
        let [feed, turn] = self.stand_ins;
        Cow::Owned(string.replace(feed, "\n").replace(turn, "\r"))
    }
}
