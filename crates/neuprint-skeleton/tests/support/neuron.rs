//! Made neurons: branches that grow from branches, some of whose edges are cut. The same numbers on every run.
//!
//! The fragments lie within one another, as those of a segmentation do, and most gaps are as long as an edge.
#![allow(dead_code, reason = "a test needs a part of it")]

/// xorshift64*: a fixed sequence without a dependency.
pub(crate) struct Random(u64);

impl Random {
    /// The sequence that always begins in the same way.
    pub(crate) fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    /// The next number, at least zero and below one.
    pub(crate) fn unit(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40) as f64 / f64::from(1u32 << 24)
    }

    /// The next number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.unit() * end as f64) as usize
    }
}

/// Per node: its place and its parent.
pub(crate) type Nodes = Vec<([f64; 3], Option<usize>)>;

/// A neuron of so many nodes in so many fragments.
pub(crate) fn grown(nodes: usize, fragments: usize) -> Nodes {
    let mut random = Random::new();
    let mut grown: Nodes = Vec::with_capacity(nodes);
    let (mut left, mut at, mut heading, mut parent) = (nodes.min(2_000), [0.0; 3], [1.0, 0.0, 0.0], None);
    while grown.len() < nodes {
        if left == 0 {
            // A branch ends, and another begins somewhere on what has grown.
            let from = random.below(grown.len());
            (at, parent) = (grown[from].0, Some(from));
            heading = [0; 3].map(|_| random.unit() - 0.5);
            left = 1 + random.below(200);
        }
        // A branch keeps its heading, by and large.
        heading = heading.map(|part| part + (random.unit() - 0.5) * 0.6);
        let length = heading.iter().map(|part| part * part).sum::<f64>().sqrt().max(1e-9);
        heading = heading.map(|part| part / length);
        let step = 20.0 + random.unit() * 30.0;
        for axis in 0..3 {
            at[axis] += heading[axis] * step;
        }
        grown.push((at, parent));
        parent = Some(grown.len() - 1);
        left -= 1;
    }
    let mut cuts = 1;
    while cuts < fragments {
        let cut = random.below(nodes);
        cuts += usize::from(grown[cut].1.take().is_some());
    }
    grown
}

/// The SWC text of nodes whose identifiers are these.
pub(crate) fn swc(nodes: &Nodes, id: impl Fn(usize) -> usize) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for (node, ([x, y, z], parent)) in nodes.iter().enumerate() {
        let _ = write!(text, "{} 0 {x:.1} {y:.1} {z:.1} 1 ", id(node));
        let _ = match parent {
            Some(parent) => writeln!(text, "{}", id(*parent)),
            None => writeln!(text, "-1"),
        };
    }
    text
}
