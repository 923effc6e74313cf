//! The ids that lines have for nodes: numbers, or texts, which most often are numbers.

use std::collections::HashMap;

use neuprint_cypher::NodeId;
use serde_json::Value as Json;

use super::shortened;

/// Which node has which id. The text `7` and the number 7 are the same id.
#[derive(Debug, Default)]
pub(super) struct Ids {
    numbers: HashMap<u64, u32>,
    texts: HashMap<Box<str>, u32>,
}

/// An id as a line has it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Id {
    Number(u64),
    Text(String),
}

impl Id {
    /// Reads an id.
    ///
    /// # Errors
    /// If it is neither a number nor a text: half a sentence.
    pub(super) fn of(json: &Json) -> Result<Self, String> {
        match json {
            Json::String(text) => Ok(number(text).map_or_else(|| Self::Text(text.clone()), Self::Number)),
            Json::Number(number) if !number.is_f64() => {
                Ok(number.as_u64().map_or_else(|| Self::Text(number.to_string()), Self::Number))
            }
            _ => Err("is neither a whole number nor a text".to_owned()),
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => shortened(text),
        }
    }
}

/// A number that is written as it would be written again: `07` is another id than `7`.
fn number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number: &u64| number.to_string() == text)
}

impl Ids {
    /// Gives an id to a node.
    ///
    /// # Errors
    /// If another node has it.
    pub(super) fn give(&mut self, id: &Id, node: NodeId) -> Result<(), String> {
        let before = match id {
            Id::Number(number) => self.numbers.insert(*number, node.0),
            Id::Text(text) => self.texts.insert(text.as_str().into(), node.0),
        };
        before.map_or(Ok(()), |_| Err(format!("another node has the id {}, too", id.words())))
    }

    /// The node that has an id.
    ///
    /// # Errors
    /// If there is none.
    pub(super) fn find(&self, id: &Id) -> Result<NodeId, String> {
        let node = match id {
            Id::Number(number) => self.numbers.get(number),
            Id::Text(text) => self.texts.get(text.as_str()),
        };
        node.copied()
            .map(NodeId)
            .ok_or_else(|| format!("the relationship ends at the node {}, which is not there", id.words()))
    }
}
