//! A set of neurons as people write it: types and body IDs, mixed.

use super::field::FieldError;
use super::names::list;
use crate::body_id::BodyId;
use crate::body_ids::{Refusal, parse_body_ids};
use crate::cypher::quote;

/// Neurons of these types, and these bodies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NeuronSet {
    /// Types, exactly.
    pub types: Vec<String>,
    /// Bodies.
    pub bodies: Vec<BodyId>,
}

impl NeuronSet {
    /// Reads types and body IDs in any order. What is a number must be a body ID to the last digit; everything else is a
    /// type.
    ///
    /// # Errors
    /// Nothing at all; a number that is no body ID, with the reason.
    pub fn read(field: &'static str, text: &str) -> Result<Self, FieldError> {
        let mut set = Self::default();
        for name in list(text) {
            let pasted = parse_body_ids(&name);
            let number = pasted.refused.iter().find(|word| word.reason != Refusal::NotANumber);
            // `5-HTPLP01` has a number in it and is none.
            let whole = number.is_some_and(|word| name.split_whitespace().any(|part| bare(part) == word.text));
            match number.filter(|_| whole) {
                Some(word) => return Err(FieldError::new(field, format!("`{}` {}.", word.text, word.reason))),
                None if !pasted.bodies.is_empty() && pasted.refused.is_empty() => {
                    set.bodies.extend(
                        pasted.bodies.iter().filter(|body| !set.bodies.contains(body)).copied().collect::<Vec<_>>(),
                    );
                }
                None => set.types.push(name),
            }
        }
        if set.types.is_empty() && set.bodies.is_empty() {
            return Err(FieldError::new(field, "Name at least one type or body ID."));
        }
        Ok(set)
    }

    /// Which of the body IDs are found; nothing if none were given. Among types, only neurons are.
    pub fn existing(&self) -> Option<String> {
        existing(self.label(), &self.bodies)
    }

    /// The label of the nodes: bodies may be no neurons.
    pub(super) fn label(&self) -> &'static str {
        if self.types.is_empty() { "Segment" } else { "Neuron" }
    }

    /// The condition on a node of that name.
    pub(super) fn condition(&self, node: &str) -> String {
        let types: Vec<String> = self.types.iter().map(|name| quote(name)).collect();
        let bodies: Vec<String> = self.bodies.iter().map(BodyId::to_string).collect();
        let one_of = |property: &str, values: &[String]| match values {
            [] => None,
            [one] => Some(format!("{node}.{property} = {one}")),
            several => Some(format!("{node}.{property} IN [{}]", several.join(", "))),
        };
        let parts: Vec<String> = [one_of("type", &types), one_of("bodyId", &bodies)].into_iter().flatten().collect();
        if parts.len() == 1 { parts.concat() } else { format!("({})", parts.join(" OR ")) }
    }
}

/// Which of these bodies are nodes of that label; nothing if there are none.
pub(super) fn existing(label: &str, bodies: &[BodyId]) -> Option<String> {
    let bodies: Vec<String> = bodies.iter().map(BodyId::to_string).collect();
    let list = bodies.join(", ");
    (!bodies.is_empty()).then(|| format!("MATCH (n:{label})\nWHERE n.bodyId IN [{list}]\nRETURN n.bodyId AS bodyId"))
}

/// A word without the brackets and quotation marks of lists.
fn bare(word: &str) -> &str {
    word.trim_matches(['[', ']', '(', ')', '{', '}', '"', '\'', ','])
}
