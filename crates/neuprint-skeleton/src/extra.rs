//! Columns past the seventh, such as the confidence of each node.
//!
//! ```
//! use neuprint_skeleton::Skeleton;
//!
//! let text = b"# id type x y z radius parent confidence\n1 0 0 0 0 1 -1 0.9\n2 0 5 0 0 1 1 0.7\n";
//! let skeleton = Skeleton::parse(text)?;
//! let confidence = skeleton.extra_column("confidence").ok_or("the header names it")?;
//! assert_eq!((confidence.get(1), confidence.numbers()), (Some("0.7"), Some(vec![0.9, 0.7])));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Their values are kept as the text that they are: what they mean only their file knows, and no digit is lost. A line
//! may end before all columns are filled: of a node, only the last values can be empty. Values behind the last name
//! have no column, and a name for which no line has a value is no column.

/// A column past the seventh, which the header of its file names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtraColumn {
    name: String,
    /// How many nodes there are.
    nodes: usize,
    /// All values one after another.
    text: String,
    /// Where each value ends in `text`.
    ends: Vec<u32>,
    /// Whose value each is, unless they are those of the first nodes, one each. Nodes without a value take no room: a
    /// file may name many columns that it hardly has.
    holders: Option<Vec<u32>>,
}

impl ExtraColumn {
    /// A column without values.
    pub(crate) fn new(name: String) -> Self {
        Self { name, nodes: 0, text: String::new(), ends: Vec::new(), holders: None }
    }

    /// A node's value, which is not empty, behind those of all nodes before it; false, and nothing is added, if the
    /// column's text would be too long for its index.
    #[must_use]
    pub(crate) fn push(&mut self, node: u32, value: &str) -> bool {
        let Ok(end) = u32::try_from(self.text.len() + value.len()) else { return false };
        if self.holders.is_none() && node as usize != self.ends.len() {
            self.holders = Some((0..self.ends.len() as u32).collect());
        }
        if let Some(holders) = &mut self.holders {
            holders.push(node);
        }
        self.text.push_str(value);
        self.ends.push(end);
        true
    }

    /// Says how many nodes there are.
    pub(crate) fn set_nodes(&mut self, nodes: usize) {
        self.nodes = nodes;
    }

    /// Whether no node has a value.
    pub(crate) fn is_blank(&self) -> bool {
        self.ends.is_empty()
    }

    /// What the header calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A node's value; empty where its line ended before this column. `None` past the last node.
    pub fn get(&self, node: usize) -> Option<&str> {
        if node >= self.nodes {
            return None;
        }
        let place = match &self.holders {
            None => Some(node).filter(|node| *node < self.ends.len()),
            Some(holders) => holders.binary_search(&(node as u32)).ok(),
        };
        let Some(place) = place else { return Some("") };
        let start = if place == 0 { 0 } else { self.ends[place - 1] as usize };
        self.text.get(start..self.ends[place] as usize)
    }

    /// All values as numbers; `None` if one of them is none.
    pub fn numbers(&self) -> Option<Vec<f64>> {
        (0..self.nodes).map(|node| neuprint_decimal::parse_f64(self.get(node)?.as_bytes())).collect()
    }

    /// Those of another column behind this one's, for so many nodes; none if there is no other.
    pub(crate) fn extend(&mut self, other: Option<&Self>, nodes: usize) {
        let first = self.nodes;
        self.set_nodes(first + nodes);
        for node in 0..nodes {
            let value = other.and_then(|other| other.get(node)).unwrap_or_default();
            let _ = value.is_empty() || self.push((first + node) as u32, value);
        }
    }

    /// The values of these nodes, in this order; a node may come several times.
    pub(crate) fn picked(&self, nodes: &[u32]) -> Self {
        let mut picked = Self::new(self.name.clone());
        picked.set_nodes(nodes.len());
        for (old, new) in nodes.iter().zip(0..) {
            let value = self.get(*old as usize).unwrap_or_default();
            // Repeated often enough a text may outgrow its index; what is left out then reads as empty.
            let _ = value.is_empty() || picked.push(new, value);
        }
        picked
    }
}
