//! How a skeleton is written.

/// How to write a skeleton. As it is, if nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WriteOptions {
    /// Identifiers become 1, 2, 3 …, depth first, so that parents precede their children and each branch is in one piece.
    /// Children come in the order in which they are stored.
    pub renumber: bool,
    /// Header lines that say where the skeleton comes from.
    pub provenance: Option<Provenance>,
    /// Further comment lines. A line break starts a new one.
    pub comments: Vec<String>,
    /// The index of the node that is the soma: it is written with type 1. An index past the last node changes nothing.
    pub soma: Option<u32>,
}

/// Where a skeleton comes from. Each is a line `# key: value`, in place of one with the same key in the header that was read.
/// The skeleton itself says `unit`, `root` (the identifier of the first) and `fragments` (how many roots there are).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The dataset, such as `hemibrain:v1.2.1`.
    pub dataset: Option<String>,
    /// The version of the data, as neuPrint's metadata has it.
    pub uuid: Option<String>,
    /// How the skeleton was healed.
    pub healing: Option<String>,
}
