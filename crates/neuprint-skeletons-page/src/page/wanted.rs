//! What is meant by a text in which neurons are named: by IDs, or by their types.
//!
//! ```text
//! let wanted = Wanted::read("754538881 1734350788, DA1_lPN");     // two bodies, and a name
//! ```

use neuprint::question::list;
use neuprint::{Refusal, parse_body_ids};

/// What a text names.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Wanted {
    /// By their IDs.
    pub(super) bodies: Vec<u64>,
    /// Types or instances.
    pub(super) names: Vec<String>,
    /// Words beside IDs that are none.
    pub(super) refused: Vec<String>,
    /// IDs that a spreadsheet has rounded.
    pub(super) rounded: Vec<String>,
}

impl Wanted {
    /// Commas, semicolons and lines separate; IDs may come in any format.
    pub(super) fn read(text: &str) -> Self {
        let mut wanted = Self::default();
        for item in list(text) {
            let pasted = parse_body_ids(&item);
            let is_rounded = pasted.refused.iter().any(|word| word.reason == Refusal::Rounded);
            if pasted.bodies.is_empty() && !is_rounded && !pasted.refused.is_empty() {
                wanted.names.push(item);
                continue;
            }
            for body in pasted.bodies {
                if !wanted.bodies.contains(&body.get()) {
                    wanted.bodies.push(body.get());
                }
            }
            for word in pasted.refused {
                let words = if word.reason == Refusal::Rounded { &mut wanted.rounded } else { &mut wanted.refused };
                words.push(word.text);
            }
        }
        wanted
    }

    /// Whether there is anything to be shown.
    pub(super) fn is_empty(&self) -> bool {
        self.bodies.is_empty() && self.names.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_names_are_told_apart() {
        let wanted = Wanted::read("754538881 1734350788\nDA1_lPN, [720575940628857211n]; 754538881, \"PS008,PS009\"");
        assert_eq!(wanted.bodies, [754_538_881, 1_734_350_788, 720_575_940_628_857_211]);
        assert_eq!(wanted.names, ["DA1_lPN", "PS008,PS009"]);
        assert!(wanted.refused.is_empty() && wanted.rounded.is_empty());
    }

    #[test]
    fn damaged_ids_are_no_names() {
        let wanted = Wanted::read("7.20576E+17, 12 or 13");
        assert_eq!((wanted.bodies, wanted.refused, wanted.rounded.len()), (vec![12, 13], vec!["or".to_owned()], 1));
        assert!(wanted.names.is_empty());
        assert!(Wanted::read(" \n").is_empty());
    }
}
