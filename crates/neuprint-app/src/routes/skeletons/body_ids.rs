//! Reads body IDs from whatever people paste.
//!
//! ```ignore
//! let pasted = body_ids::parse("[754538881, 1734350788]\n'722817260'");
//! assert_eq!(pasted.bodies, [754538881, 1734350788, 722817260]);
//! ```
//!
//! Commas, spaces, line ends, tabs, brackets, quotes: anything but letters, digits and the signs of a number separates.
//! What is not a whole number is reported, never rounded.

/// What a text holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Pasted {
    /// Body IDs in the order of the text, each once.
    pub(super) bodies: Vec<u64>,
    /// Words that are no body ID.
    pub(super) rejected: Vec<String>,
}

/// Reads a text. A number may end in `n`, as JavaScript writes exact integers.
pub(super) fn parse(text: &str) -> Pasted {
    let mut pasted = Pasted::default();
    let separates = |letter: char| !(letter.is_alphanumeric() || "._-+".contains(letter));
    for word in text.split(separates).filter(|word| !word.is_empty()) {
        let digits = word.strip_suffix('n').unwrap_or(word);
        let body = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
        match body {
            Some(body) if !pasted.bodies.contains(&body) => pasted.bodies.push(body),
            Some(_) => {}
            None if !pasted.rejected.iter().any(|known| known == word) => pasted.rejected.push(word.to_owned()),
            None => {}
        }
    }
    pasted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_list_format_is_read() {
        let expected = [754538881, 1734350788, 722817260];
        for text in [
            "754538881,1734350788,722817260",
            "754538881 1734350788\t722817260",
            "754538881\r\n1734350788\r\n722817260\r\n",
            "[754538881, 1734350788, 722817260]",
            "array([754538881, 1734350788,\n       722817260])",
            "(\"754538881\"; '1734350788' | {722817260})",
            "754538881n, 1734350788n, 722817260n",
            "754538881, 1734350788, 754538881, 722817260",
        ] {
            assert_eq!(parse(text).bodies, expected, "{text}");
        }
    }

    #[test]
    fn large_ids_are_exact_and_numbers_that_are_no_ids_are_reported() {
        let pasted = parse("720575940628857210 18446744073709551615 18446744073709551616 7.5e8 -3 1.0 DA1_lPN");
        assert_eq!(pasted.bodies, [720_575_940_628_857_210, u64::MAX]);
        assert_eq!(pasted.rejected, ["18446744073709551616", "7.5e8", "-3", "1.0", "DA1_lPN"]);
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(parse(" ,;\n"), Pasted::default());
    }
}
