//! Queries to start from: what each shows, and the text for the dataset that is open.
//!
//! ```
//! use neuprint_worker::examples::{GROUPS, Landmarks};
//!
//! let example = &GROUPS[0].examples[1];
//! assert_eq!(example.title, "Neurons of one type");
//! assert!(example.cypher(&Landmarks::default()).contains("n.type = \"DA1_lPN\""));
//! ```
//!
//! They are written for any neuPrint dataset. The names in them, a cell type or a region, are those of the sample until
//! the open dataset has told its own [`Landmarks`].

mod library;

use serde::{Deserialize, Serialize};

pub use library::GROUPS;

/// What the page opens with, already run.
pub const OPENING: &str = "\
MATCH (n:Neuron)
WHERE n.status = \"Traced\" AND NOT coalesce(n.cropped, false)
RETURN n.bodyId AS bodyId, n.type AS type, n.instance AS instance
ORDER BY n.type, n.instance";

/// What names are put in place of.
const PLACES: [&str; 5] = ["\"<type>\"", "\"<partner>\"", "\"<roi>\"", "`<roi>`", "<body>"];

/// Examples that belong together.
#[derive(Debug)]
pub struct Group {
    /// What they are about.
    pub title: &'static str,
    /// In the order in which they are offered.
    pub examples: &'static [Example],
}

/// A query with what it shows.
#[derive(Debug)]
pub struct Example {
    /// A few words.
    pub title: &'static str,
    /// What one learns from it, in one sentence.
    pub about: &'static str,
    /// The query with places for names: `"<type>"`, `"<partner>"`, `"<roi>"`, `` `<roi>` `` and `<body>`.
    template: &'static str,
}

impl Example {
    /// Whether names of a dataset stand in it.
    pub fn has_names(&self) -> bool {
        PLACES.iter().any(|place| self.template.contains(place))
    }

    /// The query with the names of a dataset.
    pub fn cypher(&self, landmarks: &Landmarks) -> String {
        let Landmarks { neuron_type, partner, roi, body } = landmarks;
        let mut text = String::with_capacity(self.template.len() + 16);
        // One way through the template: the names that are put in are not looked through for places.
        let mut rest = self.template;
        while let Some((at, place)) = PLACES.iter().filter_map(|place| Some((rest.find(place)?, *place))).min() {
            text.push_str(&rest[..at]);
            match place {
                "\"<type>\"" => quote(&mut text, neuron_type),
                "\"<partner>\"" => quote(&mut text, partner),
                "\"<roi>\"" => quote(&mut text, roi),
                "`<roi>`" => text.extend(["`", &roi.replace('`', "``").replace("\\u", "\\u005Cu"), "`"]),
                _ => text.push_str(&body.to_string()),
            }
            rest = &rest[at + place.len()..];
        }
        text.push_str(rest);
        text
    }
}

/// A text as a literal.
fn quote(into: &mut String, text: &str) {
    into.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            into.push('\\');
        }
        into.push(c);
    }
    into.push('"');
}

/// Names of a dataset with which the examples have something to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landmarks {
    /// A type of neurons that have inputs.
    pub neuron_type: String,
    /// A type that gives input to it.
    pub partner: String,
    /// A primary ROI in which `body` has synapses.
    pub roi: String,
    /// A neuron of that type.
    pub body: u64,
}

/// Those of the sample, which also has this neuron's synapses.
impl Default for Landmarks {
    fn default() -> Self {
        Self {
            neuron_type: "DA1_lPN".to_owned(),
            partner: "lLN2F_b".to_owned(),
            roi: "AL(R)".to_owned(),
            body: 1_734_350_788,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_where_they_stand() {
        let example = Example {
            title: "",
            about: "",
            template: "WHERE n.type = \"<type>\" AND n.`<roi>` AND m.roi = \"<roi>\" AND n.bodyId = <body>",
        };
        let landmarks = Landmarks {
            neuron_type: "5\"<body>\\".to_owned(),
            partner: String::new(),
            roi: "a`L".to_owned(),
            body: 18_446_744_073_709_551_615,
        };
        assert_eq!(
            example.cypher(&landmarks),
            "WHERE n.type = \"5\\\"<body>\\\\\" AND n.`a``L` AND m.roi = \"a`L\" AND n.bodyId = 18446744073709551615"
        );
    }

    #[test]
    fn titles_are_said_once_and_no_place_is_left() {
        let examples: Vec<&Example> = GROUPS.iter().flat_map(|group| group.examples).collect();
        for (at, example) in examples.iter().enumerate() {
            assert!(examples[..at].iter().all(|other| other.title != example.title), "{}", example.title);
            assert!(example.about.ends_with('.'), "{}", example.about);
            let cypher = example.cypher(&Landmarks::default());
            assert!(!cypher.contains("<type>") && !cypher.contains("<roi>") && !cypher.contains("<body>"), "{cypher}");
        }
    }
}
