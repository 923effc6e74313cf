//! The words that are searched for.

use leptos::prelude::*;

/// The words of the search field, in small letters. All lists follow them.
#[derive(Clone, Copy)]
pub(super) struct Words(Memo<Vec<String>>);

impl Words {
    /// The words of a text.
    pub(super) fn of(text: RwSignal<String>) -> Self {
        Self(Memo::new(move |_| {
            text.with(|text| text.to_ascii_lowercase().split_whitespace().map(str::to_owned).collect())
        }))
    }

    /// Whether nothing is searched for.
    pub(super) fn is_empty(self) -> bool {
        self.0.with(Vec::is_empty)
    }

    /// Whether all words are in one of these texts or another.
    pub(super) fn find(self, texts: &[&str]) -> bool {
        self.0.with(|words| found(words, texts))
    }
}

fn found(words: &[String], texts: &[&str]) -> bool {
    words.iter().all(|word| texts.iter().any(|text| text.to_ascii_lowercase().contains(word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::found;

    #[test]
    fn every_word_must_be_somewhere() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let texts = ["MATCH (n:Neuron)", "hemibrain:v1.2.1"];
        assert!(found(&words("neuron hemibrain"), &texts));
        assert!(!found(&words("neuron manc"), &texts));
        assert!(found(&[], &texts));
    }
}
