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
            How::Exactly => contains(text.as_bytes(), self.text.as_bytes(), |a, b| a == b),
            How::Ascii => contains(text.as_bytes(), self.text.as_bytes(), |a, b| a.to_ascii_lowercase() == b),
            How::Lowercase => text.to_lowercase().contains(&self.text),
        }
    }
}

/// Whether letters are in a text, where `same` says which are the same. The standard library's search prepares more than
/// a cell is long.
#[inline]
fn contains(text: &[u8], letters: &[u8], same: impl Fn(u8, u8) -> bool) -> bool {
    let Some((first, rest)) = letters.split_first() else { return true };
    let Some(last) = text.len().checked_sub(letters.len()) else { return false };
    text[..=last].iter().enumerate().any(|(at, byte)| {
        same(*byte, *first) && text[at + 1..].iter().zip(rest).all(|(byte, letter)| same(*byte, *letter))
    })
}
