//! What the library holds.

/// A query with a name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Starred {
    /// The query; each is there once.
    pub(crate) text: String,
    /// What the user calls it.
    pub(crate) name: String,
    /// When it was starred, milliseconds since 1970.
    pub(crate) when: f64,
    /// The dataset that was open then.
    pub(crate) dataset: String,
    /// Where that was.
    pub(crate) server: String,
}

/// A query that was asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Past {
    /// The query; each is there once per dataset.
    pub(crate) text: String,
    /// The dataset that was asked.
    pub(crate) dataset: String,
    /// Where that was.
    pub(crate) server: String,
    /// When, milliseconds since 1970.
    pub(crate) when: f64,
    /// How many rows it gave.
    pub(crate) rows: f64,
    /// How long it took, milliseconds.
    pub(crate) elapsed_ms: f64,
    /// Whether it had no answer.
    pub(crate) failed: bool,
}

impl Past {
    /// Whether it is the same query of the same dataset.
    pub(super) fn is_again(&self, other: &Self) -> bool {
        self.dataset == other.dataset && self.text == other.text
    }
}

/// A query's text without line breaks.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a query is called until the user says otherwise: its first line if that is a comment, otherwise its beginning.
pub(crate) fn proposed_name(text: &str) -> String {
    /// More characters than these are no name.
    const LONGEST: usize = 48;
    let first = text.trim_start().lines().next().unwrap_or_default();
    let name = match first.strip_prefix("//") {
        Some(comment) if !comment.trim().is_empty() => one_line(comment),
        _ => one_line(text),
    };
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::proposed_name;

    #[test]
    fn a_comment_in_the_first_line_is_the_name() {
        assert_eq!(proposed_name("\n//  My  inputs\nRETURN 1"), "My inputs");
        assert_eq!(proposed_name("//\nRETURN 1"), "// RETURN 1");
        assert_eq!(proposed_name("RETURN\n  1"), "RETURN 1");
        assert_eq!(proposed_name(&"ä".repeat(60)), format!("{}…", "ä".repeat(48)));
    }
}
