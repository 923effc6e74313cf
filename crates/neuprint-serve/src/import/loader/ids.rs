//! The ids of a loader's nodes, in their spaces.

use std::collections::HashMap;

use neuprint_cypher::NodeId;

/// An id. The loaders' are numbers, and pairs of numbers for sets of synapses: as such they take half of the memory.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Id {
    Number(u64),
    /// `1_2_pre` or `1_2_post`.
    Set {
        first: u64,
        second: u64,
        post: bool,
    },
    Text(Box<str>),
}

impl Id {
    fn of(text: &str) -> Self {
        if let Some(number) = number(text) {
            return Self::Number(number);
        }
        let set = |end: &str, post: bool| {
            let (first, second) = text.strip_suffix(end)?.split_once('_')?;
            Some(Self::Set { first: number(first)?, second: number(second)?, post })
        };
        set("_pre", false).or_else(|| set("_post", true)).unwrap_or_else(|| Self::Text(text.into()))
    }
}

/// A number that is written as it would be written again: `07` is another id than `7`.
fn number(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| plain)
}

/// The place of a space of ids.
#[derive(Debug, Clone, Copy)]
pub(super) struct Space(usize);

/// Which node has which id.
#[derive(Debug, Default)]
pub(super) struct Ids(Vec<(String, HashMap<Id, u32>)>);

impl Ids {
    /// The space of a name, which may be new.
    pub(super) fn space(&mut self, name: &str) -> Space {
        let known = self.0.iter().position(|(known, _)| known == name);
        Space(known.unwrap_or_else(|| {
            self.0.push((name.to_owned(), HashMap::new()));
            self.0.len() - 1
        }))
    }

    /// Gives an id to a node. `false` if another node has it.
    pub(super) fn give(&mut self, space: Space, id: &str, node: NodeId) -> bool {
        *self.0[space.0].1.entry(Id::of(id)).or_insert(node.0) == node.0
    }

    /// The node that has an id.
    ///
    /// # Errors
    /// If there is none.
    pub(super) fn find(&self, space: Space, id: &str) -> Result<NodeId, String> {
        let (name, nodes) = &self.0[space.0];
        let node = nodes.get(&Id::of(id)).copied().map(NodeId);
        node.ok_or_else(|| format!("no node has the id {} ({name})", super::shortened(id)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Id, Ids};
    use neuprint_cypher::NodeId;

    #[test]
    fn ids_are_the_same_only_if_their_texts_are() {
        let texts =
            ["7", "07", "0", "00", "1_2_pre", "1_2_post", "1_02_pre", "+7", "12_pre", "18446744073709551616", ""];
        let mut ids = Ids::default();
        let space = ids.space("x");
        for (node, text) in (0..).zip(texts) {
            assert!(ids.give(space, text, NodeId(node)), "{text}");
        }
        for (node, text) in (0..).zip(texts) {
            assert_eq!(ids.find(space, text), Ok(NodeId(node)));
        }
        assert!(!ids.give(space, "7", NodeId(99)));
        assert!(matches!(Id::of("1_2_post"), Id::Set { first: 1, second: 2, post: true }));
    }
}
