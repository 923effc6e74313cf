//! The labels of a loader's nodes: `Segment;hemibrain_Segment;Neuron;hemibrain_Neuron`.

use std::collections::HashMap;

use neuprint_cypher::store::Labels;

/// What the labels of a row are.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// Places in [`Labels`].
    pub(super) places: Vec<usize>,
    /// Whether it is a body: a Segment or a Neuron.
    pub(super) body: bool,
}

/// Reads cells of labels, which are the same few in millions of rows.
#[derive(Debug)]
pub(super) struct Reader {
    prefix: String,
    known: HashMap<String, Known>,
}

impl Reader {
    /// For a dataset whose labels have this prefix, whatever prefix the files have.
    pub(super) fn new(prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), known: HashMap::new() }
    }

    /// The labels of a cell.
    ///
    /// # Errors
    /// If there are none.
    pub(super) fn read(&mut self, cell: &str, labels: &mut Labels) -> Result<&Known, String> {
        if !self.known.contains_key(cell) {
            let names = plain(cell);
            if names.is_empty() {
                return Err("the node has no label".to_owned());
            }
            let body = names.iter().any(|name| ["Segment", "Neuron"].contains(name));
            let both = names.iter().flat_map(|name| [(*name).to_owned(), format!("{}_{name}", self.prefix)]);
            let places = both.map(|name| labels.place(&name)).collect();
            self.known.insert(cell.to_owned(), Known { places, body });
        }
        self.known.get(cell).ok_or_else(String::new)
    }
}

/// The labels without those that only add a dataset's name to another one.
fn plain(cell: &str) -> Vec<&str> {
    let all: Vec<&str> = cell.split(';').map(str::trim).filter(|name| !name.is_empty()).collect();
    let adds = |name: &str| {
        all.iter().any(|other| name.strip_suffix(other).is_some_and(|prefix| prefix.len() > 1 && prefix.ends_with('_')))
    };
    all.iter().copied().filter(|name| !adds(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_datasets_prefix_is_taken_off() {
        assert_eq!(plain("Segment;mb6_Segment;Neuron;mb6_Neuron"), ["Segment", "Neuron"]);
        assert_eq!(plain("Synapse;optic-lobe_Synapse; Element;optic-lobe_Element"), ["Synapse", "Element"]);
        assert_eq!(plain("Segment"), ["Segment"]);
        assert!(plain(" ; ").is_empty());
    }
}
