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
//! Their values are kept as the text that they are: what they mean only their file knows, and no digit is lost. A line may
//! end before all columns are filled: of a node, only the last values can be empty. Values behind the last name have no
//! column, and a name for which no line has a value is no column.

/// A column past the seventh, which the header of its file names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtraColumn {
    name: String,
    /// All values one after another.
    text: String,
    /// Where each value ends in `text`.
    ends: Vec<u32>,
}

impl ExtraColumn {
    /// A column without values.
    pub(crate) fn new(name: String) -> Self {
        Self { name, text: String::new(), ends: Vec::new() }
    }

    /// The next node's value; false, and nothing is added, if the column's text would be too long for its index.
    #[must_use]
    pub(crate) fn push(&mut self, value: &str) -> bool {
        let Ok(end) = u32::try_from(self.text.len() + value.len()) else { return false };
        self.text.push_str(value);
        self.ends.push(end);
        true
    }

    /// Whether no node has a value.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// What the header calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A node's value; empty where its line ended before this column. `None` past the last node.
    pub fn get(&self, node: usize) -> Option<&str> {
        let end = *self.ends.get(node)? as usize;
        let start = if node == 0 { 0 } else { self.ends[node - 1] as usize };
        self.text.get(start..end)
    }

    /// All values as numbers; `None` if one of them is none.
    pub fn numbers(&self) -> Option<Vec<f64>> {
        (0..self.ends.len()).map(|node| neuprint_decimal::parse_f64(self.get(node)?.as_bytes())).collect()
    }

    /// The values of another column behind this one's; empty ones for so many nodes if there is no other.
    pub(crate) fn extend(&mut self, other: Option<&Self>, nodes: usize) {
        for node in 0..nodes {
            self.push_or_empty(other.and_then(|other| other.get(node)).unwrap_or_default());
        }
    }

    /// The values of these nodes, in this order; a node may come several times.
    pub(crate) fn picked(&self, nodes: &[u32]) -> Self {
        let mut picked = Self::new(self.name.clone());
        for node in nodes {
            picked.push_or_empty(self.get(*node as usize).unwrap_or_default());
        }
        picked
    }

    /// The next node's value. Repeated often enough a text may outgrow its index; what is left out then reads as empty.
    fn push_or_empty(&mut self, value: &str) {
        if !self.push(value) {
            let end = self.ends.last().copied().unwrap_or_default();
            self.ends.push(end);
        }
    }
}
