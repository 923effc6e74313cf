//! How well a name fits what was typed.

/// Longer texts are searched for whole words only: in a query the letters of nearly everything can be found in order.
const NAME: usize = 60;

/// How well `text` fits `written`, more is better; `None` if it does not. Every word must be found: at the beginning of
/// a word of the text, within one, or in a name at least letter by letter in order. Of letters beyond ASCII small and
/// large ones differ: to know them takes a table that every visitor would load.
pub(super) fn fit(written: &str, text: &str) -> Option<u32> {
    let text = text.to_ascii_lowercase();
    written.to_ascii_lowercase().split_whitespace().map(|word| fit_word(word, &text)).sum()
}

fn fit_word(word: &str, text: &str) -> Option<u32> {
    if let Some(at) = text.find(word) {
        let begins = text.match_indices(word).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()));
        return Some(if at == 0 {
            4
        } else if begins {
            3
        } else {
            2
        });
    }
    if text.len() > NAME {
        return None;
    }
    let mut letters = text.chars();
    word.chars().all(|letter| letters.any(|other| other == letter)).then_some(1)
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn beginnings_are_better_than_what_is_within_and_that_than_single_letters() {
        assert_eq!(fit("RUN", "Run the query"), Some(4));
        assert_eq!(fit("que", "Run the query"), Some(3));
        assert_eq!(fit("uer", "Run the query"), Some(2));
        assert_eq!(fit("rtq", "Run the query"), Some(1));
        assert_eq!(fit("run que", "Run the query"), Some(7));
        assert_eq!(fit("run x", "Run the query"), None);
        assert_eq!(fit("", "anything"), Some(0));
    }

    #[test]
    fn long_texts_are_not_matched_letter_by_letter() {
        let query = "MATCH (n:Neuron) WHERE n.type = 'DA1_lPN' RETURN n.bodyId, n.instance";
        assert_eq!(fit("mwr", query), None);
        assert_eq!(fit("da1", query), Some(3));
    }
}
