//! A text that others are searched for.

/// What is looked for, prepared once.
///
/// ```
/// use neuprint_table::Needle;
///
/// assert!(Needle::new("kcg", false).is_in("KCg-m_R"));
/// assert!(!Needle::new("kcg", true).is_in("KCg-m_R"));
/// ```
#[derive(Debug, Clone)]
pub struct Needle {
    text: String,
    how: How,
}

#[derive(Debug, Clone, Copy)]
enum How {
    /// Letter by letter.
    Exactly,
    /// Only letters of ASCII: no other has capitals.
    Ascii,
    /// All of Unicode.
    Lowercase,
}

impl Needle {
    /// Looks for `text`. Without `case_sensitive` a letter and its capital are the same.
    pub fn new(text: &str, case_sensitive: bool) -> Self {
        match (case_sensitive, text.is_ascii()) {
            (true, _) => Self { text: text.to_owned(), how: How::Exactly },
            (false, true) => Self { text: text.to_ascii_lowercase(), how: How::Ascii },
            (false, false) => Self { text: text.to_lowercase(), how: How::Lowercase },
        }
    }

    /// Whether it is somewhere in a text. What is empty is in every text.
    pub fn is_in(&self, text: &str) -> bool {
        match self.how {
            How::Exactly => text.contains(&self.text),
            How::Ascii => contains_lowercase(text.as_bytes(), self.text.as_bytes()),
            How::Lowercase => text.to_lowercase().contains(&self.text),
        }
    }
}

/// Whether lower-case letters are in a text, capitals or not.
fn contains_lowercase(text: &[u8], letters: &[u8]) -> bool {
    let Some((first, rest)) = letters.split_first() else { return true };
    let Some(last) = text.len().checked_sub(letters.len()) else { return false };
    text[..=last].iter().enumerate().any(|(at, byte)| {
        byte.to_ascii_lowercase() == *first && text[at + 1..at + letters.len()].eq_ignore_ascii_case(rest)
    })
}
